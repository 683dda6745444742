/* SPDX-License-Identifier: MIT */
/*
 * atomic.h: counters that every CPU and every interrupt may change at once.
 *
 * Operations without a return value order nothing; those with one are fully
 * ordered, or as their ending says (_relaxed, _acquire, _release). What follows
 * from them (atomic_inc, atomic_xchg, ...) is in linux/atomic.h. Linux:
 * arch/arm64/include/asm/atomic_ll_sc.h, Documentation/atomic_t.txt.
 */
#ifndef _ASM_ATOMIC_H
#define _ASM_ATOMIC_H

#include <asm/barrier.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define ATOMIC_INIT(i)		{ (i) }
#define ATOMIC64_INIT(i)	{ (i) }

/* One access each, as READ_ONCE and WRITE_ONCE promise. */
#define atomic_read(v)		READ_ONCE((v)->counter)
#define atomic_set(v, i)	WRITE_ONCE((v)->counter, (i))
#define atomic64_read(v)	READ_ONCE((v)->counter)
#define atomic64_set(v, i)	WRITE_ONCE((v)->counter, (i))

#ifdef SOLUTION
/*
 * @name atomic or atomic64, @type the counter's, @w the register's width; @acq
 * and @rel make LDXR an LDAXR and STXR an STLXR; @mb goes behind.
 */
#define __ATOMIC_OP(name, op, type, w)						\
static __always_inline void name##_##op(type i, name##_t *v)			\
{										\
	type result;								\
	u32 failed;								\
										\
	asm volatile(								\
	"1:	ldxr	%" #w "0, %2\n"						\
	"	" #op "	%" #w "0, %" #w "0, %" #w "3\n"				\
	"	stxr	%w1, %" #w "0, %2\n"					\
	"	cbnz	%w1, 1b\n"						\
	: "=&r" (result), "=&r" (failed), "+Q" (v->counter)			\
	: "r" (i));								\
}

#define __ATOMIC_RETURN(name, op, sfx, type, w, acq, rel, mb, clobber...)	\
static __always_inline type name##_##op##_return##sfx(type i, name##_t *v)	\
{										\
	type result;								\
	u32 failed;								\
										\
	asm volatile(								\
	"1:	ld" #acq "xr	%" #w "0, %2\n"					\
	"	" #op "	%" #w "0, %" #w "0, %" #w "3\n"				\
	"	st" #rel "xr	%w1, %" #w "0, %2\n"				\
	"	cbnz	%w1, 1b\n"						\
	"	" mb "\n"							\
	: "=&r" (result), "=&r" (failed), "+Q" (v->counter)			\
	: "r" (i) : clobber);							\
	return result;								\
}
#else
/*
 * Write this: __ATOMIC_OP makes void atomic_add(i, v) and atomic_sub(i, v) (and
 * atomic64_...) from a loop of LDXR, @op, STXR. __ATOMIC_RETURN makes those
 * that return the new value, in four orders: fully ordered (STLXR and a DMB
 * ISH behind), _relaxed, _acquire (LDAXR), _release (STLXR).
 */
#define __ATOMIC_OP(name, op, type, w)						\
static __always_inline void name##_##op(type i, name##_t *v)			\
{										\
	(void)i;								\
	(void)v;								\
}

#define __ATOMIC_RETURN(name, op, sfx, type, w, acq, rel, mb, clobber...)	\
static __always_inline type name##_##op##_return##sfx(type i, name##_t *v)	\
{										\
	(void)i;								\
	return v->counter;							\
}
#endif

#define __ATOMIC_OPS(name, op, type, w)						\
	__ATOMIC_OP(name, op, type, w)						\
	__ATOMIC_RETURN(name, op, , type, w, , l, "dmb ish", "memory")		\
	__ATOMIC_RETURN(name, op, _relaxed, type, w, , , "")			\
	__ATOMIC_RETURN(name, op, _acquire, type, w, a, , "", "memory")	\
	__ATOMIC_RETURN(name, op, _release, type, w, , l, "", "memory")

__ATOMIC_OPS(atomic, add, int, w)
__ATOMIC_OPS(atomic, sub, int, w)
__ATOMIC_OPS(atomic64, add, s64, x)
__ATOMIC_OPS(atomic64, sub, s64, x)

#undef __ATOMIC_OPS
#undef __ATOMIC_OP
#undef __ATOMIC_RETURN

#endif /* _ASM_ATOMIC_H */
