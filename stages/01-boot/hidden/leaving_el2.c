// SPDX-License-Identifier: MIT
/* What EL2 leaves behind for EL1; entered at EL1 the proctor has set the same. */
#include <asm/sysreg.h>
#include <test/test.h>

CHECK(el1_is_aarch64, "HCR_EL2 says that EL1 is 64-bit and traps nothing", .hint = "Leaving EL2")
{
	EXPECT_EQ(hw_entry(HW_HCR_EL2), HCR_EL2_RW, "HCR_EL2");
}

CHECK(counter_allowed, "EL1 may use the physical counter and timer, and virtual time is physical time",
      .hint = "Leaving EL2")
{
	EXPECT_EQ(hw_entry(HW_CNTHCTL_EL2) & 3, 3, "CNTHCTL_EL2.EL1PCTEN and EL1PCEN");
	EXPECT_EQ(hw_entry(HW_CNTVOFF_EL2), 0, "CNTVOFF_EL2");
}

CHECK(fp_allowed, "floating point and SIMD do not trap at EL1", .hint = "The registers of the MMU")
{
	EXPECT_EQ(hw_entry(HW_CPACR_EL1) & CPACR_EL1_FPEN, CPACR_EL1_FPEN, "CPACR_EL1.FPEN");
}
