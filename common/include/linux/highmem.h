/* SPDX-License-Identifier: MIT */
/* Whole pages for programs. Linux: include/linux/highmem.h, asm/page.h. */
#ifndef _LINUX_HIGHMEM_H
#define _LINUX_HIGHMEM_H

#include <asm/cacheflush.h>
#include <asm/pgtable.h>
#include <linux/mm.h>

/* arch/arm64/lib/page.s8.S */
void clear_page(void *page);
void copy_page(void *to, const void *from);

/* Software's bit of an entry: the page is a file's, and only borrowed. */
#define PTE_FILE	_BITUL(57)

/* One page of zeros, for everybody who has only read; entries for it have PTE_SPECIAL. */
extern u8 empty_zero_page[];

/** alloc_user_page() - a page for a program, with anything in it; NULL without memory, and no message */
static inline struct page *alloc_user_page(void)
{
	return alloc_page(GFP_KERNEL | __GFP_NOWARN);
}

/** alloc_zeroed_page() - the same, cleared */
static inline struct page *alloc_zeroed_page(void)
{
	struct page *page = alloc_user_page();

	if (page)
		clear_page(page_address(page));
	return page;
}

/**
 * sync_icache() - before a page is mapped to be executed
 *
 * It was written as data; the instruction fetch has a cache of its own (Arm ARM
 * B2.4.4). Once is enough, until it is written again. Linux: __sync_icache_dcache().
 */
static inline void sync_icache(struct page *page)
{
	unsigned long addr = (unsigned long)page_address(page);

	if (page->flags & PG_dcache_clean)
		return;
	flush_icache_range(addr, addr + PAGE_SIZE);
	page->flags |= PG_dcache_clean;
}

#endif /* _LINUX_HIGHMEM_H */
