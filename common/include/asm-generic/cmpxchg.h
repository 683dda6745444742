/* SPDX-License-Identifier: MIT */
/*
 * Exchanges for a machine with one CPU: nothing comes in between while
 * interrupts are masked.
 */
#ifndef _ASM_GENERIC_CMPXCHG_H
#define _ASM_GENERIC_CMPXCHG_H

#include <asm/irqflags.h>
#include <linux/types.h>

#define xchg(ptr, x) ({							\
	unsigned long __flags = arch_local_irq_save();			\
	__typeof__(*(ptr)) __old = *(ptr);				\
									\
	*(ptr) = (x);							\
	arch_local_irq_restore(__flags);				\
	__old;								\
})

#define cmpxchg(ptr, o, n) ({						\
	unsigned long __flags = arch_local_irq_save();			\
	__typeof__(*(ptr)) __old = *(ptr);				\
									\
	if (__old == (o))						\
		*(ptr) = (n);						\
	arch_local_irq_restore(__flags);				\
	__old;								\
})

#endif
