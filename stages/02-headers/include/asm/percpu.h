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

/* Write this: set and read TPIDR_EL1. After a barrier() it has to be read anew. */
static inline void set_my_cpu_offset(unsigned long off)
{
	(void)off;
}

static inline unsigned long __my_cpu_offset(void)
{
	return 0;
}

#include <asm-generic/percpu.h>

#endif /* _ASM_PERCPU_H */
