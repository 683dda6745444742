// SPDX-License-Identifier: MIT
/* What the first page tables map, as the proctor walks them. */
#include <asm/memory.h>
#include <asm/pgtable-hwdef.h>
#include <linux/sections.h>
#include <test/test.h>

CHECK(identity_map, "the image is mapped at its own physical address, for the step over the MMU",
      .hint = "The first page tables")
{
	u64 load = hw_entry(HW_LOAD_ADDR);

	ASSERT_EQ(hw_walk(load, WALK_PA), load, "physical address of the image's first byte");
	EXPECT_EQ(hw_walk(load, WALK_PERM) & WALK_X, WALK_X, "executable at EL1");
	EXPECT_EQ(hw_walk(load, WALK_PERM) & WALK_W, 0, "writable through the identity map");
}

CHECK(text_mapping, "code and constants are mapped at KIMAGE_VADDR, executable and read-only",
      .hint = "The first page tables")
{
	u64 load = hw_entry(HW_LOAD_ADDR);

	for (u64 va = (u64)_text; va < (u64)_etext; va += PMD_SIZE) {
		ASSERT_EQ(hw_walk(va, WALK_PA), va - (u64)_text + load, "physical address");
		ASSERT_EQ(hw_walk(va, WALK_PERM), WALK_R | WALK_X, "permissions (1 r, 2 w, 4 x)");
	}
}

CHECK(data_mapping, "data is mapped writable and not executable, to the last byte of the .bss",
      .hint = "The first page tables")
{
	u64 load = hw_entry(HW_LOAD_ADDR);

	for (u64 va = (u64)_sdata; va < (u64)_end; va += 4096) {
		ASSERT_EQ(hw_walk(va, WALK_PA), va - (u64)_text + load, "physical address");
		ASSERT_EQ(hw_walk(va, WALK_PERM), WALK_R | WALK_W, "permissions (1 r, 2 w, 4 x)");
	}
}

CHECK(block_entries, "the kernel's map is made of 2 MiB blocks", .hint = "The first page tables")
{
	EXPECT_EQ(hw_walk((u64)_text, WALK_LEVEL), 2, "level of the descriptor of _text");
	EXPECT_EQ(hw_walk((u64)_sdata, WALK_LEVEL), 2, "level of the descriptor of _sdata");
}

CHECK(device_mapping, "the UART is mapped as device memory, writable and not executable",
      .hint = "The first page tables")
{
	u64 uart = EARLY_IO_BASE + EARLY_UART_PHYS;

	ASSERT_EQ(hw_walk(uart, WALK_PA), EARLY_UART_PHYS, "physical address");
	EXPECT_EQ(hw_walk(uart, WALK_ATTR), MAIR_ATTR_DEVICE_nGnRE, "memory type");
	EXPECT_EQ(hw_walk(uart, WALK_PERM), WALK_R | WALK_W, "permissions (1 r, 2 w, 4 x)");
}
