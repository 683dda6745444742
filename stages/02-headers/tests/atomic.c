// SPDX-License-Identifier: MIT
/*
 * Atomic operations: what they compute, and that nothing can divide them.
 *
 * The second cannot be shown by chance on one CPU, so the tests read the
 * instructions that the compiler made of the student's functions: a loop of a
 * load-exclusive and a store-exclusive is indivisible, a plain load and store is
 * not.
 */
#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/compiler.h>
#include <test/test.h>
#include "insn.h"

CHECK(atomic_arithmetic, "atomic operations compute what plain ones would", .hint = "atomic.h and cmpxchg.h")
{
	atomic_t v = ATOMIC_INIT(5);
	atomic64_t w = ATOMIC64_INIT(1LL << 40);

	atomic_add(7, &v);
	EXPECT_EQ(atomic_read(&v), 12, "5 + 7");
	atomic_sub(20, &v);
	EXPECT_EQ((s64)atomic_read(&v), (s64)-8, "12 - 20");
	EXPECT_EQ(atomic_add_return(10, &v), 2, "atomic_add_return(10)");
	EXPECT_EQ(atomic_fetch_add(3, &v), 2, "atomic_fetch_add(3): the old value");
	EXPECT_TRUE(!atomic_dec_and_test(&v), "5 - 1 is not 0");
	atomic64_add(1LL << 40, &w);
	EXPECT_EQ(atomic64_read(&w), 1LL << 41, "2^40 + 2^40");
	EXPECT_EQ(atomic64_sub_return(1, &w), (1LL << 41) - 1, "atomic64_sub_return(1)");
	EXPECT_EQ(atomic64_fetch_add(2, &w), (1LL << 41) - 1, "atomic64_fetch_add(2): the old value");
	EXPECT_EQ(atomic64_read(&w), (1LL << 41) + 1, "2^41 - 1 + 2");
}

CHECK(exchange_sizes, "xchg and cmpxchg work on 1, 2, 4 and 8 bytes and touch no neighbour",
      .hint = "atomic.h and cmpxchg.h")
{
	union { u64 all; u8 b[8]; u16 h[4]; u32 w[2]; } m = { .all = 0x1122334455667788 };

	EXPECT_EQ(xchg(&m.b[2], 0xaa), 0x66, "xchg of a byte");
	EXPECT_EQ(m.all, 0x1122334455aa7788, "the eight bytes afterwards");
	EXPECT_EQ(xchg(&m.h[3], 0xbbcc), 0x1122, "xchg of two bytes");
	EXPECT_EQ(m.all, 0xbbcc334455aa7788, "the eight bytes afterwards");
	EXPECT_EQ(cmpxchg(&m.w[0], 0x55aa7788, 0xdeadbeef), 0x55aa7788, "cmpxchg that fits");
	EXPECT_EQ(m.all, 0xbbcc3344deadbeef, "the eight bytes afterwards");
	EXPECT_EQ(cmpxchg(&m.all, 1UL, 2UL), 0xbbcc3344deadbeef, "cmpxchg that does not fit");
	EXPECT_EQ(m.all, 0xbbcc3344deadbeef, "the eight bytes afterwards: unchanged");
}

CHECK(bit_operations, "set_bit, clear_bit and their relatives reach bits beyond the first word",
      .hint = "bitops.h")
{
	unsigned long map[3] = { 0, 0, 0 };

	set_bit(0, map);
	set_bit(69, map);
	EXPECT_EQ(map[0], 1, "word 0");
	EXPECT_EQ(map[1], 1UL << 5, "word 1");
	EXPECT_EQ(test_and_set_bit(69, map), 1, "bit 69 was set");
	EXPECT_EQ(test_and_clear_bit(69, map), 1, "bit 69 was still set");
	EXPECT_EQ(test_and_change_bit(130, map), 0, "bit 130 was clear");
	clear_bit(0, map);
	change_bit(191, map);
	EXPECT_EQ(map[0], 0, "word 0 afterwards");
	EXPECT_EQ(map[1], 0, "word 1 afterwards");
	EXPECT_EQ(map[2], 1UL << 63 | 1UL << 2, "word 2 afterwards");
}

static noinline void do_add(atomic_t *v)
{
	atomic_add(1, v);
}

static noinline void do_set_bit(unsigned long *map)
{
	set_bit(3, map);
}

static noinline u32 do_xchg(u32 *p)
{
	return xchg(p, 1u);
}

CHECK(atomic_is_exclusive, "atomic_add, set_bit and xchg use load-exclusive and store-exclusive",
      .hint = "Why a plain load and store will not do")
{
	EXPECT_EQ(count_insn(do_add, INSN_LDXR), 1, "load-exclusives in atomic_add()");
	EXPECT_EQ(count_insn(do_add, INSN_STXR), 1, "store-exclusives in atomic_add()");
	EXPECT_EQ(count_insn(do_set_bit, INSN_LDXR), 1, "load-exclusives in set_bit()");
	EXPECT_EQ(count_insn(do_set_bit, INSN_STXR), 1, "store-exclusives in set_bit()");
	EXPECT_EQ(count_insn(do_xchg, INSN_LDXR), 1, "load-exclusives in xchg()");
	EXPECT_EQ(count_insn(do_xchg, INSN_STXR), 1, "store-exclusives in xchg()");
}
