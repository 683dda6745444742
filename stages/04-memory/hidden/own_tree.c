// SPDX-License-Identifier: MIT
/* Trees that no machine here has: other cells, and nodes that are not all memory. */
#include <linux/kernel.h>
#include <linux/of_fdt.h>
#include <test/test.h>
#include <test/tree.h>
#include "../tests/scratch.h"

static const void *kept_tree;
static int kept_addr_cells, kept_size_cells;

/* Whether the tree was taken; the two scans have run then. */
static bool scan_tree(void)
{
	unsigned int size = end_tree();

	if (!early_init_dt_verify(&tree, size))
		return false;
	memblock.memory.cnt = memblock.memory.total_size = 0;
	early_init_dt_scan_root();
	early_init_dt_scan_memory();
	return true;
}

static void begin_own_tree(void)
{
	begin_scratch();
	kept_tree = initial_boot_params;
	kept_addr_cells = dt_root_addr_cells;
	kept_size_cells = dt_root_size_cells;
}

static void end_own_tree(void)
{
	initial_boot_params = kept_tree;
	dt_root_addr_cells = kept_addr_cells;
	dt_root_size_cells = kept_size_cells;
	end_scratch();
}

CHECK(other_cells, "addresses and sizes have as many cells as the root says, or 2 and 1",
      .hint = "Reading the tree", .setup = begin_own_tree, .teardown = end_own_tree)
{
	begin_tree();
	CELLS("#address-cells", 1);
	CELLS("#size-cells", 1);
	begin_node("memory@80000000");
	text_prop("device_type", "memory");
	CELLS("reg", 0x80000000, 0x100000, 0x90000000, 0x200000);
	end_node();
	ASSERT_TRUE(scan_tree(), "the tree is taken");
	EXPECT_EQ(memblock.memory.cnt, 2, "banks, one cell each for address and size");
	EXPECT_EQ(memblock_phys_mem_size(), 0x300000, "their size");
	EXPECT_TRUE(memblock_is_memory(0x901fffff), "the last byte of the second bank");

	begin_tree();
	begin_node("memory@180000000");
	text_prop("device_type", "memory");
	CELLS("reg", 1, 0x80000000, 0x100000, 2, 0x90000000, 0x200000);
	end_node();
	ASSERT_TRUE(scan_tree(), "the tree without the two properties is taken");
	EXPECT_EQ(memblock_phys_mem_size(), 0x300000, "memory, with 2 and 1");
	EXPECT_TRUE(memblock_is_memory(0x290000000), "the first byte of the second bank");
}

CHECK(memory_nodes, "what counts is a node's device_type and its status, not its name",
      .hint = "Reading the tree", .setup = begin_own_tree, .teardown = end_own_tree)
{
	begin_tree();
	CELLS("#address-cells", 1);
	CELLS("#size-cells", 1);
	begin_node("ram@80000000");
	text_prop("device_type", "memory");
	text_prop("status", "okay");
	CELLS("reg", 0x80000000, 0x100000, 0x88000000, 0, 0x8c000000, 0x100000);
	end_node();
	begin_node("memory@90000000");
	text_prop("device_type", "memory");
	text_prop("status", "disabled");
	CELLS("reg", 0x90000000, 0x100000);
	end_node();
	begin_node("memory-controller@a0000000");
	CELLS("reg", 0xa0000000, 0x1000);
	end_node();
	begin_node("soc");
	text_prop("device_type", "soc");
	begin_node("sram@b0000000");
	text_prop("device_type", "memory");
	CELLS("reg", 0xb0000000, 0x1000);
	end_node();
	end_node();
	ASSERT_TRUE(scan_tree(), "the tree is taken");
	EXPECT_TRUE(memblock_is_memory(0x80000000), "ram@80000000 is memory");
	EXPECT_TRUE(memblock_is_memory(0x8c000000), "its bank behind one of no bytes as well");
	EXPECT_TRUE(!memblock_is_memory(0x90000000), "a disabled node is not");
	EXPECT_TRUE(!memblock_is_memory(0xa0000000), "nor is a memory controller");
	EXPECT_TRUE(!memblock_is_memory(0xb0000000), "nor a node that is not right below the root");
	EXPECT_EQ(memblock_phys_mem_size(), 0x200000, "memblock_phys_mem_size()");
}
