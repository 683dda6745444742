// SPDX-License-Identifier: MIT
/* The page allocator: blocks are halved, joined, counted. */
#include <linux/mm.h>
#include <linux/string.h>
#include <test/test.h>

#define TOP		7U
#define PAGES		(1UL << TOP)

/* A zone of the test's own, of one block of 512 KiB. */
static struct zone zone;
static struct page *block;

static void make_zone(void)
{
	block = alloc_pages(GFP_KERNEL | __GFP_NOWARN, TOP);
	if (!block)
		return;
	zone_init(&zone, "test", page_to_pfn(block), page_to_pfn(block) + PAGES);
	__free_one_page(&zone, block, TOP);
}

static void drop_zone(void)
{
	if (!block)
		return;
	/* In the test's own zone it was free; for the kernel it is in use. */
	for (unsigned long i = 0; i < PAGES; i++)
		block[i].flags &= ~PG_buddy;
	__free_pages(block, TOP);
}

CHECK(pages_are_handed_out, "alloc_pages() gives memory that can be used, and counts it",
      .hint = "Pages, zones, buddies")
{
	unsigned long before = nr_free_pages(), addr;

	ASSERT_NE(before, 0, "free pages");
	addr = __get_free_pages(GFP_KERNEL, 1);
	ASSERT_NE(addr, 0, "two pages");
	memset((void *)addr, 0xa5, 2 * PAGE_SIZE);
	free_pages(addr, 1);
	addr = __get_free_pages(GFP_KERNEL | __GFP_ZERO, 1);
	ASSERT_NE(addr, 0, "two pages");
	EXPECT_EQ(nr_free_pages(), before - 2, "free pages while they are in use");
	EXPECT_EQ(((u64 *)addr)[0] | ((u64 *)addr)[1023], 0, "__GFP_ZERO clears, first and last word");
	free_pages(addr, 1);
	EXPECT_EQ(nr_free_pages(), before, "free pages afterwards");
}

CHECK(blocks_are_halved, "a large block is halved until the order fits, and the rest stays free",
      .hint = "Pages, zones, buddies", .setup = make_zone, .teardown = drop_zone)
{
	struct page *page;

	ASSERT_NE(block, 0, "a block of 512 KiB to try with");
	page = __rmqueue(&zone, 0);
	ASSERT_NE(page, 0, "a page");
	EXPECT_EQ(zone.free_pages, PAGES - 1, "free_pages");
	for (unsigned int order = 0; order < TOP; order++)
		EXPECT_EQ(zone.free_area[order].nr_free, 1, "free blocks of each lower order");
	EXPECT_EQ(zone.free_area[TOP].nr_free, 0, "free blocks of order 7");
	__free_one_page(&zone, page, 0);
	EXPECT_EQ(zone.free_area[TOP].nr_free, 1, "free blocks of order 7, when it is back");
	EXPECT_EQ(zone.free_pages, PAGES, "free_pages, when it is back");
}

CHECK(every_page_once, "no page is handed out twice, and all come together again",
      .hint = "Pages, zones, buddies", .setup = make_zone, .teardown = drop_zone)
{
	static u8 seen[PAGES];
	unsigned long count = 0;
	struct page *page;

	ASSERT_NE(block, 0, "a block of 512 KiB to try with");
	memset(seen, 0, sizeof(seen));
	while ((page = __rmqueue(&zone, 0))) {
		ASSERT_LT(page_to_pfn(page) - page_to_pfn(block), PAGES, "the page's place in the block");
		ASSERT_EQ(seen[page - block]++, 0, "times that it was handed out before");
		count++;
	}
	EXPECT_EQ(count, PAGES, "pages");
	for (unsigned long i = 0; i < PAGES; i++)
		__free_one_page(&zone, block + (i * 7) % PAGES, 0);
	EXPECT_EQ(zone.free_area[TOP].nr_free, 1, "blocks of 512 KiB, when all are back");
	EXPECT_EQ(zone.free_area[0].nr_free, 0, "single pages left over");
}

CHECK(blocks_are_aligned, "a block of 2^order pages is aligned to its size",
      .hint = "Pages, zones, buddies")
{
	for (unsigned int order = 0; order < MAX_ORDER; order++) {
		struct page *page = alloc_pages(GFP_KERNEL, order);

		ASSERT_NE(page, 0, "a block of each order");
		EXPECT_EQ(page_to_pfn(page) & ((1UL << order) - 1), 0, "the low bits of its number");
		__free_pages(page, order);
	}
}

CHECK(double_free_caught, "freeing a page twice is reported and does no harm",
      .hint = "What must not happen")
{
	struct page *page = alloc_page(GFP_KERNEL);
	unsigned long before;

	ASSERT_NE(page, 0, "a page");
	__free_page(page);
	before = nr_free_pages();
	__free_page(page);
	EXPECT_EQ(nr_free_pages(), before, "free pages, behind the second time");
}
CONSOLE(double_free_caught, has, "^BUG: Bad page state: pfn ");
