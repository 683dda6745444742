/* SPDX-License-Identifier: MIT */
/*
 * Atomic counters for common code: the machine's own operations, and those that
 * follow from them on any machine. Linux: include/linux/atomic/atomic-instrumented.h
 * and atomic-arch-fallback.h.
 */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H

#include <asm/atomic.h>
#include <asm/cmpxchg.h>

/* The old value instead of the new one; functions, so that @i is evaluated once. */
static __always_inline int atomic_fetch_add(int i, atomic_t *v)
{
	return atomic_add_return(i, v) - i;
}

static __always_inline int atomic_fetch_sub(int i, atomic_t *v)
{
	return atomic_sub_return(i, v) + i;
}

static __always_inline s64 atomic64_fetch_add(s64 i, atomic64_t *v)
{
	return atomic64_add_return(i, v) - i;
}

static __always_inline s64 atomic64_fetch_sub(s64 i, atomic64_t *v)
{
	return atomic64_sub_return(i, v) + i;
}

#define atomic_inc(v)			atomic_add(1, v)
#define atomic_dec(v)			atomic_sub(1, v)
#define atomic_inc_return(v)		atomic_add_return(1, v)
#define atomic_dec_return(v)		atomic_sub_return(1, v)
#define atomic_dec_and_test(v)		(atomic_sub_return(1, v) == 0)
#define atomic_inc_and_test(v)		(atomic_add_return(1, v) == 0)
#define atomic64_inc(v)			atomic64_add(1, v)
#define atomic64_dec(v)			atomic64_sub(1, v)
#define atomic64_inc_return(v)		atomic64_add_return(1, v)
#define atomic64_dec_return(v)		atomic64_sub_return(1, v)
#define atomic64_dec_and_test(v)	(atomic64_sub_return(1, v) == 0)

#define atomic_xchg(v, n)		xchg(&(v)->counter, n)
#define atomic_cmpxchg(v, o, n)		cmpxchg(&(v)->counter, o, n)
#define atomic64_xchg(v, n)		xchg(&(v)->counter, n)
#define atomic64_cmpxchg(v, o, n)	cmpxchg(&(v)->counter, o, n)

#endif /* _LINUX_ATOMIC_H */
