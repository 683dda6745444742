/* SPDX-License-Identifier: MIT */
/*
 * bitops.h: single bits in arrays of unsigned long, and the position of bits in
 * a word. Linux: arch/arm64/include/asm/bitops.h, asm-generic/bitops/atomic.h.
 */
#ifndef _ASM_BITOPS_H
#define _ASM_BITOPS_H

#include <asm/barrier.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define BITS_PER_LONG		64
#define BIT_WORD(nr)		((nr) / BITS_PER_LONG)
#define BIT_MASK(nr)		(1UL << ((nr) % BITS_PER_LONG))

/*
 * Write this: @insn ("orr", "bic", "eor") applied to the word that holds bit
 * @nr, atomically; @nr may be 64 or more. __TEST_BIT_OP returns the old bit and
 * is fully ordered.
 */
#define __BIT_OP(name, insn)							\
static __always_inline void name(unsigned int nr, volatile unsigned long *addr)	\
{										\
	(void)nr;								\
	(void)addr;								\
}

#define __TEST_BIT_OP(name, insn)						\
static __always_inline int name(unsigned int nr, volatile unsigned long *addr)	\
{										\
	(void)nr;								\
	(void)addr;								\
	return 0;								\
}

__BIT_OP(set_bit, "orr")
__BIT_OP(clear_bit, "bic")
__BIT_OP(change_bit, "eor")
__TEST_BIT_OP(test_and_set_bit, "orr")
__TEST_BIT_OP(test_and_clear_bit, "bic")
__TEST_BIT_OP(test_and_change_bit, "eor")

#undef __BIT_OP
#undef __TEST_BIT_OP

/* The same for memory that only the caller touches, and reading: given. */
#include <asm-generic/bitops/non-atomic.h>

/** __ffs() - number of the lowest bit that is set; @word is not 0 */
static __always_inline unsigned long __ffs(unsigned long word)
{
	/* Write this: RBIT and CLZ, or the compiler's builtin. */
	(void)word;
	return 0;
}

/** __fls() - number of the highest bit that is set; @word is not 0 */
static __always_inline unsigned long __fls(unsigned long word)
{
	/* Write this: 63 less the leading zeros (CLZ). */
	(void)word;
	return 0;
}

/** ffz() - number of the lowest bit that is clear; @word is not all ones */
#define ffz(word)	__ffs(~(word))

/** ffs() - as C's library has it: 1 for bit 0, 0 for no bit */
static __always_inline int ffs(int x)
{
	/* Write this: mind that 0 has no bit at all. */
	(void)x;
	return 0;
}

/** fls() - the highest bit, counted from 1; 0 for no bit */
static __always_inline int fls(unsigned int x)
{
	/* Write this. */
	(void)x;
	return 0;
}

/** fls64() - the same for 64 bits */
static __always_inline int fls64(u64 x)
{
	/* Write this. */
	(void)x;
	return 0;
}

#endif /* _ASM_BITOPS_H */
