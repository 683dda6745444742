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


unsigned long memblock_free_all(void)
{
	/*
	 * Write this: give every whole page of every free range (for_each_free_mem_range)
	 * to its zone: clear PG_reserved, count it in managed_pages, and hand it to
	 * __free_one_page(), in blocks as large as alignment and length allow.
	 */
	return 0;
}


void mem_init(void)
{
	/*
	 * Write this: nr_physpages from memblock, totalram_pages from
	 * memblock_free_all(), then the lines that the handout shows: "Memory: ", and
	 * the layout.
	 */
}
