/* SPDX-License-Identifier: MIT */
/* What the kernel knows of each page of memory. Linux: include/linux/mm_types.h, page-flags.h. */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <linux/list.h>
#include <linux/types.h>

struct kmem_cache;

enum pageflags {
	PG_reserved = 1 << 0,	/* not the page allocator's: the kernel, firmware, a hole */
	PG_buddy = 1 << 1,	/* the first page of a free block, of order `order` */
	PG_slab = 1 << 2,	/* belongs to a cache of the slab allocator */
	PG_head = 1 << 3,	/* the first page of a kmalloc() of several, of order `order` */
	PG_dcache_clean = 1 << 4, /* what it holds may be executed: the instruction fetch sees it */
};

/* 64 bytes, so that an array of them needs no division; it lies at VMEMMAP_START. */
struct page {
	unsigned int flags;		/* enum pageflags */
	atomic_t _refcount;
	unsigned int order;		/* of PG_buddy and PG_head */
	unsigned int inuse;		/* PG_slab: objects handed out */
	struct list_head lru;		/* on a free list of the zone, or a list of the cache */
	struct kmem_cache *slab_cache;	/* PG_slab */
	void *freelist;			/* PG_slab: the first free object */
	struct zone *zone;
	unsigned long reserved;
};

static inline bool PageReserved(const struct page *page)
{
	return page->flags & PG_reserved;
}

static inline bool PageBuddy(const struct page *page)
{
	return page->flags & PG_buddy;
}

static inline bool PageSlab(const struct page *page)
{
	return page->flags & PG_slab;
}

#endif /* _LINUX_MM_TYPES_H */
