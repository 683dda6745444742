/* SPDX-License-Identifier: MIT */
/* Waiting for the machine's own ticks. */
#ifndef _TEST_LIVE_H
#define _TEST_LIVE_H

#include <asm/sysreg.h>
#include <linux/clockchips.h>
#include <linux/clocksource.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <test/test.h>
#include "apart.h"

#define COUNTER_NS	16	/* the machine's counter runs at 62.5 MHz */
#define LIVE_BUDGET	600000000	/* sleeping counts as well */
#define SLACK		50000	/* nanoseconds from an interrupt to the code behind it */

/* Nanoseconds by the counter itself. */
static inline u64 counter_ns(void)
{
	asm volatile("isb");
	return read_sysreg(cntvct_el0) * COUNTER_NS;
}

/* Whether there are ticks at all: who waits for one that never comes waits for ever. */
static inline bool ticking(void)
{
	unsigned long before = jiffies;

	test_let_pass(2 * tick_period);
	asm volatile("isb");
	return jiffies != before;
}

/* Sleep until @n ticks have come; the counter's time just behind the last one. */
static inline u64 wait_ticks(unsigned long n)
{
	unsigned long until = jiffies + n;

	/* Interrupts are masked from the look to the sleep, so that none slips in between; WFI wakes all the same. */
	for (;;) {
		local_irq_disable();
		if (time_after_eq(jiffies, until))
			break;
		asm volatile("wfi");
		local_irq_enable();
		asm volatile("isb");
	}
	local_irq_enable();
	return counter_ns();
}

#endif /* _TEST_LIVE_H */
