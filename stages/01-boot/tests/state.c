// SPDX-License-Identifier: MIT
/* The state of the CPU when start_kernel() begins, as the proctor read it. */
#include <asm/sysreg.h>
#include <test/test.h>

CHECK(entry_el1, "start_kernel() runs at EL1, on SP_EL1", .hint = "Leaving EL2")
{
	EXPECT_EQ(hw_entry(HW_CURRENT_EL), 1, "exception level");
	EXPECT_EQ(hw_entry(HW_SPSEL), 1, "SPSel");
}

CHECK(interrupts_masked, "all interrupts are masked when start_kernel() begins",
      .hint = "A known state")
{
	EXPECT_EQ(hw_entry(HW_DAIF), PSR_DAIF_ALL, "PSTATE.DAIF");
}

CHECK(mmu_and_caches_on, "the MMU and both caches are on", .hint = "Turning the MMU on")
{
	u64 sctlr = hw_entry(HW_SCTLR_EL1);

	EXPECT_EQ(sctlr & SCTLR_EL1_M, SCTLR_EL1_M, "SCTLR_EL1.M, the MMU");
	EXPECT_EQ(sctlr & SCTLR_EL1_C, SCTLR_EL1_C, "SCTLR_EL1.C, the data cache");
	EXPECT_EQ(sctlr & SCTLR_EL1_I, SCTLR_EL1_I, "SCTLR_EL1.I, the instruction cache");
}

CHECK(sctlr_known, "the other bits of SCTLR_EL1 have the values that the kernel counts on",
      .hint = "A known state")
{
	u64 sctlr = hw_entry(HW_SCTLR_EL1);

	EXPECT_EQ(sctlr & SCTLR_EL1_RES1, SCTLR_EL1_RES1, "the bits that are RES1");
	EXPECT_EQ(sctlr & SCTLR_EL1_EE, 0, "SCTLR_EL1.EE: data is little-endian");
	EXPECT_EQ(sctlr & SCTLR_EL1_A, 0, "SCTLR_EL1.A: unaligned accesses are allowed");
}
