/* SPDX-License-Identifier: MIT */
/* The reference's cmpxchg.h as a student release has it: every exchange is a call. */
#ifndef _ASM_CMPXCHG_H
#define _ASM_CMPXCHG_H

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/types.h>

extern void __bad_xchg_size(void)
	__attribute__((error("xchg and cmpxchg work on 1, 2, 4 or 8 bytes")));

u64 ref_xchg(volatile void *ptr, u64 val, int size);
u64 ref_cmpxchg(volatile void *ptr, u64 old, u64 val, int size);

#define REF_SIZE(p) ({								\
	if (sizeof(*(p)) != 1 && sizeof(*(p)) != 2 && sizeof(*(p)) != 4 && sizeof(*(p)) != 8) \
		__bad_xchg_size();						\
	(int)sizeof(*(p));							\
})

#define xchg(ptr, x)								\
	((__typeof__(*(ptr)))ref_xchg((ptr), (u64)(__typeof__(*(ptr)))(x), REF_SIZE(ptr)))

#define cmpxchg(ptr, o, n)							\
	((__typeof__(*(ptr)))ref_cmpxchg((ptr), (u64)(__typeof__(*(ptr)))(o),	\
					 (u64)(__typeof__(*(ptr)))(n), REF_SIZE(ptr)))

#endif
