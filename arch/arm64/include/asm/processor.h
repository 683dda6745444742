/* SPDX-License-Identifier: MIT */
/* What a CPU is told by its own code. Linux: arch/arm64/include/asm/processor.h. */
#ifndef _ASM_PROCESSOR_H
#define _ASM_PROCESSOR_H

/**
 * cpu_relax() - in the body of a loop that waits for another CPU, or for a device
 *
 * The hint lets the other threads of a CPU go first, and under QEMU the other
 * CPUs. Before stage 7 there are none, and a loop that waits for ever is found
 * out sooner without it.
 */
static inline void cpu_relax(void)
{
#if CONFIG_STAGE >= 7
	/* To change CPUs costs QEMU as much as some hundred instructions: it is not asked all the time. */
	for (int i = 0; i < 50; i++)
		asm volatile("" : : : "memory");
	asm volatile("yield" : : : "memory");
#else
	asm volatile("" : : : "memory");
#endif
}

#endif /* _ASM_PROCESSOR_H */
