/* SPDX-License-Identifier: MIT */
/*
 * cmpxchg.h: exchange a value in memory, in one step that no other CPU and no
 * interrupt can divide.
 *
 * LDXR marks the address, STXR stores only if nothing has touched it since and
 * says whether it did (Arm ARM B2.9, "Synchronization and semaphores"). LDXR
 * with a DMB behind a release store orders everything before and after, which
 * is what xchg() and cmpxchg() promise. Linux: arch/arm64/include/asm/cmpxchg.h.
 */
#ifndef _ASM_CMPXCHG_H
#define _ASM_CMPXCHG_H

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/types.h>

/*
 * Write this: for a type of each size a function that exchanges (LDXR, STLXR,
 * again if that failed, DMB ISH), and one that stores only if the old value is
 * the expected one. Both return the old value. @w is the register's width in
 * the assembly ("w" or "x"), @sfx the ending of LDXR and STLXR ("b", "h", "").
 */
#define __XCHG_CASE(w, sfx, type)						\
static __always_inline type __xchg_##type(volatile type *ptr, type val)	\
{										\
	(void)val;								\
	return *ptr;								\
}										\
										\
static __always_inline type __cmpxchg_##type(volatile type *ptr, type expected,\
					     type val)				\
{										\
	(void)expected;								\
	(void)val;								\
	return *ptr;								\
}

__XCHG_CASE(w, b, u8)
__XCHG_CASE(w, h, u16)
__XCHG_CASE(w, , u32)
__XCHG_CASE(x, , u64)
#undef __XCHG_CASE

/* Called when xchg() or cmpxchg() is used on anything else: does not link, does not compile. */
extern void __bad_xchg_size(void)
	__attribute__((error("xchg and cmpxchg work on 1, 2, 4 or 8 bytes")));

/* Write this: choose by @size; any other size calls __bad_xchg_size(). */
static __always_inline u64 __xchg(volatile void *ptr, u64 val, int size)
{
	(void)ptr;
	(void)size;
	return val;
}

static __always_inline u64 __cmpxchg(volatile void *ptr, u64 old, u64 val, int size)
{
	(void)ptr;
	(void)size;
	(void)val;
	return old;
}

/**
 * xchg() - put @x into *@ptr and return what was there, fully ordered
 */
#define xchg(ptr, x)								\
	((__typeof__(*(ptr)))__xchg((ptr), (u64)(__typeof__(*(ptr)))(x), sizeof(*(ptr))))

/**
 * cmpxchg() - put @n into *@ptr if @o is there; return what was there
 *
 * Fully ordered when it stores.
 */
#define cmpxchg(ptr, o, n)							\
	((__typeof__(*(ptr)))__cmpxchg((ptr), (u64)(__typeof__(*(ptr)))(o),	\
				       (u64)(__typeof__(*(ptr)))(n), sizeof(*(ptr))))

#endif /* _ASM_CMPXCHG_H */
