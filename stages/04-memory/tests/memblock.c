// SPDX-License-Identifier: MIT
/* memblock's two lists: adding, cutting, joining, and taking memory from them. */
#include <linux/kernel.h>
#include <test/test.h>
#include "scratch.h"

#define M	0x100000UL
#define BASE	0x80000000UL

static void expect_region(const struct memblock_type *type, unsigned long i, u64 base, u64 size)
{
	ASSERT_LT(i, type->cnt, "the region's number");
	EXPECT_EQ(type->regions[i].base, base, "its base");
	EXPECT_EQ(type->regions[i].size, size, "its size");
}

CHECK(neighbours_become_one, "regions that touch or overlap become one",
      .hint = "memblock", .setup = begin_scratch, .teardown = end_scratch)
{
	memblock_add(BASE, 4 * M);
	memblock_add(BASE + 8 * M, 4 * M);
	EXPECT_EQ(memblock.memory.cnt, 2, "regions, with a gap between them");
	memblock_add(BASE + 4 * M, 4 * M);
	EXPECT_EQ(memblock.memory.cnt, 1, "regions, with the gap filled");
	expect_region(&memblock.memory, 0, BASE, 12 * M);
	memblock_add(BASE - M, 20 * M);
	EXPECT_EQ(memblock.memory.cnt, 1, "regions, behind an overlap");
	EXPECT_EQ(memblock_phys_mem_size(), 20 * M, "memblock_phys_mem_size()");
}

CHECK(removing_cuts, "removing from the middle leaves both ends",
      .hint = "memblock", .setup = begin_scratch, .teardown = end_scratch)
{
	memblock_reserve(BASE, 12 * M);
	memblock_phys_free(BASE + 4 * M, 2 * M);
	ASSERT_EQ(memblock.reserved.cnt, 2, "regions");
	expect_region(&memblock.reserved, 0, BASE, 4 * M);
	expect_region(&memblock.reserved, 1, BASE + 6 * M, 6 * M);
	EXPECT_EQ(memblock_reserved_size(), 10 * M, "memblock_reserved_size()");
	EXPECT_TRUE(!memblock_is_reserved(BASE + 5 * M), "the middle is free");
}

CHECK(allocation_is_free_memory, "what is allocated was free, fits, is aligned, and is reserved then",
      .hint = "memblock", .setup = begin_scratch, .teardown = end_scratch)
{
	u64 pa;

	memblock_add(BASE, 8 * M);
	memblock_reserve(BASE + 6 * M, 2 * M);
	pa = memblock_phys_alloc(M + 0x1000, 0x200000);
	EXPECT_EQ(pa, BASE + 4 * M, "the highest 2 MiB boundary with 1 MiB and 4 KiB behind it");
	EXPECT_TRUE(memblock_is_reserved(pa + M), "it is reserved");
	EXPECT_EQ(memblock_phys_alloc(7 * M, 0x1000), 0, "7 MiB are too much: 0");
	pa = memblock_phys_alloc_range(0x1000, 0x1000, BASE, BASE + M);
	EXPECT_EQ(pa, BASE + M - 0x1000, "the highest page below a bound");
}
