// SPDX-License-Identifier: MIT
/* Trees that no machine here has: other cells, and nodes that are not all memory. */
#include <asm/byteorder.h>
#include <linux/fdt.h>
#include <linux/kernel.h>
#include <linux/of_fdt.h>
#include <test/test.h>
#include "../tests/scratch.h"

#define WORDS	160	/* of the structure block */

/* A flattened tree while it is built; its blocks lie where the header says. */
static struct {
	struct fdt_header head;
	__be32 none[2];		/* the next block is at a multiple of 8 */
	__be32 rsvmap[4];
	__be32 words[WORDS];
	char strings[64];
} tree __aligned(8);
static unsigned int nwords, nstrings;

static const void *kept_tree;
static int kept_addr_cells, kept_size_cells;

static void word(u32 value)
{
	if (nwords < WORDS)
		tree.words[nwords++] = cpu_to_be32(value);
}

static void bytes(const char *text, unsigned int len)
{
	char *to = (char *)&tree.words[nwords];

	for (unsigned int i = 0; i < len; i += 4)
		word(0);
	memcpy(to, text, len);
}

static void begin_node(const char *name)
{
	word(FDT_BEGIN_NODE);
	bytes(name, strlen(name) + 1);
}

static void end_node(void)
{
	word(FDT_END_NODE);
}

static void begin_prop(const char *name, unsigned int len)
{
	unsigned int at = 0;

	while (at < nstrings && strcmp(&tree.strings[at], name))
		at += strlen(&tree.strings[at]) + 1;
	if (at == nstrings) {
		strscpy(&tree.strings[at], name, sizeof(tree.strings) - at);
		nstrings += strlen(name) + 1;
	}
	word(FDT_PROP);
	word(len);
	word(at);
}

static void text_prop(const char *name, const char *value)
{
	begin_prop(name, strlen(value) + 1);
	bytes(value, strlen(value) + 1);
}

static void cells_prop(const char *name, unsigned int n, const u32 *cells)
{
	begin_prop(name, 4 * n);
	for (unsigned int i = 0; i < n; i++)
		word(cells[i]);
}
#define CELLS(name, ...) \
	cells_prop(name, sizeof((u32[]){ __VA_ARGS__ }) / 4, (u32[]){ __VA_ARGS__ })

static void begin_tree(void)
{
	memset(&tree, 0, sizeof(tree));
	nwords = nstrings = 0;
	begin_node("");
}

/* Whether the tree was taken; the two scans have run then. */
static bool scan_tree(void)
{
	end_node();
	word(FDT_END);
	tree.head = (struct fdt_header){
		.magic = cpu_to_be32(FDT_MAGIC),
		.totalsize = cpu_to_be32(sizeof(tree)),
		.off_dt_struct = cpu_to_be32((char *)tree.words - (char *)&tree),
		.off_dt_strings = cpu_to_be32(tree.strings - (char *)&tree),
		.off_mem_rsvmap = cpu_to_be32((char *)tree.rsvmap - (char *)&tree),
		.version = cpu_to_be32(17),
		.last_comp_version = cpu_to_be32(16),
		.size_dt_strings = cpu_to_be32(nstrings),
		.size_dt_struct = cpu_to_be32(4 * nwords),
	};
	if (!early_init_dt_verify(&tree, sizeof(tree)))
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
