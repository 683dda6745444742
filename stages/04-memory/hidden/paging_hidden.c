// SPDX-License-Identifier: MIT
/* What must not be mapped, or not so. */
#include <asm/mmu.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sections.h>
#include <test/test.h>
#include "../tests/machine.h"

CHECK(alias_read_only, "the kernel's code cannot be written to through the linear map either",
      .hint = "The linear map")
{
	u64 load = hw_now(HW_LOAD_ADDR);

	for (u64 off = 0; off < (u64)(__end_rodata - _text); off += PAGE_SIZE)
		ASSERT_EQ(hw_walk((unsigned long)__va(load + off), WALK_PERM), WALK_R, "a page of the image's read-only part");
	EXPECT_EQ(hw_walk((unsigned long)__va(load + (_sdata - _text)), WALK_PERM), WALK_R | WALK_W,
		  "the first page of the data");
}

CHECK(guard_below_stack, "the page below init_stack is not mapped",
      .hint = "The image, part by part")
{
	EXPECT_EQ(hw_walk((unsigned long)init_stack, WALK_PERM), WALK_R | WALK_W, "the stack's lowest page");
	EXPECT_EQ(hw_walk((unsigned long)init_stack - 8, WALK_LEVEL), 0, "the word below it");
	EXPECT_EQ(hw_walk((unsigned long)_end, WALK_LEVEL), 0, "the page behind the image");
}

CHECK(holes_unmapped, "what is no memory, and what is no-map, has no address",
      .hint = "The linear map")
{
	for (u64 i = 0; i < hw_machine(MACHINE_BANKS, 0); i++) {
		u64 end = hw_machine(MACHINE_BANK_BASE, i) + hw_machine(MACHINE_BANK_SIZE, i);

		EXPECT_EQ(hw_walk((unsigned long)__va(end), WALK_LEVEL), 0, "the page behind a bank");
		EXPECT_EQ(hw_walk((unsigned long)__va(end - PAGE_SIZE), WALK_PA), end - PAGE_SIZE, "the bank's last page");
	}
	for (u64 i = 0; i < hw_machine(MACHINE_RESERVED, 0); i++) {
		u64 base = hw_machine(MACHINE_RESERVED_BASE, i), size = hw_machine(MACHINE_RESERVED_SIZE, i);

		if (hw_machine(MACHINE_RESERVED_KIND, i) != RESERVED_NOMAP)
			continue;
		EXPECT_EQ(hw_walk((unsigned long)__va(base), WALK_LEVEL), 0, "the first page that is no-map");
		EXPECT_EQ(hw_walk((unsigned long)__va(base + size - PAGE_SIZE), WALK_LEVEL), 0, "the last one");
		EXPECT_EQ(hw_walk((unsigned long)__va(base + size), WALK_PA), base + size, "the page behind it");
	}
}

/* From one mapped address to the next, by the size of what is there. */
static unsigned long span(unsigned long level)
{
	return level == 1 ? PGDIR_SIZE : level == 2 ? PMD_SIZE : PAGE_SIZE;
}

CHECK(never_both, "nothing is writable and executable, and no page is the user's",
      .hint = "The image, part by part", .budget = 200000000)
{
	unsigned long ranges[][2] = {
		{ PAGE_OFFSET, PAGE_OFFSET + (1UL << 28) },
		{ KIMAGE_VADDR, KIMAGE_VADDR + (32UL << 20) },
		{ FIXADDR_START, FIXADDR_START + (8UL << 20) },
	};
	unsigned long mapped = 0;

	for (unsigned int r = 0; r < ARRAY_SIZE(ranges); r++) {
		for (unsigned long va = ranges[r][0]; va < ranges[r][1]; ) {
			unsigned long level = hw_walk(va, WALK_LEVEL), perm;

			if (!level) {
				va += PAGE_SIZE;
				/* An empty stretch is gone through in steps of 64 KiB. */
				va = ALIGN(va, 0x10000UL);
				continue;
			}
			perm = hw_walk(va, WALK_PERM);
			ASSERT_NE(perm & (WALK_W | WALK_X), WALK_W | WALK_X, "a mapping's permissions");
			ASSERT_EQ(perm & (WALK_USER_R | WALK_USER_W | WALK_USER_X), 0, "its permissions for EL0");
			va = (va | (span(level) - 1)) + 1;
			mapped++;
		}
	}
	EXPECT_GT(mapped, 20, "mappings");
}

CHECK(only_the_uart, "of the devices only the UART's page is mapped",
      .hint = "Going over to the new tables")
{
	unsigned long uart = EARLY_IO_BASE + EARLY_UART_PHYS;

	EXPECT_EQ(hw_walk(uart, WALK_PA), EARLY_UART_PHYS, "the UART");
	EXPECT_EQ(hw_walk(uart, WALK_ATTR), MAIR_ATTR_DEVICE_nGnRE, "its memory type");
	EXPECT_EQ(hw_walk(uart + PAGE_SIZE, WALK_LEVEL), 0, "the page behind it");
	EXPECT_EQ(hw_walk(EARLY_IO_BASE, WALK_LEVEL), 0, "the flash");
}
