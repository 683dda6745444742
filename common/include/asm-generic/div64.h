/* SPDX-License-Identifier: MIT */
/* Division of 64 by 32 bits, for a machine that divides 64-bit numbers itself. */
#ifndef _ASM_GENERIC_DIV64_H
#define _ASM_GENERIC_DIV64_H

#include <linux/types.h>

/* @n becomes the quotient; the value is the remainder. */
#define do_div(n, base) ({						\
	u32 __base = (base);						\
	u32 __rem = (u64)(n) % __base;					\
									\
	(n) = (u64)(n) / __base;					\
	__rem;								\
})

#endif
