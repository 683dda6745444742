/* SPDX-License-Identifier: MIT */
/* The reference's atomic.h as a student release has it: every operation is a call. */
#ifndef _ASM_ATOMIC_H
#define _ASM_ATOMIC_H

#include <asm/barrier.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define ATOMIC_INIT(i)		{ (i) }
#define ATOMIC64_INIT(i)	{ (i) }

#define atomic_read(v)		READ_ONCE((v)->counter)
#define atomic_set(v, i)	WRITE_ONCE((v)->counter, (i))
#define atomic64_read(v)	READ_ONCE((v)->counter)
#define atomic64_set(v, i)	WRITE_ONCE((v)->counter, (i))

#define REF_RETURN(t, name, op, order)						\
t ref_##name##_##op##_return##order(t i, name##_t *v);				\
static inline t name##_##op##_return##order(t i, name##_t *v)			\
{ return ref_##name##_##op##_return##order(i, v); }

#define REF_OP(t, name, op)							\
void ref_##name##_##op(t i, name##_t *v);					\
static inline void name##_##op(t i, name##_t *v) { ref_##name##_##op(i, v); }	\
REF_RETURN(t, name, op, ) REF_RETURN(t, name, op, _relaxed)			\
REF_RETURN(t, name, op, _acquire) REF_RETURN(t, name, op, _release)

REF_OP(int, atomic, add)
REF_OP(int, atomic, sub)
REF_OP(s64, atomic64, add)
REF_OP(s64, atomic64, sub)

#undef REF_OP
#undef REF_RETURN

#endif
