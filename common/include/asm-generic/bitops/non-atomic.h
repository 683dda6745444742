/* SPDX-License-Identifier: MIT */
/* Single bits of memory that only the caller touches: plain C, right on any machine. */
#ifndef _ASM_GENERIC_BITOPS_NON_ATOMIC_H
#define _ASM_GENERIC_BITOPS_NON_ATOMIC_H

static __always_inline void __set_bit(unsigned int nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] |= BIT_MASK(nr);
}

static __always_inline void __clear_bit(unsigned int nr, volatile unsigned long *addr)
{
	addr[BIT_WORD(nr)] &= ~BIT_MASK(nr);
}

/** test_bit() - bit @nr of the array, read in one access */
static __always_inline int test_bit(unsigned int nr, const volatile unsigned long *addr)
{
	return addr[BIT_WORD(nr)] >> (nr % BITS_PER_LONG) & 1;
}

#endif
