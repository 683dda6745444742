/* SPDX-License-Identifier: MIT */
/* For host tests: whoever waits for a lock here waits for ever, so say so. */
#ifndef _ASM_PROCESSOR_H
#define _ASM_PROCESSOR_H

void host_deadlock(void);

static inline void cpu_relax(void)
{
	host_deadlock();
}

#endif
