// SPDX-License-Identifier: MIT
/* What the kernel has found out about its memory, against what the proctor knows. */
#include <asm/page.h>
#include <linux/memblock.h>
#include <linux/of_fdt.h>
#include <test/test.h>

CHECK(cells_of_the_root, "the root's cells are read from the tree",
      .hint = "Reading the tree")
{
	EXPECT_EQ(dt_root_addr_cells, 2, "dt_root_addr_cells");
	EXPECT_EQ(dt_root_size_cells, 2, "dt_root_size_cells");
}

CHECK(banks_found, "every bank of the tree is memory, from its first byte to its last",
      .hint = "Reading the tree")
{
	u64 total = 0;

	for (u64 i = 0; i < hw_machine(MACHINE_BANKS, 0); i++) {
		u64 base = hw_machine(MACHINE_BANK_BASE, i), size = hw_machine(MACHINE_BANK_SIZE, i);

		EXPECT_TRUE(memblock_is_memory(base), "the first byte of a bank");
		EXPECT_TRUE(memblock_is_memory(base + size - 1), "its last byte");
		EXPECT_TRUE(!memblock_is_memory(base + size), "the byte behind it is no memory");
		EXPECT_TRUE(!memblock_is_memory(base - 1), "nor is the byte before it");
		total += size;
	}
	EXPECT_EQ(memblock_phys_mem_size(), total, "memblock_phys_mem_size()");
}

CHECK(kernel_and_tree_reserved, "the image and the tree are reserved, all of them",
      .hint = "What is taken")
{
	for (u64 i = 0; i < hw_machine(MACHINE_RESERVED, 0); i++) {
		u64 kind = hw_machine(MACHINE_RESERVED_KIND, i);
		u64 base = hw_machine(MACHINE_RESERVED_BASE, i);
		u64 size = hw_machine(MACHINE_RESERVED_SIZE, i);

		if (kind != RESERVED_KERNEL && kind != RESERVED_TREE)
			continue;
		EXPECT_TRUE(memblock_is_reserved(base), "the first byte");
		EXPECT_TRUE(memblock_is_reserved(base + size - 1), "the last byte");
	}
}
