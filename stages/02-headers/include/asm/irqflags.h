/* SPDX-License-Identifier: MIT */
/*
 * irqflags.h: keeping interrupts away from this CPU.
 *
 * PSTATE.I masks IRQ and PSTATE.F FIQ; DAIFSet and DAIFClr change them at once
 * (Arm ARM C5.2.3 DAIF: D bit 9, A 8, I 7, F 6). Linux 6.1 keeps I and F
 * together. Linux: arch/arm64/include/asm/irqflags.h.
 */
#ifndef _ASM_IRQFLAGS_H
#define _ASM_IRQFLAGS_H

#include <linux/compiler.h>
#include <linux/types.h>

/*
 * Write this: mask and unmask I and F, leaving D and A alone; save returns the
 * state before (all of DAIF), restore brings exactly that back. The compiler
 * may not move memory accesses out of the masked stretch ("memory").
 */
static __always_inline void arch_local_irq_enable(void)
{
}

static __always_inline void arch_local_irq_disable(void)
{
}

static __always_inline unsigned long arch_local_save_flags(void)
{
	return 0;
}

static __always_inline unsigned long arch_local_irq_save(void)
{
	return 0;
}

static __always_inline void arch_local_irq_restore(unsigned long flags)
{
	(void)flags;
}

static __always_inline bool arch_irqs_disabled_flags(unsigned long flags)
{
	(void)flags;
	return false;
}

#endif /* _ASM_IRQFLAGS_H */
