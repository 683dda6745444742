/* SPDX-License-Identifier: MIT */
/* Products that need more than 64 bits on the way. Linux: include/linux/math64.h. */
#ifndef _LINUX_MATH64_H
#define _LINUX_MATH64_H

#include <linux/types.h>

/* MUL and UMULH: two instructions on arm64. */
__extension__ typedef unsigned __int128 u128;

/** mul_u64_u32_shr() - @a * @mul >> @shift, the product in full; the result has to fit */
static inline u64 mul_u64_u32_shr(u64 a, u32 mul, unsigned int shift)
{
	return (u128)a * mul >> shift;
}

#endif /* _LINUX_MATH64_H */
