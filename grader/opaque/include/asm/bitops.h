/* SPDX-License-Identifier: MIT */
/* The reference's bitops.h as a student release has it: every operation is a call. */
#ifndef _ASM_BITOPS_H
#define _ASM_BITOPS_H

#include <asm/barrier.h>
#include <linux/compiler.h>
#include <linux/types.h>

#define BITS_PER_LONG		64
#define BIT_WORD(nr)		((nr) / BITS_PER_LONG)
#define BIT_MASK(nr)		(1UL << ((nr) % BITS_PER_LONG))

#define REF_BIT(t, name)							\
t ref_##name(unsigned int nr, volatile unsigned long *addr);			\
static inline t name(unsigned int nr, volatile unsigned long *addr)		\
{ return ref_##name(nr, addr); }

REF_BIT(void, set_bit)
REF_BIT(void, clear_bit)
REF_BIT(void, change_bit)
REF_BIT(int, test_and_set_bit)
REF_BIT(int, test_and_clear_bit)
REF_BIT(int, test_and_change_bit)
#undef REF_BIT

#include <asm-generic/bitops/non-atomic.h>

unsigned long ref___ffs(unsigned long word) __attribute__((const));
unsigned long ref___fls(unsigned long word) __attribute__((const));
int ref_ffs(int x) __attribute__((const));
int ref_fls(unsigned int x) __attribute__((const));
int ref_fls64(u64 x) __attribute__((const));

#define __ffs		ref___ffs
#define __fls		ref___fls
#define ffz(word)	ref___ffs(~(word))
#define ffs		ref_ffs
#define fls		ref_fls
#define fls64		ref_fls64

#endif
