/* SPDX-License-Identifier: MIT */
/* The reference's barrier.h as a student release has it: every barrier is a call. */
#ifndef _ASM_BARRIER_H
#define _ASM_BARRIER_H

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/types.h>

void ref_isb(void);
void ref_dmb_sy(void);
void ref_dmb_ld(void);
void ref_dmb_st(void);
void ref_dmb_ish(void);
void ref_dmb_ishld(void);
void ref_dmb_ishst(void);
void ref_dmb_nsh(void);
void ref_dsb_sy(void);
void ref_dsb_ld(void);
void ref_dsb_st(void);
void ref_dsb_ish(void);
void ref_dsb_ishld(void);
void ref_dsb_ishst(void);
void ref_dsb_nsh(void);
void ref_dsb_nshst(void);
void ref_mb(void);
void ref_rmb(void);
void ref_wmb(void);
void ref_smp_mb(void);
void ref_smp_rmb(void);
void ref_smp_wmb(void);

#define isb()		ref_isb()
#define dmb(opt)	ref_dmb_##opt()
#define dsb(opt)	ref_dsb_##opt()
#define mb()		ref_mb()
#define rmb()		ref_rmb()
#define wmb()		ref_wmb()
#define smp_mb()		ref_smp_mb()
#define smp_rmb()		ref_smp_rmb()
#define smp_wmb()		ref_smp_wmb()

#define compiletime_assert_atomic_type(t)					\
	BUILD_BUG_ON_MSG(sizeof(t) != 1 && sizeof(t) != 2 && sizeof(t) != 4 &&	\
			 sizeof(t) != 8, "Need native word sized stores/loads for atomicity.")

void ref_store_release(volatile void *p, u64 v, int size);
u64 ref_load_acquire(const volatile void *p, int size);

#define smp_store_release(p, v) do {						\
	__typeof__(*(p)) ref_v = (v);						\
	compiletime_assert_atomic_type(__typeof__(*(p)));				\
	ref_store_release((p), (u64)ref_v, sizeof(*(p)));			\
} while (0)

#define smp_load_acquire(p) ({							\
	compiletime_assert_atomic_type(__typeof__(*(p)));				\
	(__typeof__(*(p)))ref_load_acquire((p), sizeof(*(p)));			\
})

#endif
