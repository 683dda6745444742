// SPDX-License-Identifier: MIT
/* The page allocator with all of memory, at its end, and against a model. */
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <test/test.h>
#include "../tests/machine.h"
#include "exhaust.h"

CHECK(only_free_memory, "all that is handed out, up to the last page, is memory and not reserved",
      .hint = "From memblock to the zones")
{
	unsigned long before = nr_free_pages(), pages = 0;
	struct block *all = take_all();
	struct page *page;

	ASSERT_NE(before, 0, "free pages to begin with");
	for (struct block *t = all; t; t = t->next) {
		u64 first = __pa(t), last = first + (PAGE_SIZE << t->order) - 1;

		pages += 1UL << t->order;
		if (is_bank(first) && is_bank(last) && !memblock_is_reserved(first) && !memblock_is_reserved(last))
			continue;
		test_note("block at 0x%llx, order %u", first, t->order);
		EXPECT_TRUE(false, "a block is free memory");
		break;
	}
	EXPECT_EQ(nr_free_pages(), 0, "free pages when all are taken");
	EXPECT_EQ((unsigned long)alloc_pages(GFP_KERNEL | __GFP_NOWARN, 0), 0, "one more: NULL");
	give_all_back(all);
	EXPECT_EQ(pages, before, "pages that were taken");
	EXPECT_EQ(nr_free_pages(), before, "free pages, when all are back");
	page = alloc_pages(GFP_KERNEL | __GFP_NOWARN, MAX_ORDER - 1);
	ASSERT_NE(page, 0, "4 MiB in one piece: what was halved has come together");
	__free_pages(page, MAX_ORDER - 1);
}

CHECK(reserved_stay_reserved, "no reserved page is in a zone's free lists",
      .hint = "From memblock to the zones")
{
	unsigned long listed = 0;

	for (int z = 0; z < MAX_NR_ZONES; z++) {
		for (unsigned int order = 0; order < MAX_ORDER; order++) {
			struct list_head *head = &node_zones[z].free_area[order].free_list, *pos;
			unsigned long blocks = 0;

			list_for_each(pos, head) {
				struct page *page = list_entry(pos, struct page, lru);
				u64 first = page_to_phys(page), last = first + (PAGE_SIZE << order) - 1;

				ASSERT_TRUE(is_bank(first) && is_bank(last), "a free block lies in a bank");
				for (int kind = RESERVED_MEMRESERVE; kind <= RESERVED_TREE; kind++)
					ASSERT_TRUE(!taken_as(first, kind) && !taken_as(last, kind), "and in nothing that is taken");
				blocks++;
			}
			ASSERT_EQ(blocks, node_zones[z].free_area[order].nr_free, "nr_free of an order");
			listed += blocks << order;
		}
	}
	EXPECT_EQ(listed, nr_free_pages(), "pages on all lists");
}

CHECK(dma32_is_low, "GFP_DMA32 pages lie below 4 GiB", .hint = "Pages, zones, buddies")
{
	struct page *page = alloc_pages(GFP_DMA32, 2);

	ASSERT_NE(page, 0, "four pages");
	EXPECT_LT(page_to_phys(page), 1UL << 32, "their address");
	EXPECT_EQ((unsigned long)page->zone, (unsigned long)&node_zones[ZONE_DMA32], "their zone");
	__free_pages(page, 2);
}

CHECK(wrong_frees_refused, "a free with another order, or of a reserved page, is reported and refused",
      .hint = "What must not happen")
{
	struct page *page = alloc_pages(GFP_KERNEL, 1);
	unsigned long before = nr_free_pages();

	ASSERT_NE(page, 0, "two pages");
	__free_pages(page + 1, 1);
	EXPECT_EQ(nr_free_pages(), before, "free pages, behind a block that begins in the middle");
	__free_page(pfn_to_page(PHYS_PFN(hw_now(HW_LOAD_ADDR))));
	EXPECT_EQ(nr_free_pages(), before, "free pages, behind freeing a page of the kernel's code");
	EXPECT_EQ((unsigned long)alloc_pages(GFP_KERNEL | __GFP_NOWARN, MAX_ORDER), 0, "an order that does not exist");
	__free_pages(page, 1);
}
CONSOLE(wrong_frees_refused, has, "BUG: Bad page state: pfn [0-9a-f]+, order 0, flags 1");

#define TOP	(MAX_ORDER - 1)
#define PAGES	(1UL << TOP)
#define OPS	120
#define HELD	40

static struct zone zone;
static struct page *block;
static u64 seed;

static void take_block(void)
{
	block = alloc_pages(GFP_KERNEL | __GFP_NOWARN, TOP);
}

static void drop_block(void)
{
	if (!block)
		return;
	for (unsigned long i = 0; i < PAGES; i++)
		block[i].flags &= ~PG_buddy;
	__free_pages(block, TOP);
}

/* @ops random operations on a fresh zone; whether the allocator keeps its promises. */
static bool run(unsigned int ops)
{
	static struct { struct page *page; unsigned int order; } held[HELD];
	static u8 used[PAGES];
	unsigned long in_use = 0;
	unsigned int n = 0;
	u64 state = seed;
	bool good = true;

	for (unsigned long i = 0; i < PAGES; i++)
		block[i].flags &= ~PG_buddy;
	memset(used, 0, sizeof(used));
	zone_init(&zone, "model", page_to_pfn(block), page_to_pfn(block) + PAGES);
	__free_one_page(&zone, block, TOP);
	for (unsigned int i = 0; i < ops; i++) {
		u64 r;

		state = state * 6364136223846793005ULL + 1442695040888963407ULL;
		r = state >> 33;
		if (n < HELD && (r & 3)) {
			unsigned int order = (r >> 2) % 6;
			struct page *page = __rmqueue(&zone, order);

			if (!page)
				continue;
			if ((page_to_pfn(page) & ((1UL << order) - 1)) || (unsigned long)(page - block) >= PAGES)
				return false;
			for (unsigned long p = 0; p < 1UL << order; p++)
				good &= !used[page - block + p]++;
			in_use += 1UL << order;
			held[n].page = page;
			held[n++].order = order;
		} else if (n) {
			unsigned int k = (r >> 2) % n;

			for (unsigned long p = 0; p < 1UL << held[k].order; p++)
				used[held[k].page - block + p]--;
			in_use -= 1UL << held[k].order;
			__free_one_page(&zone, held[k].page, held[k].order);
			held[k] = held[--n];
		}
	}
	good &= zone.free_pages == PAGES - in_use;
	while (n--)
		__free_one_page(&zone, held[n].page, held[n].order);
	return good && zone.free_area[TOP].nr_free == 1 && zone.free_pages == PAGES;
}

CHECK(buddy_model, "random sequences never hand out a page twice, and all comes together at the end",
      .hint = "Pages, zones, buddies", .setup = take_block, .teardown = drop_block, .budget = 200000000)
{
	unsigned int ops;

	ASSERT_NE(block, 0, "a block of 4 MiB to try with");
	for (int round = 0; round < 3; round++) {
		seed = test_random();
		if (run(OPS))
			continue;
		for (ops = 1; ops < OPS && run(ops); ops++)
			;
		test_note("seed 0x%llx: the first %u operations are enough", seed, ops);
		EXPECT_TRUE(false, "the model agrees");
		return;
	}
	EXPECT_TRUE(run(OPS), "the last sequence");
}
