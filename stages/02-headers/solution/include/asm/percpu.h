/* SPDX-License-Identifier: MIT */
/*
 * percpu.h: how far this CPU's variables lie from those of the image.
 *
 * Each CPU keeps that distance in TPIDR_EL1, a register that the hardware
 * leaves to software (Arm ARM D17.2.140). Linux:
 * arch/arm64/include/asm/percpu.h.
 */
#ifndef _ASM_PERCPU_H
#define _ASM_PERCPU_H

#include <linux/types.h>

#ifdef SOLUTION
static inline void set_my_cpu_offset(unsigned long off)
{
	asm volatile("msr tpidr_el1, %0" : : "r" (off) : "memory");
}

/*
 * Not volatile, so that the compiler may read it once for several uses; but
 * tied to memory at the stack pointer, so that a barrier() makes it read anew:
 * behind a preemption the thread may run on another CPU.
 */
static inline unsigned long __my_cpu_offset(void)
{
	unsigned long off;

	asm("mrs %0, tpidr_el1" : "=r" (off) :
	    "Q" (*(const unsigned long *)__builtin_frame_address(0)));
	return off;
}
#else
/* Write this: set and read TPIDR_EL1. After a barrier() it has to be read anew. */
static inline void set_my_cpu_offset(unsigned long off)
{
	(void)off;
}

static inline unsigned long __my_cpu_offset(void)
{
	return 0;
}
#endif

#include <asm-generic/percpu.h>

#endif /* _ASM_PERCPU_H */
