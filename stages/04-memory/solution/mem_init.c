// SPDX-License-Identifier: MIT
/*
 * mem_init.c: memblock hands over to the page allocator, and the kernel says
 * what became of the memory. Linux: mm/memblock.c (memblock_free_all),
 * mm/mm_init.c (mem_init_print_info).
 */
#include <asm/memory.h>
#include <asm/page.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/sections.h>

unsigned long nr_physpages, totalram_pages;

#ifdef SOLUTION
/* Pages from @pfn up to @end, in the largest blocks that alignment and length allow. */
static unsigned long free_range(unsigned long pfn, unsigned long end)
{
	unsigned long count = 0;

	while (pfn < end) {
		unsigned int order = pfn ? min(__builtin_ctzl(pfn), MAX_ORDER - 1) : MAX_ORDER - 1;
		struct page *page = pfn_to_page(pfn);

		while (pfn + (1UL << order) > end || pfn_to_page(pfn + (1UL << order) - 1)->zone != page->zone)
			order--;
		for (unsigned long i = 0; i < 1UL << order; i++)
			page[i].flags &= ~PG_reserved;
		page->zone->managed_pages += 1UL << order;
		__free_one_page(page->zone, page, order);
		pfn += 1UL << order;
		count += 1UL << order;
	}
	return count;
}
#endif

unsigned long memblock_free_all(void)
{
#ifdef SOLUTION
	phys_addr_t pos, start, end;
	unsigned long count = 0;

	for_each_free_mem_range(pos, start, end)
		count += free_range(PHYS_PFN(PAGE_ALIGN(start)), PHYS_PFN(end));
	return count;
#else
	/*
	 * Write this: give every whole page of every free range (for_each_free_mem_range)
	 * to its zone: clear PG_reserved, count it in managed_pages, and hand it to
	 * __free_one_page(), in blocks as large as alignment and length allow.
	 */
	return 0;
#endif
}

static __maybe_unused unsigned long kib(const char *start, const char *end)
{
	return (end - start) >> 10;
}

static __maybe_unused void print_layout(void)
{
	pr_info("Virtual kernel memory layout:\n");
	pr_info("    linear  : 0x%016lx - 0x%016lx\n", PAGE_OFFSET, (unsigned long)__va(memblock_end_of_DRAM()));
	pr_info("      .text : 0x%016lx - 0x%016lx\n", (unsigned long)_text, (unsigned long)__start_rodata);
	pr_info("    .rodata : 0x%016lx - 0x%016lx\n", (unsigned long)__start_rodata, (unsigned long)__end_rodata);
	pr_info("      .data : 0x%016lx - 0x%016lx\n", (unsigned long)_sdata, (unsigned long)_edata);
	pr_info("       .bss : 0x%016lx - 0x%016lx\n", (unsigned long)__bss_start, (unsigned long)__bss_stop);
	pr_info("    vmalloc : 0x%016lx - 0x%016lx\n", VMALLOC_START, VMALLOC_END);
	pr_info("    vmemmap : 0x%016lx - 0x%016lx\n", (unsigned long)pfn_to_page(PHYS_PFN(memblock_start_of_DRAM())),
		(unsigned long)pfn_to_page(PHYS_PFN(memblock_end_of_DRAM())));
}

void mem_init(void)
{
#ifdef SOLUTION
	unsigned long to_kib = PAGE_SHIFT - 10;

	nr_physpages = memblock_phys_mem_size() >> PAGE_SHIFT;
	totalram_pages = memblock_free_all();
	pr_info("Memory: %luK/%luK available (%luK kernel code, %luK rwdata, %luK rodata, %luK bss, %luK reserved)\n",
		totalram_pages << to_kib, nr_physpages << to_kib, kib(_text, __start_rodata),
		kib(_sdata, _edata), kib(__start_rodata, __end_rodata), kib(__bss_start, __bss_stop),
		(nr_physpages - totalram_pages) << to_kib);
	print_layout();
#else
	/*
	 * Write this: nr_physpages from memblock, totalram_pages from
	 * memblock_free_all(), then the lines that the handout shows: "Memory: ", and
	 * the layout.
	 */
#endif
}
