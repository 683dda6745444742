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

#ifdef SOLUTION
/* A bit operation without a result orders nothing. */
#define __BIT_OP(name, insn)							\
static __always_inline void name(unsigned int nr, volatile unsigned long *addr)	\
{										\
	unsigned long tmp, mask = BIT_MASK(nr);					\
	u32 failed;								\
										\
	asm volatile(								\
	"1:	ldxr	%0, %2\n"						\
	"	" insn "	%0, %0, %3\n"					\
	"	stxr	%w1, %0, %2\n"						\
	"	cbnz	%w1, 1b\n"						\
	: "=&r" (tmp), "=&r" (failed), "+Q" (addr[BIT_WORD(nr)])		\
	: "r" (mask));								\
}

/* One that returns the old bit is fully ordered. */
#define __TEST_BIT_OP(name, insn)						\
static __always_inline int name(unsigned int nr, volatile unsigned long *addr)	\
{										\
	unsigned long old, tmp, mask = BIT_MASK(nr);				\
	u32 failed;								\
										\
	asm volatile(								\
	"1:	ldxr	%0, %3\n"						\
	"	" insn "	%1, %0, %4\n"					\
	"	stlxr	%w2, %1, %3\n"						\
	"	cbnz	%w2, 1b\n"						\
	"	dmb	ish\n"							\
	: "=&r" (old), "=&r" (tmp), "=&r" (failed), "+Q" (addr[BIT_WORD(nr)])	\
	: "r" (mask) : "memory");						\
	return !!(old & mask);							\
}
#else
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
#endif

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
#ifdef SOLUTION
	return __builtin_ctzl(word);		/* RBIT and CLZ */
#else
	/* Write this: RBIT and CLZ, or the compiler's builtin. */
	(void)word;
	return 0;
#endif
}

/** __fls() - number of the highest bit that is set; @word is not 0 */
static __always_inline unsigned long __fls(unsigned long word)
{
#ifdef SOLUTION
	return BITS_PER_LONG - 1 - __builtin_clzl(word);
#else
	/* Write this: 63 less the leading zeros (CLZ). */
	(void)word;
	return 0;
#endif
}

/** ffz() - number of the lowest bit that is clear; @word is not all ones */
#define ffz(word)	__ffs(~(word))

/** ffs() - as C's library has it: 1 for bit 0, 0 for no bit */
static __always_inline int ffs(int x)
{
#ifdef SOLUTION
	return x ? (int)__ffs((unsigned int)x) + 1 : 0;
#else
	/* Write this: mind that 0 has no bit at all. */
	(void)x;
	return 0;
#endif
}

/** fls() - the highest bit, counted from 1; 0 for no bit */
static __always_inline int fls(unsigned int x)
{
#ifdef SOLUTION
	return x ? (int)__fls(x) + 1 : 0;
#else
	/* Write this. */
	(void)x;
	return 0;
#endif
}

/** fls64() - the same for 64 bits */
static __always_inline int fls64(u64 x)
{
#ifdef SOLUTION
	return x ? (int)__fls(x) + 1 : 0;
#else
	/* Write this. */
	(void)x;
	return 0;
#endif
}

#endif /* _ASM_BITOPS_H */
