// SPDX-License-Identifier: MIT
/* The final map, as the hardware walks it. */
#include <asm/mmu.h>
#include <linux/kernel.h>
#include <linux/sections.h>
#include <test/test.h>
#include "machine.h"

#define RW	(WALK_R | WALK_W)

CHECK(linear_map_complete, "every bank is in the linear map: normal memory, not executable",
      .hint = "The linear map")
{
	for (u64 i = 0; i < hw_machine(MACHINE_BANKS, 0); i++) {
		u64 base = hw_machine(MACHINE_BANK_BASE, i), size = hw_machine(MACHINE_BANK_SIZE, i);

		for (int n = 0; n < 40; n++) {
			u64 page = n == 0 ? 0 : n == 1 ? size / PAGE_SIZE - 1 : test_random() % (size / PAGE_SIZE);
			u64 pa = base + page * PAGE_SIZE;
			unsigned long va = (unsigned long)__va(pa);

			if (taken_as(pa, RESERVED_NOMAP))
				continue;
			ASSERT_EQ(hw_walk(va, WALK_PA), pa, "the page at its __va()");
			ASSERT_EQ(hw_walk(va, WALK_ATTR), MAIR_ATTR_NORMAL, "its memory type");
			ASSERT_EQ(hw_walk(va, WALK_PERM) & (WALK_R | WALK_X), WALK_R, "read, not execute");
		}
	}
	EXPECT_TRUE(hw_machine(MACHINE_BANKS, 0) > 0, "there is memory");
}

CHECK(image_permissions, "code is read-only and executable, constants read-only, data writable",
      .hint = "The image, part by part")
{
	for (unsigned long va = (unsigned long)_text; va < (unsigned long)__start_rodata; va += PAGE_SIZE)
		ASSERT_EQ(hw_walk(va, WALK_PERM), WALK_R | WALK_X, "a page of code");
	for (unsigned long va = (unsigned long)__start_rodata; va < (unsigned long)__end_rodata; va += PAGE_SIZE)
		ASSERT_EQ(hw_walk(va, WALK_PERM), WALK_R, "a page of constants");
	for (unsigned long va = (unsigned long)_sdata; va < (unsigned long)_end; va += PAGE_SIZE)
		ASSERT_EQ(hw_walk(va, WALK_PERM), RW, "a page of data");
}

CHECK(identity_map_gone, "nothing is mapped in the lower half any more",
      .hint = "Going over to the new tables")
{
	u64 load = hw_now(HW_LOAD_ADDR);

	EXPECT_EQ(hw_walk(load, WALK_LEVEL), 0, "the image's physical address, walked through TTBR0");
	EXPECT_NE(hw_now(HW_TTBR0_EL1) & ~0xfffUL, __pa_symbol(idmap_pg_dir), "TTBR0_EL1");
	EXPECT_EQ(hw_now(HW_TTBR1_EL1) & ~0xffe0000000000fffUL, __pa_symbol(swapper_pg_dir), "TTBR1_EL1");
}

CHECK(large_blocks, "the linear map uses the largest blocks that fit",
      .hint = "The linear map")
{
	u64 base = hw_machine(MACHINE_BANK_BASE, 0), size = hw_machine(MACHINE_BANK_SIZE, 0);
	u64 edge = hw_now(HW_LOAD_ADDR) + (u64)(_sdata - _text);

	/* From behind the image's read-only part up to where something may be left out. */
	for (u64 pa = ALIGN(edge, PMD_SIZE); pa + PMD_SIZE <= min(base + size, base + (64UL << 20)); pa += PMD_SIZE)
		ASSERT_EQ(hw_walk((unsigned long)__va(pa) + 0x5000, WALK_LEVEL), 2, "the level of 2 MiB of memory");
	EXPECT_EQ(hw_walk((unsigned long)__va(base), WALK_LEVEL), 2, "the level of the first 2 MiB");
}
