// SPDX-License-Identifier: MIT
/* What must not be mapped, or not so. */
#include <asm/mmu.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sections.h>
#include <test/test.h>
#include "../tests/machine.h"
#include "../tests/scratch.h"

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

static unsigned long mapped;

/* All that a table maps, by the hardware's own walk; @va: of its first entry. */
static void check_table(u64 pa, unsigned long va, unsigned int level)
{
	unsigned int shift = PAGE_SHIFT + 9 * (3 - level);
	const u64 *table = __va(pa);

	ASSERT_EQ(hw_walk((unsigned long)table, WALK_PA), pa, "a page table, through the linear map");
	for (unsigned long i = 0; i < PTRS_PER_TABLE; i++, va += 1UL << shift) {
		if (!(table[i] & 1))
			continue;
		if (level < 3 && table[i] & 2) {
			check_table(table[i] & DESC_ADDR_MASK, va, level + 1);
			continue;
		}
		ASSERT_NE(hw_walk(va, WALK_PERM) & (WALK_W | WALK_X), WALK_W | WALK_X, "a mapping's permissions");
		ASSERT_EQ(hw_walk(va, WALK_PERM) & (WALK_USER_R | WALK_USER_W | WALK_USER_X), 0, "its permissions for EL0");
		mapped++;
	}
}

CHECK(never_both, "in the whole upper half nothing is writable and executable, and no page is the user's",
      .hint = "The image, part by part")
{
	mapped = 0;
	check_table(hw_now(HW_TTBR1_EL1) & DESC_ADDR_MASK, PAGE_OFFSET, 1);
	EXPECT_GT(mapped, 20, "mappings");
}

static u64 descriptor(const pgd_t *pgd, unsigned long va, unsigned int level)
{
	u64 desc = pgd_val(pgd[pgd_index(va)]);

	for (unsigned int l = 2; l <= level; l++) {
		if ((desc & 3) != DESC_TABLE)
			return 0;
		desc = ((u64 *)__va(desc & DESC_ADDR_MASK))[l == 2 ? pmd_index(va) : pte_index(va)];
	}
	return desc;
}

CHECK(every_size_of_block, "create_pgd_mapping() uses 1 GiB, 2 MiB and 4 KiB where each fits",
      .hint = "The linear map", .setup = begin_scratch, .teardown = end_scratch)
{
	static pgd_t pgd[PTRS_PER_TABLE] __aligned(4096);
	unsigned long va = PAGE_OFFSET, odd = PAGE_OFFSET + 0x100000000UL;
	struct page *tables = alloc_pages(GFP_KERNEL, 4);
	static const struct {
		u64 pa;
		unsigned int level;
	} expected[] = {
		{ 0x3fdff000, 3 }, { 0x3fe00000, 2 }, { 0x40000000, 1 }, { 0x80000000, 2 }, { 0x80200000, 3 },
	};

	ASSERT_NE(tables, 0, "16 pages for tables");
	memblock_add(page_to_phys(tables), 16 * PAGE_SIZE);
	memset(pgd, 0, sizeof(pgd));
	/* One page and one block before a GiB, the same behind it: nowhere used as a map. */
	create_pgd_mapping(pgd, 0x3fdff000, va + 0x3fdff000, 0x40402000, PAGE_KERNEL);
	create_pgd_mapping(pgd, 0x80001000, odd, PMD_SIZE, PAGE_KERNEL);
	for (unsigned int i = 0; i < ARRAY_SIZE(expected); i++) {
		u64 desc = descriptor(pgd, va + expected[i].pa, expected[i].level);

		EXPECT_EQ(desc & 3, expected[i].level == 3 ? DESC_PAGE : DESC_BLOCK, "the descriptor's type");
		EXPECT_EQ(desc & DESC_ADDR_MASK, expected[i].pa, "the address in it");
	}
	EXPECT_EQ(descriptor(pgd, odd, 3) & DESC_ADDR_MASK, 0x80001000, "a page where only virt is at 2 MiB");
	EXPECT_EQ(descriptor(pgd, odd + PMD_SIZE, 2), 0, "nothing behind the end");
	__free_pages(tables, 4);
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
