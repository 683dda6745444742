/* SPDX-License-Identifier: MIT */
/* The reference's irqflags.h as a student release has it: every operation is a call. */
#ifndef _ASM_IRQFLAGS_H
#define _ASM_IRQFLAGS_H

#include <linux/compiler.h>
#include <linux/types.h>

void ref_irq_enable(void);
void ref_irq_disable(void);
unsigned long ref_save_flags(void);
unsigned long ref_irq_save(void);
void ref_irq_restore(unsigned long flags);
bool ref_irqs_disabled(unsigned long flags);

#define arch_local_irq_enable		ref_irq_enable
#define arch_local_irq_disable		ref_irq_disable
#define arch_local_save_flags		ref_save_flags
#define arch_local_irq_save		ref_irq_save
#define arch_local_irq_restore		ref_irq_restore
#define arch_irqs_disabled_flags	ref_irqs_disabled

#endif
