/* SPDX-License-Identifier: MIT */
/* For host tests of kernel code: a variable in the place of PSTATE.I. */
#ifndef _ASM_IRQFLAGS_H
#define _ASM_IRQFLAGS_H

#include <linux/types.h>

extern unsigned long host_irqs_masked;

static inline unsigned long arch_local_save_flags(void)
{
	return host_irqs_masked;
}

static inline void arch_local_irq_disable(void)
{
	host_irqs_masked = 1;
}

static inline void arch_local_irq_enable(void)
{
	host_irqs_masked = 0;
}

static inline unsigned long arch_local_irq_save(void)
{
	unsigned long flags = host_irqs_masked;

	host_irqs_masked = 1;
	return flags;
}

static inline void arch_local_irq_restore(unsigned long flags)
{
	host_irqs_masked = flags;
}

static inline bool arch_irqs_disabled_flags(unsigned long flags)
{
	return flags;
}

#endif
