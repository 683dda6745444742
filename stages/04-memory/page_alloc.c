// SPDX-License-Identifier: MIT
/*
 * page_alloc.c: the page allocator, a buddy system.
 *
 * Free memory is kept in blocks of 2^order pages, aligned to their own size.
 * Each block has one buddy: the neighbour that differs from it in exactly one
 * bit of its number, and with which it makes up the block of the next order.
 * Halving and joining are all there is. Linux: mm/page_alloc.c.
 */
#include <asm/page.h>
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/string.h>

struct zone node_zones[MAX_NR_ZONES];

/* The first page that ZONE_DMA32 does not have: 4 GiB. */
#define MAX_DMA32_PFN	PHYS_PFN(1UL << 32)

bool pfn_valid(unsigned long pfn)
{
	return memblock_is_memory(PFN_PHYS(pfn));
}

void zone_init(struct zone *zone, const char *name, unsigned long start_pfn, unsigned long end_pfn)
{
	spin_lock_init(&zone->lock);
	zone->name = name;
	zone->zone_start_pfn = start_pfn;
	zone->spanned_pages = end_pfn > start_pfn ? end_pfn - start_pfn : 0;
	zone->managed_pages = 0;
	zone->free_pages = 0;
	for (unsigned int order = 0; order < MAX_ORDER; order++) {
		INIT_LIST_HEAD(&zone->free_area[order].free_list);
		zone->free_area[order].nr_free = 0;
	}
}

static struct zone *zone_of_pfn(unsigned long pfn)
{
	return &node_zones[pfn < MAX_DMA32_PFN ? ZONE_DMA32 : ZONE_NORMAL];
}

void free_area_init(unsigned long min_pfn, unsigned long end_pfn)
{
	struct memblock_region *r;

	zone_init(&node_zones[ZONE_DMA32], "DMA32", min_pfn, min(end_pfn, MAX_DMA32_PFN));
	zone_init(&node_zones[ZONE_NORMAL], "Normal", max(min_pfn, MAX_DMA32_PFN), end_pfn);
	for_each_mem_region(r) {
		unsigned long pfn = PHYS_PFN(PAGE_ALIGN(r->base));

		for (; pfn < PHYS_PFN(r->base + r->size); pfn++) {
			pfn_to_page(pfn)->flags = PG_reserved;
			pfn_to_page(pfn)->zone = zone_of_pfn(pfn);
		}
	}
}


struct page *__rmqueue(struct zone *zone, unsigned int order)
{
	/*
	 * Write this: the first block of the lowest order that has one; as long as it
	 * is too large, its upper half goes on the list of the order below. Keep
	 * nr_free, free_pages and PG_buddy right.
	 */
	(void)zone;
	(void)order;
	return NULL;
}

void __free_one_page(struct zone *zone, struct page *page, unsigned int order)
{
	/*
	 * Write this: while the buddy (the page number with bit @order turned over) is
	 * in the zone, is memory (pfn_valid), and is a free block of the same order,
	 * take it off its list and go on with the block that the two make up. Then put
	 * the block on the list of its order.
	 */
	(void)zone;
	(void)page;
	(void)order;
}

/* What alloc_pages() hands out is in use once; what comes back must be exactly that. */
static bool free_pages_check(struct page *page, unsigned int order)
{
	/*
	 * Write this: false, with the message "BUG: Bad page state: pfn ..." and a
	 * WARN, if the page is not aligned to the order, is reserved, free or a slab's,
	 * or its _refcount is not 1.
	 */
	(void)order;
	return page;
}

struct page *alloc_pages(gfp_t gfp, unsigned int order)
{
	/*
	 * Write this: from ZONE_NORMAL or, for __GFP_DMA32, ZONE_DMA32; where the
	 * first has nothing, from the one below it. Under the zone's lock, interrupts
	 * masked. _refcount becomes 1; __GFP_ZERO clears. Without memory: the message
	 * "page allocation failure: order:..." unless __GFP_NOWARN, and NULL. An order
	 * that does not exist is a WARN.
	 */
	(void)gfp;
	(void)order;
	return NULL;
}

void __free_pages(struct page *page, unsigned int order)
{
	struct zone *zone = page->zone;
	unsigned long flags;

	spin_lock_irqsave(&zone->lock, flags);
	if (free_pages_check(page, order)) {
		atomic_set(&page->_refcount, 0);
		__free_one_page(zone, page, order);
	}
	spin_unlock_irqrestore(&zone->lock, flags);
}

unsigned long __get_free_pages(gfp_t gfp, unsigned int order)
{
	struct page *page = alloc_pages(gfp, order);

	return page ? (unsigned long)page_address(page) : 0;
}

void free_pages(unsigned long addr, unsigned int order)
{
	if (addr)
		__free_pages(virt_to_page(addr), order);
}

unsigned long nr_free_pages(void)
{
	return node_zones[ZONE_DMA32].free_pages + node_zones[ZONE_NORMAL].free_pages;
}
