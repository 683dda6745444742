/* SPDX-License-Identifier: MIT */
/* What a CPU is told by its own code. Linux: arch/arm64/include/asm/processor.h. */
#ifndef _ASM_PROCESSOR_H
#define _ASM_PROCESSOR_H

/** cpu_relax() - in the body of a loop that waits for another CPU */
static inline void cpu_relax(void)
{
	asm volatile("yield" : : : "memory");
}

#endif /* _ASM_PROCESSOR_H */
