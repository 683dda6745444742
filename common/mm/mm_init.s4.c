// SPDX-License-Identifier: MIT
/* mm_init(): the allocators, each standing on the one before. Linux: mm/mm_init.c (mm_core_init). */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

void mm_init(void)
{
	if (!node_zones[ZONE_DMA32].spanned_pages && !node_zones[ZONE_NORMAL].spanned_pages) {
		pr_err("mm_init: there is no list of pages, so there are no allocators\n");
		return;
	}
	mem_init();
	kmem_cache_init();
	vmalloc_init();
}
