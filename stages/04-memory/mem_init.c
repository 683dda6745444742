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
	/*
	 * Write this: nr_physpages from memblock, totalram_pages from
	 * memblock_free_all(), then the lines that the handout shows: "Memory: ", and
	 * the layout.
	 */
}
