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

/* Single-copy atomic accesses are those of 1, 2, 4 and 8 bytes (Arm ARM B2.2.1). */
#define compiletime_assert_atomic_type(t)					\
	BUILD_BUG_ON_MSG(sizeof(t) != 1 && sizeof(t) != 2 && sizeof(t) != 4 &&	\
			 sizeof(t) != 8, "Need native word sized stores/loads for atomicity.")

/*
 * Write this: a store with STLR (STLRB, STLRH) and a load with LDAR by the size
 * of *p; refuse other sizes with compiletime_assert_atomic_type().
 */
#define smp_store_release(p, v)	do { *(p) = (v); } while (0)
#define smp_load_acquire(p)	(*(p))

#endif /* _ASM_BARRIER_H */
