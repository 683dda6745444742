// SPDX-License-Identifier: MIT
/* What the first page tables must not map, and how. */
#include <asm/memory.h>
#include <asm/pgtable-hwdef.h>
#include <linux/sections.h>
#include <test/test.h>

CHECK(nothing_beyond_image, "nothing is mapped right before or behind the image",
      .hint = "The first page tables")
{
	u64 end = ((u64)_end + PMD_SIZE - 1) & ~(PMD_SIZE - 1);

	EXPECT_EQ(hw_walk((u64)_text - 1, WALK_PA), WALK_UNMAPPED, "the byte before _text");
	EXPECT_EQ(hw_walk(end, WALK_PA), WALK_UNMAPPED, "the first block behind _end");
	EXPECT_EQ(hw_walk(PAGE_OFFSET, WALK_PA), WALK_UNMAPPED, "PAGE_OFFSET, stage 4's");
	EXPECT_EQ(hw_walk(0, WALK_PA), WALK_UNMAPPED, "address 0");
}

CHECK(no_user_access, "no mapping gives EL0 any right", .hint = "The first page tables")
{
	u64 user = WALK_USER_R | WALK_USER_W | WALK_USER_X;

	EXPECT_EQ(hw_walk(hw_entry(HW_LOAD_ADDR), WALK_PERM) & user, 0, "the identity map");
	EXPECT_EQ(hw_walk((u64)_text, WALK_PERM) & user, 0, "code");
	EXPECT_EQ(hw_walk((u64)_sdata, WALK_PERM) & user, 0, "data");
	EXPECT_EQ(hw_walk(EARLY_IO_BASE, WALK_PERM) & user, 0, "devices");
}

CHECK(memory_is_normal, "code and data are normal, write-back memory in both maps",
      .hint = "The registers of the MMU")
{
	EXPECT_EQ(hw_walk(hw_entry(HW_LOAD_ADDR), WALK_ATTR), MAIR_ATTR_NORMAL, "the identity map");
	EXPECT_EQ(hw_walk((u64)_text, WALK_ATTR), MAIR_ATTR_NORMAL, "code");
	EXPECT_EQ(hw_walk((u64)_sdata, WALK_ATTR), MAIR_ATTR_NORMAL, "data");
}

CHECK(inner_shareable, "normal memory is inner shareable, so that other CPUs' caches agree",
      .hint = "The registers of the MMU")
{
	EXPECT_EQ(hw_walk((u64)_text, WALK_DESC) & DESC_SH_INNER, DESC_SH_INNER, "SH of code");
	EXPECT_EQ(hw_walk((u64)_sdata, WALK_DESC) & DESC_SH_INNER, DESC_SH_INNER, "SH of data");
}
