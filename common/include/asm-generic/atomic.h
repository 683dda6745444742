/* SPDX-License-Identifier: MIT */
/*
 * Counters for a machine with one CPU: nothing comes in between while
 * interrupts are masked.
 */
#ifndef _ASM_GENERIC_ATOMIC_H
#define _ASM_GENERIC_ATOMIC_H

#include <asm/irqflags.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define ATOMIC_INIT(i)		{ (i) }
#define ATOMIC64_INIT(i)	{ (i) }
#define atomic_read(v)		READ_ONCE((v)->counter)
#define atomic_set(v, i)	WRITE_ONCE((v)->counter, (i))
#define atomic64_read(v)	READ_ONCE((v)->counter)
#define atomic64_set(v, i)	WRITE_ONCE((v)->counter, (i))

#define __ATOMIC_OPS(name, op, sign, type)					\
static inline type name##_##op##_return(type i, name##_t *v)			\
{										\
	unsigned long flags = arch_local_irq_save();				\
	type result = v->counter sign i;					\
										\
	v->counter = result;							\
	arch_local_irq_restore(flags);						\
	return result;								\
}										\
static inline void name##_##op(type i, name##_t *v)				\
{										\
	name##_##op##_return(i, v);						\
}										\
static inline type name##_##op##_return_relaxed(type i, name##_t *v)		\
{										\
	return name##_##op##_return(i, v);					\
}										\
static inline type name##_##op##_return_acquire(type i, name##_t *v)		\
{										\
	return name##_##op##_return(i, v);					\
}										\
static inline type name##_##op##_return_release(type i, name##_t *v)		\
{										\
	return name##_##op##_return(i, v);					\
}

__ATOMIC_OPS(atomic, add, +, int)
__ATOMIC_OPS(atomic, sub, -, int)
__ATOMIC_OPS(atomic64, add, +, s64)
__ATOMIC_OPS(atomic64, sub, -, s64)
#undef __ATOMIC_OPS

#endif
