/* SPDX-License-Identifier: MIT */
/* Masking this CPU's interrupts, with the type of the flags checked. Linux: irqflags.h. */
#ifndef _LINUX_IRQFLAGS_H
#define _LINUX_IRQFLAGS_H

#include <asm/irqflags.h>

/* Comparing the two addresses makes anything but an unsigned long a warning, and so an error. */
#define typecheck(type, x) ({ type __dummy; __typeof__(x) __dummy2; (void)(&__dummy == &__dummy2); 1; })

#define local_irq_enable()		arch_local_irq_enable()
#define local_irq_disable()		arch_local_irq_disable()
#define local_save_flags(flags) \
	do { typecheck(unsigned long, flags); (flags) = arch_local_save_flags(); } while (0)
#define local_irq_save(flags) \
	do { typecheck(unsigned long, flags); (flags) = arch_local_irq_save(); } while (0)
#define local_irq_restore(flags) \
	do { typecheck(unsigned long, flags); arch_local_irq_restore(flags); } while (0)
#define irqs_disabled_flags(flags)	arch_irqs_disabled_flags(flags)
#define irqs_disabled()			arch_irqs_disabled_flags(arch_local_save_flags())

#endif /* _LINUX_IRQFLAGS_H */
