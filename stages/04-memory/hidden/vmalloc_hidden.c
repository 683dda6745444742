// SPDX-License-Identifier: MIT
/* Areas among each other, and what must be refused. */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <test/test.h>

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

CHECK(pages_need_not_be_neighbours, "vmalloc() works where memory is in pieces",
      .hint = "vmalloc", .budget = 400000000)
{
	struct page *page, *next, *kept = NULL, *freed = NULL;
	unsigned long before = nr_free_pages(), n = 0;
	u8 *p;

	/* Take everything, give every second page back: no two neighbours are free. */
	while ((page = alloc_pages(GFP_KERNEL | __GFP_NOWARN, 0))) {
		struct page **list = page_to_pfn(page) & 1 ? &kept : &freed;

		*(struct page **)page_address(page) = *list;
		*list = page;
	}
	for (; freed && n < 200; n++) {
		next = *(struct page **)page_address(freed);
		__free_page(freed);
		freed = next;
	}
	EXPECT_EQ((unsigned long)alloc_pages(GFP_KERNEL | __GFP_NOWARN, 1), 0, "two pages in a row: there are none");
	p = vmalloc(100 * PAGE_SIZE);
	EXPECT_NE((unsigned long)p, 0, "100 pages from vmalloc()");
	if (p)
		memset(p, 1, 100 * PAGE_SIZE);
	vfree(p);
	EXPECT_EQ((unsigned long)vmalloc(300 * PAGE_SIZE), 0, "300 pages: more than there are");
	EXPECT_EQ(nr_free_pages(), n, "free pages, behind the one that failed");
	for (int i = 0; i < 2; i++) {
		for (page = i ? freed : kept; page; page = next) {
			next = *(struct page **)page_address(page);
			__free_page(page);
		}
	}
	EXPECT_EQ(nr_free_pages(), before, "free pages, as before");
}

CHECK(ioremap_refuses_memory, "memory cannot be mapped as a device",
      .hint = "What must not happen")
{
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
