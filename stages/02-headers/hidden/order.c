// SPDX-License-Identifier: MIT
/*
 * Order between accesses, as instructions: QEMU runs the CPUs in turn, so a
 * missing barrier cannot show in what a program computes here. It does on a
 * real machine.
 */
#include <asm/atomic.h>
#include <asm/cacheflush.h>
#include <asm/cmpxchg.h>
#include <asm/tlbflush.h>
#include <linux/bitops.h>
#include <linux/compiler.h>
#include <test/test.h>
#include "../tests/insn.h"

static noinline void do_smp_mb(void)  { smp_mb(); }
static noinline void do_smp_rmb(void) { smp_rmb(); }
static noinline void do_smp_wmb(void) { smp_wmb(); }
static noinline void do_mb(void)      { mb(); }
static noinline void do_rmb(void)     { rmb(); }
static noinline void do_wmb(void)     { wmb(); }
static noinline void do_isb(void)     { isb(); }

CHECK(barrier_instructions, "each barrier is the instruction that its domain and direction ask for",
      .hint = "barrier.h")
{
	EXPECT_EQ(count_insn(do_smp_mb, INSN_DMB_ISH), 1, "DMB ISH in smp_mb()");
	EXPECT_EQ(count_insn(do_smp_rmb, INSN_DMB_ISHLD), 1, "DMB ISHLD in smp_rmb()");
	EXPECT_EQ(count_insn(do_smp_wmb, INSN_DMB_ISHST), 1, "DMB ISHST in smp_wmb()");
	EXPECT_EQ(count_insn(do_mb, INSN_DSB_SY), 1, "DSB SY in mb()");
	EXPECT_EQ(count_insn(do_rmb, INSN_DSB_LD), 1, "DSB LD in rmb()");
	EXPECT_EQ(count_insn(do_wmb, INSN_DSB_ST), 1, "DSB ST in wmb()");
	EXPECT_EQ(count_insn(do_isb, INSN_ISB), 1, "ISB in isb()");
}

static noinline void do_release(u32 *p)       { smp_store_release(p, 1u); }
static noinline u64 do_acquire(u64 *p)        { return smp_load_acquire(p); }
static noinline void do_release8(u8 *p)       { smp_store_release(p, (u8)1); }
static noinline u16 do_acquire16(u16 *p)      { return smp_load_acquire(p); }

CHECK(acquire_release, "smp_store_release is STLR and smp_load_acquire is LDAR, of every size",
      .hint = "barrier.h")
{
	u32 w = 0;
	u16 h = 0xabcd;

	EXPECT_EQ(count_insn(do_release, INSN_STLR), 1, "STLR in a release of 4 bytes");
	EXPECT_EQ(count_insn(do_release8, INSN_STLR), 1, "STLR in a release of 1 byte");
	EXPECT_EQ(count_insn(do_acquire, INSN_LDAR), 1, "LDAR in an acquire of 8 bytes");
	EXPECT_EQ(count_insn(do_acquire16, INSN_LDAR), 1, "LDAR in an acquire of 2 bytes");
	do_release(&w);
	EXPECT_EQ(w, 1, "the value that was released");
	EXPECT_EQ(do_acquire16(&h), 0xabcd, "the value that was acquired");
}

static noinline int do_full(atomic_t *v)    { return atomic_add_return(1, v); }
static noinline int do_acq(atomic_t *v)     { return atomic_add_return_acquire(1, v); }
static noinline int do_rel(atomic_t *v)     { return atomic_add_return_release(1, v); }
static noinline int do_relaxed(atomic_t *v) { return atomic_add_return_relaxed(1, v); }

CHECK(return_order, "atomic_add_return is fully ordered, and its variants are as their names say",
      .hint = "atomic.h and cmpxchg.h")
{
	EXPECT_EQ(count_insn(do_full, INSN_STLXR), 1, "STLXR in atomic_add_return()");
	EXPECT_GT(find_insn(do_full, INSN_DMB_ISH), find_insn(do_full, INSN_STLXR),
		  "the DMB ISH stands behind the store");
	EXPECT_EQ(count_insn(do_full, INSN_DMB_ISH), 1, "DMB ISH in atomic_add_return()");
	EXPECT_EQ(count_insn(do_acq, INSN_LDAXR), 1, "LDAXR in _acquire");
	EXPECT_EQ(count_insn(do_rel, INSN_STLXR), 1, "STLXR in _release");
	EXPECT_EQ(count_insn(do_relaxed, INSN_DMB_ISH) + count_insn(do_relaxed, INSN_LDAXR) +
		  count_insn(do_relaxed, INSN_STLXR), 0, "ordering instructions in _relaxed");
}

static noinline int do_test_and_set(unsigned long *p) { return test_and_set_bit(1, p); }
static noinline u32 do_cmpxchg(u32 *p)                { return cmpxchg(p, 0u, 1u); }

CHECK(exchange_order, "test_and_set_bit and cmpxchg are fully ordered", .hint = "atomic.h and cmpxchg.h")
{
	EXPECT_EQ(count_insn(do_test_and_set, INSN_STLXR), 1, "STLXR in test_and_set_bit()");
	EXPECT_EQ(count_insn(do_test_and_set, INSN_DMB_ISH), 1, "DMB ISH in test_and_set_bit()");
	EXPECT_EQ(count_insn(do_cmpxchg, INSN_STLXR), 1, "STLXR in cmpxchg()");
	EXPECT_EQ(count_insn(do_cmpxchg, INSN_DMB_ISH), 1, "DMB ISH in cmpxchg()");
}

static noinline void do_flush_all(void) { flush_tlb_all(); }
static noinline void do_flush_range(unsigned long a) { flush_tlb_kernel_range(a, a + 4096); }

CHECK(tlb_sequence, "a TLB flush is DSB, TLBI for all CPUs, DSB, ISB, in this order",
      .hint = "tlbflush.h and cacheflush.h")
{
	EXPECT_LT(find_insn(do_flush_all, INSN_DSB_ISHST), find_insn(do_flush_all, INSN_TLBI_VMALLE1IS),
		  "DSB ISHST before TLBI VMALLE1IS");
	EXPECT_LT(find_insn(do_flush_all, INSN_TLBI_VMALLE1IS), find_insn(do_flush_all, INSN_DSB_ISH),
		  "TLBI before DSB ISH");
	EXPECT_LT(find_insn(do_flush_all, INSN_DSB_ISH), find_insn(do_flush_all, INSN_ISB),
		  "DSB ISH before ISB");
	EXPECT_EQ(count_insn(do_flush_range, INSN_TLBI_VAALE1IS), 1, "TLBI VAALE1IS in a range");
}

static noinline void do_icache(unsigned long a) { flush_icache_range(a, a + 256); }

CHECK(icache_sequence, "new code is cleaned to the point of unification before it is invalidated",
      .hint = "tlbflush.h and cacheflush.h")
{
	static u32 code[16] __attribute__((aligned(64)));
	unsigned int clean = find_insn(do_icache, INSN_DC_CVAU), inval = find_insn(do_icache, INSN_IC_IVAU);

	EXPECT_LT(clean, find_insn(do_icache, INSN_DSB_ISH), "DC CVAU before DSB ISH");
	EXPECT_LT(clean, inval, "DC CVAU before IC IVAU");
	EXPECT_LT(inval, find_insn(do_icache, INSN_ISB), "IC IVAU before ISB");
	flush_icache_range((unsigned long)code, (unsigned long)code + sizeof(code));
}
