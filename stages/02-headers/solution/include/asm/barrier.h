/* SPDX-License-Identifier: MIT */
/*
 * barrier.h: the order in which memory accesses become visible.
 *
 * Arm lets a CPU reorder accesses to normal memory unless told otherwise (Arm
 * ARM B2.3, "Definition of the Armv8 memory model"). DMB orders accesses, DSB
 * waits for them to complete, ISB lets later instructions see what was changed
 * about the CPU itself. Linux: arch/arm64/include/asm/barrier.h.
 */
#ifndef _ASM_BARRIER_H
#define _ASM_BARRIER_H

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/types.h>

#ifdef SOLUTION
#define isb()		asm volatile("isb" : : : "memory")
#define dmb(opt)	asm volatile("dmb " #opt : : : "memory")
#define dsb(opt)	asm volatile("dsb " #opt : : : "memory")

/* Between this CPU and everything else, devices included: the whole system. */
#define mb()		dsb(sy)
#define rmb()		dsb(ld)
#define wmb()		dsb(st)

/* Between CPUs: the inner shareable domain is enough. */
#define smp_mb()	dmb(ish)
#define smp_rmb()	dmb(ishld)
#define smp_wmb()	dmb(ishst)
#else
/*
 * Write this: isb(), dmb(opt) and dsb(opt) as one instruction each, which the
 * compiler may not move memory accesses across ("memory"); mb, rmb, wmb as DSB
 * of the whole system (sy, ld, st); smp_mb, smp_rmb, smp_wmb as DMB of the
 * inner shareable domain (ish, ishld, ishst).
 */
#define isb()		do { } while (0)
#define dmb(opt)	do { } while (0)
#define dsb(opt)	do { } while (0)
#define mb()		do { } while (0)
#define rmb()		do { } while (0)
#define wmb()		do { } while (0)
#define smp_mb()	do { } while (0)
#define smp_rmb()	do { } while (0)
#define smp_wmb()	do { } while (0)
#endif

/* Single-copy atomic accesses are those of 1, 2, 4 and 8 bytes (Arm ARM B2.2.1). */
#define compiletime_assert_atomic_type(t)					\
	BUILD_BUG_ON_MSG(sizeof(t) != 1 && sizeof(t) != 2 && sizeof(t) != 4 &&	\
			 sizeof(t) != 8, "Need native word sized stores/loads for atomicity.")

#ifdef SOLUTION
/* Store @v to *@p: everything before it is visible before it (STLR). */
#define smp_store_release(p, v)							\
do {										\
	__typeof__(*(p)) __v = (v);						\
	compiletime_assert_atomic_type(*(p));					\
	switch (sizeof(*(p))) {							\
	case 1:									\
		asm volatile("stlrb %w1, %0" : "=Q" (*(p)) : "rZ" (__v) : "memory"); \
		break;								\
	case 2:									\
		asm volatile("stlrh %w1, %0" : "=Q" (*(p)) : "rZ" (__v) : "memory"); \
		break;								\
	case 4:									\
		asm volatile("stlr %w1, %0" : "=Q" (*(p)) : "rZ" (__v) : "memory"); \
		break;								\
	case 8:									\
		asm volatile("stlr %x1, %0" : "=Q" (*(p)) : "rZ" (__v) : "memory"); \
		break;								\
	}									\
} while (0)

/* The value of *@p: nothing behind it is done before it (LDAR). */
#define smp_load_acquire(p)							\
({										\
	u64 __v = 0;			/* not of *@p's type: that may be const */ \
	compiletime_assert_atomic_type(*(p));					\
	switch (sizeof(*(p))) {							\
	case 1:									\
		asm volatile("ldarb %w0, %1" : "=r" (__v) : "Q" (*(p)) : "memory"); \
		break;								\
	case 2:									\
		asm volatile("ldarh %w0, %1" : "=r" (__v) : "Q" (*(p)) : "memory"); \
		break;								\
	case 4:									\
		asm volatile("ldar %w0, %1" : "=r" (__v) : "Q" (*(p)) : "memory"); \
		break;								\
	case 8:									\
		asm volatile("ldar %x0, %1" : "=r" (__v) : "Q" (*(p)) : "memory"); \
		break;								\
	}									\
	(__typeof__(*(p)))__v;							\
})
#else
/*
 * Write this: a store with STLR (STLRB, STLRH) and a load with LDAR by the size
 * of *p; refuse other sizes with compiletime_assert_atomic_type().
 */
#define smp_store_release(p, v)	do { *(p) = (v); } while (0)
#define smp_load_acquire(p)	(*(p))
#endif

#endif /* _ASM_BARRIER_H */
