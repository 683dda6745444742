/* SPDX-License-Identifier: MIT */
/* Asking for pages. Linux: include/linux/gfp.h, gfp_types.h. */
#ifndef _LINUX_GFP_H
#define _LINUX_GFP_H

#include <linux/types.h>

typedef unsigned int gfp_t;

#define __GFP_DMA32	((gfp_t)0x04)	/* only from ZONE_DMA32 */
#define __GFP_ZERO	((gfp_t)0x100)	/* cleared */
#define __GFP_NOWARN	((gfp_t)0x2000)	/* the caller copes: no message */
#define __GFP_DIRECT_RECLAIM ((gfp_t)0x400)	/* the caller may sleep */

#define GFP_ATOMIC	((gfp_t)0)
#define GFP_KERNEL	__GFP_DIRECT_RECLAIM
#define GFP_DMA32	__GFP_DMA32

struct page;

/**
 * alloc_pages() - 2^@order pages in a row, aligned to their size
 * @order: 0 to MAX_ORDER - 1
 *
 * From any context. Return: the first one, with a reference count of 1; NULL if
 * there are none.
 */
struct page *alloc_pages(gfp_t gfp, unsigned int order);

/** __free_pages() - give back what alloc_pages() returned, with the same order */
void __free_pages(struct page *page, unsigned int order);

/* The same by address in the linear map; 0 if there are none. */
unsigned long __get_free_pages(gfp_t gfp, unsigned int order);
void free_pages(unsigned long addr, unsigned int order);

#define alloc_page(gfp)		alloc_pages(gfp, 0)
#define __free_page(page)	__free_pages(page, 0)
#define __get_free_page(gfp)	__get_free_pages(gfp, 0)
#define get_zeroed_page(gfp)	__get_free_pages((gfp) | __GFP_ZERO, 0)
#define free_page(addr)		free_pages(addr, 0)

#endif /* _LINUX_GFP_H */
