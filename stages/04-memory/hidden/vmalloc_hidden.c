// SPDX-License-Identifier: MIT
/* Areas among each other, and what must be refused. */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <test/test.h>
#include "exhaust.h"

CHECK(gaps_are_used_again, "areas never touch, and a gap is filled by what fits into it",
      .hint = "vmalloc")
{
	char *a = vmalloc(3 * PAGE_SIZE), *b = vmalloc(2 * PAGE_SIZE), *c = vmalloc(PAGE_SIZE), *d;

	ASSERT_TRUE(a && b && c, "three areas");
	EXPECT_TRUE(b >= a + 4 * PAGE_SIZE || a >= b + 3 * PAGE_SIZE, "a page between the first two");
	EXPECT_TRUE(c >= b + 3 * PAGE_SIZE || b >= c + 2 * PAGE_SIZE, "and between the next two");
	vfree(b);
	d = vmalloc(3 * PAGE_SIZE);
	EXPECT_TRUE(d >= c + 2 * PAGE_SIZE || d + 4 * PAGE_SIZE <= a, "three pages do not go into a gap of two");
	vfree(d);
	d = vmalloc(2 * PAGE_SIZE);
	EXPECT_EQ((unsigned long)d, (unsigned long)b, "two pages do");
	vfree(a);
	vfree(c);
	vfree(d);
}

CHECK(pages_need_not_be_neighbours, "vmalloc() works where memory is in pieces, and gives all back when it does not",
      .hint = "vmalloc")
{
	static struct page *single[400];
	unsigned long before = nr_free_pages(), alone = 0;
	struct block *all;
	u8 *p;

	/* Single pages first, then all the rest; then every second of the single ones goes back. */
	for (int i = 0; i < 400; i++) {
		single[i] = alloc_page(GFP_KERNEL | __GFP_NOWARN);
		ASSERT_NE(single[i], 0, "a page");
	}
	all = take_all();
	for (int i = 0; i < 400; i++) {
		if (page_to_pfn(single[i]) & 1)
			continue;
		__free_page(single[i]);
		single[i] = NULL;
		alone++;
	}
	EXPECT_EQ((unsigned long)alloc_pages(GFP_KERNEL | __GFP_NOWARN, 1), 0, "two pages in a row: there are none");
	p = vmalloc(100 * PAGE_SIZE);
	EXPECT_NE((unsigned long)p, 0, "100 pages from vmalloc()");
	if (p)
		memset(p, 1, 100 * PAGE_SIZE);
	vfree(p);
	EXPECT_EQ((unsigned long)vmalloc(300 * PAGE_SIZE), 0, "300 pages: more than there are");
	EXPECT_EQ(nr_free_pages(), alone, "free pages, behind the one that failed");
	for (int i = 0; i < 400; i++)
		if (single[i])
			__free_page(single[i]);
	give_all_back(all);
	EXPECT_EQ(nr_free_pages(), before, "free pages, as before");
}

CHECK(ioremap_refuses_memory, "memory cannot be mapped as a device",
      .hint = "What must not happen")
{
	void *uart = ioremap(0x09000000, 0x1000);

	ASSERT_NE((unsigned long)uart, 0, "ioremap() of a device");
	iounmap(uart);
	EXPECT_EQ((unsigned long)ioremap(hw_machine(MACHINE_BANK_BASE, 0) + 0x100000, 0x1000), 0, "ioremap() of memory");
	EXPECT_EQ((unsigned long)ioremap(0x09000000, 0), 0, "ioremap() of nothing");
}

CHECK(vfree_checks, "vfree() of an address that vmalloc() has not returned is reported",
      .hint = "What must not happen")
{
	unsigned long before = nr_free_pages();
	char *p = vmalloc(2 * PAGE_SIZE);

	ASSERT_NE(p, 0, "two pages");
	vfree(p + PAGE_SIZE);
	EXPECT_EQ(hw_walk((unsigned long)p, WALK_LEVEL), 3, "they are still mapped");
	vfree(p);
	vfree(NULL);
	EXPECT_EQ(nr_free_pages(), before, "free pages, as before");
}
CONSOLE(vfree_checks, has, "^Trying to vfree\\\\(\\\\) nonexistent vm area");
