/* SPDX-License-Identifier: MIT */
/*
 * The kernel's coarse clock: ticks, HZ of them a second.
 *
 * jiffies wraps. It starts five minutes before it does, so that code which
 * compares with < instead of time_after() is found out soon. Linux:
 * include/linux/jiffies.h.
 */
#ifndef _LINUX_JIFFIES_H
#define _LINUX_JIFFIES_H

#include <asm/param.h>
#include <linux/ktime.h>

#define INITIAL_JIFFIES		((unsigned long)(-300L * HZ))
#define TICK_NSEC		(NSEC_PER_SEC / HZ)

extern volatile unsigned long jiffies;

/* Right as long as the two are less than half of all values apart. */
#define time_after(a, b)	((long)((b) - (a)) < 0)
#define time_before(a, b)	time_after(b, a)
#define time_after_eq(a, b)	((long)((a) - (b)) >= 0)
#define time_before_eq(a, b)	time_after_eq(b, a)

/** msecs_to_jiffies() - ticks that last @ms at least */
static inline unsigned long msecs_to_jiffies(unsigned long ms)
{
	return (ms * HZ + MSEC_PER_SEC - 1) / MSEC_PER_SEC;
}

/** jiffies_to_msecs() - how long @j ticks last */
static inline unsigned long jiffies_to_msecs(unsigned long j)
{
	return j * MSEC_PER_SEC / HZ;
}

#endif /* _LINUX_JIFFIES_H */
