// SPDX-License-Identifier: MIT
/* How the MMU reads the tables. */
#include <asm/pgtable-hwdef.h>
#include <asm/sysreg.h>
#include <test/test.h>

CHECK(walk_attributes, "table walks are cacheable and inner shareable in both halves",
      .hint = "The registers of the MMU")
{
	u64 want = TCR_IRGN0_WBWA | TCR_ORGN0_WBWA | TCR_SH0_INNER |
		   TCR_IRGN1_WBWA | TCR_ORGN1_WBWA | TCR_SH1_INNER;
	u64 mask = UL(0x3f) << 8 | UL(0x3f) << 24;

	EXPECT_EQ(hw_entry(HW_TCR_EL1) & mask, want, "TCR_EL1.{IRGN,ORGN,SH}{0,1}");
}

CHECK(physical_size, "TCR_EL1.IPS is as wide as the CPU's physical addresses",
      .hint = "The registers of the MMU")
{
	u64 parange = read_sysreg(id_aa64mmfr0_el1) & 0xf;

	EXPECT_EQ(hw_entry(HW_TCR_EL1) >> TCR_IPS_SHIFT & 7, parange > 5 ? 5 : parange,
		  "TCR_EL1.IPS");
}
