/* SPDX-License-Identifier: MIT */
/* Pages, their numbers and their addresses. Linux: include/linux/mm.h, asm-generic/memory_model.h. */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <asm/page.h>
#include <linux/atomic.h>
#include <linux/gfp.h>
#include <linux/mm_types.h>
#include <linux/mmzone.h>

#define PHYS_PFN(pa)		((unsigned long)((pa) >> PAGE_SHIFT))
#define PFN_PHYS(pfn)		((phys_addr_t)(pfn) << PAGE_SHIFT)

/* One struct page for each page from PHYS_OFFSET on; mapped only where there is memory. */
#define vmemmap			((struct page *)VMEMMAP_START - PHYS_PFN(PHYS_OFFSET))
#define pfn_to_page(pfn)	(vmemmap + (pfn))
#define page_to_pfn(page)	((unsigned long)((page) - vmemmap))
#define page_to_phys(page)	PFN_PHYS(page_to_pfn(page))
#define page_address(page)	__va(page_to_phys(page))
#define virt_to_page(addr)	pfn_to_page(PHYS_PFN(__pa(addr)))

/* One user more of an allocated page, one less; the last one gives it back. */
static inline void get_page(struct page *page)
{
	atomic_inc(&page->_refcount);
}

static inline void put_page(struct page *page)
{
	/* Whose reference is the only one need not take it back: __free_pages() expects it. */
	if (atomic_read(&page->_refcount) != 1) {
		if (!atomic_dec_and_test(&page->_refcount))
			return;
		atomic_set(&page->_refcount, 1);
	}
	__free_page(page);
}

/** pfn_valid() - whether there is a struct page for it: whether it is memory at all */
bool pfn_valid(unsigned long pfn);

/** free_area_init() - the zones, empty, and every page reserved; called by bootmem_init() */
void free_area_init(unsigned long min_pfn, unsigned long end_pfn);

/** mm_init() - the allocators, one after the other; called by start_kernel() behind setup_arch() */
void mm_init(void);

/**
 * memblock_free_all() - give to the page allocator all that memblock has left
 *
 * Called by mem_init(). Return: the pages. Stage 4, stages/04-memory/mem_init.c.
 */
unsigned long memblock_free_all(void);

/** mem_init() - the handover, and the report; stage 4, stages/04-memory/mem_init.c */
void mem_init(void);

/** nr_free_pages() - free pages of all zones */
unsigned long nr_free_pages(void);

/* Pages of the machine, and those that the page allocator was given. */
extern unsigned long nr_physpages, totalram_pages;

#endif /* _LINUX_MM_H */
