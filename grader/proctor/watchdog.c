// SPDX-License-Identifier: MIT
/*
 * The watchdog: the secure physical timer of the boot CPU. It counts virtual
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

void watchdog_arm(u64 budget)
{
	write_sysreg(read_sysreg(cntpct_el0) + budget / NS_PER_TICK + 1, cntps_cval_el1);
	write_sysreg(TIMER_ENABLE, cntps_ctl_el1);
	asm volatile("isb");
}

void watchdog_disarm(void)
{
	write_sysreg(0, cntps_ctl_el1);
	asm volatile("isb");
}
