/* SPDX-License-Identifier: MIT */
/* Zones: memory by what can be done with it. Linux: include/linux/mmzone.h. */
#ifndef _LINUX_MMZONE_H
#define _LINUX_MMZONE_H

#include <linux/mm_types.h>
#include <linux/spinlock.h>

#define MAX_ORDER	11	/* orders 0 to 10: 4 KiB to 4 MiB */

enum zone_type {
	ZONE_DMA32,		/* below 4 GiB: for devices with 32-bit addresses */
	ZONE_NORMAL,		/* the rest */
	MAX_NR_ZONES,
};

struct free_area {
	struct list_head free_list;	/* of the first pages of blocks, by page->lru */
	unsigned long nr_free;		/* blocks */
};

struct zone {
	spinlock_t lock;
	const char *name;
	unsigned long zone_start_pfn;
	unsigned long spanned_pages;	/* up to the end, with holes */
	unsigned long managed_pages;	/* that the allocator was given */
	unsigned long free_pages;
	struct free_area free_area[MAX_ORDER];
};

extern struct zone node_zones[MAX_NR_ZONES];

/* Stage 4, stages/04-memory/page_alloc.c; all of these with the zone's lock held or not shared yet. */

/** zone_init() - an empty zone for the pages from @start_pfn up to, not including, @end_pfn */
void zone_init(struct zone *zone, const char *name, unsigned long start_pfn, unsigned long end_pfn);

/**
 * __rmqueue() - take a block of 2^@order pages from the zone
 *
 * A larger one is halved, and the upper halves go back on the lists. Return: its
 * first page, no longer PG_buddy, or NULL.
 */
struct page *__rmqueue(struct zone *zone, unsigned int order);

/** __free_one_page() - give a block to the zone, and join it with its buddies as far as they are free */
void __free_one_page(struct zone *zone, struct page *page, unsigned int order);

#endif /* _LINUX_MMZONE_H */
