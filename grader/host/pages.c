// SPDX-License-Identifier: MIT
/*
 * Pages and kmalloc() for host tests of what stands on them: from the host's own
 * allocator, so that ASan sees any access outside, and with a count of what is
 * in use, and a point from which on there is none.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "host.h"

unsigned long host_in_use;		/* pages and pieces */
long host_allocations_left = -1;	/* until there is no memory; -1: as much as one likes */

static struct page *free_list;
static unsigned long fresh;

static bool may_allocate(void)
{
	if (!host_allocations_left)
		return false;
	if (host_allocations_left > 0)
		host_allocations_left--;
	host_in_use++;
	return true;
}

struct page *alloc_pages(gfp_t gfp, unsigned int order)
{
	struct page *page = free_list;

	if (order || !may_allocate())
		return NULL;
	if (page)
		free_list = page->freelist;
	else if (fresh < HOST_MEMORY >> PAGE_SHIFT)
		page = pfn_to_page(PHYS_PFN(PHYS_OFFSET) + fresh++);
	else
		host_die("no page left", "", 0);
	memset(page, 0, sizeof(*page));
	atomic_set(&page->_refcount, 1);
	memset(page_address(page), gfp & __GFP_ZERO ? 0 : 0x5a, PAGE_SIZE);
	return page;
}

void __free_pages(struct page *page, unsigned int order)
{
	if (order || atomic_read(&page->_refcount) != 1)
		host_die("a page that is not in use once comes back", "", 0);
	atomic_set(&page->_refcount, 0);
	page->freelist = free_list;
	free_list = page;
	host_in_use--;
}

void *kmalloc(size_t size, gfp_t gfp)
{
	unsigned long *p;

	if (!may_allocate())
		return NULL;
	p = host_alloc(size + 16);
	p[0] = size;
	memset(p + 2, gfp & __GFP_ZERO ? 0 : 0x5a, size);
	return p + 2;
}

void kfree(const void *p)
{
	if (!p)
		return;
	host_in_use--;
	host_free((unsigned long *)p - 2);
}

void *krealloc(const void *p, size_t size, gfp_t gfp)
{
	unsigned long *q = kmalloc(size, gfp);

	if (q && p)
		memcpy(q, p, min(size, ((unsigned long *)p)[-2]));
	if (q)
		kfree(p);
	return q;
}
