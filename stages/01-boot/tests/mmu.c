// SPDX-License-Identifier: MIT
/* The registers of the MMU: TCR_EL1, MAIR_EL1, TTBR0_EL1, TTBR1_EL1. */
#include <asm/memory.h>
#include <asm/pgtable-hwdef.h>
#include <linux/sections.h>
#include <test/test.h>

extern char idmap_pg_dir[], swapper_pg_dir[];

static u64 phys(const void *symbol)
{
	return (u64)symbol - (u64)_text + hw_entry(HW_LOAD_ADDR);
}

CHECK(tcr_sizes, "TCR_EL1 asks for 39-bit addresses and 4 KiB pages in both halves",
      .hint = "The registers of the MMU")
{
	u64 tcr = hw_entry(HW_TCR_EL1);

	EXPECT_EQ(tcr & 0x3f, 64 - VA_BITS, "TCR_EL1.T0SZ");
	EXPECT_EQ(tcr >> 16 & 0x3f, 64 - VA_BITS, "TCR_EL1.T1SZ");
	EXPECT_EQ(tcr >> 14 & 3, 0, "TCR_EL1.TG0 (4 KiB)");
	EXPECT_EQ(tcr >> 30 & 3, 2, "TCR_EL1.TG1 (4 KiB)");
	EXPECT_EQ(tcr & (TCR_EPD0 | TCR_EPD1), 0, "TCR_EL1.EPD0 and EPD1: walks are enabled");
}

CHECK(mair_types, "MAIR_EL1 holds the memory types at the numbers that asm/memory.h gives them",
      .hint = "The registers of the MMU")
{
	u64 mair = hw_entry(HW_MAIR_EL1);

	EXPECT_EQ(mair >> (8 * MT_NORMAL) & 0xff, MAIR_ATTR_NORMAL, "attribute MT_NORMAL");
	EXPECT_EQ(mair >> (8 * MT_DEVICE_nGnRE) & 0xff, MAIR_ATTR_DEVICE_nGnRE,
		  "attribute MT_DEVICE_nGnRE");
}

CHECK(ttbr_tables, "TTBR0_EL1 names idmap_pg_dir and TTBR1_EL1 names swapper_pg_dir",
      .hint = "The first page tables")
{
	EXPECT_EQ(hw_entry(HW_TTBR0_EL1) & DESC_ADDR_MASK, phys(idmap_pg_dir), "TTBR0_EL1");
	EXPECT_EQ(hw_entry(HW_TTBR1_EL1) & DESC_ADDR_MASK, phys(swapper_pg_dir), "TTBR1_EL1");
}
