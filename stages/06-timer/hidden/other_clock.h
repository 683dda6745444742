/* SPDX-License-Identifier: MIT */
/* Another clock source moves the kernel's time for a while. */
#ifndef _TEST_OTHER_CLOCK_H
#define _TEST_OTHER_CLOCK_H

#include "../tests/live.h"

static struct clocksource other_clock, *own_clock;

/* As the machine's, but for @read. Interrupts are masked until it is gone. */
static inline void begin_other_clock(u64 (*read)(struct clocksource *))
{
	local_irq_disable();
	own_clock = timekeeper.clock;
	other_clock = *own_clock;
	other_clock.read = read;
	timekeeping_setup(&timekeeper, &other_clock);
}

static inline void end_other_clock(void)
{
	timekeeping_setup(&timekeeper, own_clock);
	local_irq_enable();
}

static inline u64 standstill(struct clocksource *cs)
{
	(void)cs;
	return 0;
}

#endif /* _TEST_OTHER_CLOCK_H */
