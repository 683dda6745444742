// SPDX-License-Identifier: MIT
/*
 * initmem.c: what only coming up needed goes to those who come.
 *
 * Code and data marked __init, and the archive with the first files, lie in pages
 * of their own. Linux: arch/arm64/mm/init.c (free_initmem), mm/page_alloc.c
 * (free_reserved_area).
 */
#include <asm/mm_init.h>
#include <asm/mmu.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/printk.h>
#include <linux/sections.h>
#include <linux/string.h>

#define POISON_FREE_INITMEM	0xcc

unsigned long free_reserved_area(phys_addr_t start, phys_addr_t end)
{
#ifdef SOLUTION
	unsigned long count = 0;

	for (phys_addr_t pa = PAGE_ALIGN(start); pa + PAGE_SIZE <= end; pa += PAGE_SIZE, count++) {
		struct page *page = pfn_to_page(PHYS_PFN(pa));

		memset(__va(pa), POISON_FREE_INITMEM, PAGE_SIZE);
		page->flags &= ~PG_reserved;
		page->zone->managed_pages++;
		atomic_set(&page->_refcount, 1);
		__free_page(page);
	}
	totalram_pages += count;
	return count;
#else
	/*
	 * Write this: for each whole page between the two: fill it with
	 * POISON_FREE_INITMEM at its __va(); it is not PG_reserved any more; one more of
	 * its zone's managed_pages and of totalram_pages; one user (_refcount), who gives
	 * it back: __free_page(). Return: how many.
	 */
	(void)start;
	(void)end;
	return 0;
#endif
}

void free_initmem(void)
{
#ifdef SOLUTION
	unsigned long count = 0;

	/* The code could be executed and not be written: first neither, then data. */
	set_init_text_free();
	count += free_reserved_area(__pa_symbol(__inittext_begin), __pa_symbol(__inittext_end));
	count += free_reserved_area(__pa_symbol(__initdata_begin), __pa_symbol(__initdata_end));
	pr_info("Freeing unused kernel memory: %luK\n", count << (PAGE_SHIFT - 10));
#else
	/*
	 * Write this: set_init_text_free() takes the code's mapping in the image away and
	 * lets the linear map write to it; then free_reserved_area() for what lies from
	 * __inittext_begin to __inittext_end, and for __initdata_begin to __initdata_end;
	 * and the line "Freeing unused kernel memory: <n>K".
	 */
#endif
}
