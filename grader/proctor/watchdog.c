// SPDX-License-Identifier: MIT
/*
 * The watchdog: the secure physical timer of the CPU that the tests run on, one
 * of all CPUs' clock, so it barks whichever CPU hangs. It counts virtual
 * time, and under -icount shift=0 one nanosecond of that is one instruction,
 * so a budget is a number of instructions, the same on every machine.
 */
#include <asm/sysreg.h>
#include "proctor.h"

#define TIMER_ENABLE	1

u64 instructions(void)
{
	asm volatile("isb");
	return state.elapsed + (read_sysreg(cntpct_el0) - state.start) * NS_PER_TICK;
}

static void set_timer(void)
{
	write_sysreg(state.deadline, cntps_cval_el1);
	write_sysreg(TIMER_ENABLE, cntps_ctl_el1);
	asm volatile("isb");
}

void watchdog_arm(u64 budget)
{
	state.deadline = read_sysreg(cntpct_el0) + budget / NS_PER_TICK + 1;
	set_timer();
}

/*
 * This CPU's timer has run out. Where a case began on one CPU and the one before
 * it on another, both have theirs set: only the last deadline counts.
 */
bool watchdog_due(void)
{
	if (state.deadline && read_sysreg(cntpct_el0) >= state.deadline)
		return true;
	if (state.deadline)
		set_timer();
	else
		watchdog_disarm();
	return false;
}

/* Time that no budget pays for has passed. */
void watchdog_postpone(u64 ticks)
{
	if (!state.deadline)
		return;
	state.deadline += ticks;
	write_sysreg(state.deadline, cntps_cval_el1);
	asm volatile("isb");
}

void watchdog_disarm(void)
{
	state.deadline = 0;
	write_sysreg(0, cntps_ctl_el1);
	asm volatile("isb");
}
