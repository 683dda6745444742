/* SPDX-License-Identifier: MIT */
/*
 * A counter that runs at a known rate, and the time that is made of it.
 *
 * A counter counts cycles, the kernel wants nanoseconds. Dividing at each
 * reading is slow and loses the remainder, so a clock source has two numbers:
 *
 *	ns = cycles * mult >> shift
 *
 * Linux: include/linux/clocksource.h, timekeeper_internal.h, timekeeping.h.
 */
#ifndef _LINUX_CLOCKSOURCE_H
#define _LINUX_CLOCKSOURCE_H

#include <linux/ktime.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>

#define CLOCKSOURCE_MASK(bits)	((bits) < 64 ? (1ULL << (bits)) - 1 : ~0ULL)

struct clocksource {
	const char *name;
	int rating;			/* the best one is used: 400 is a very good one */
	u64 (*read)(struct clocksource *cs);
	u64 mask;			/* the bits that it has; behind them it starts again at 0 */
	u32 mult, shift;
};

/* Time, as far as a clock source has brought it. Stage 6: stages/06-timer/timekeeping.c. */
struct timekeeper {
	seqcount_t seq;
	spinlock_t lock;		/* of those who change it */
	struct clocksource *clock;	/* NULL: there is no time yet */
	u64 cycle_last;			/* the counter when it was last brought up to date, */
	ktime_t base;			/* the time then, */
	u64 fraction;			/* and the part of a nanosecond beyond it, << clock->shift */
};

extern struct timekeeper timekeeper;

/**
 * clocks_calc_mult_shift() - factors that turn a count at @from Hz into one at @to Hz
 *
 * As exact as 32 bits allow: count * mult >> shift, with a shift of 32 at most.
 * Also from nanoseconds to a timer's cycles. @from and @to: 1 or more.
 */
void clocks_calc_mult_shift(u32 *mult, u32 *shift, u32 from, u32 to);

/** timekeeping_setup() - @clock moves @tk from now on; time goes on where it is */
void timekeeping_setup(struct timekeeper *tk, struct clocksource *clock);

/** timekeeping_get() - the time of @tk now; without a lock, in any context, on any CPU */
ktime_t timekeeping_get(struct timekeeper *tk);

/**
 * timekeeping_advance() - bring @tk up to date
 *
 * Has to happen before the counter has gone around once. No part of a
 * nanosecond is lost.
 */
void timekeeping_advance(struct timekeeper *tk);

/** clocksource_register_hz() - a counter of @hz: it moves the kernel's time if it is the best so far */
void clocksource_register_hz(struct clocksource *cs, u32 hz);

/** ktime_get() - nanoseconds since the first clock source came; never goes back */
ktime_t ktime_get(void);

/** update_wall_time() - with each tick: bring the kernel's time up to date */
void update_wall_time(void);

/** time_init() - clocks, and the timers of the device tree; by start_kernel(), interrupts masked */
void time_init(void);

#endif /* _LINUX_CLOCKSOURCE_H */
