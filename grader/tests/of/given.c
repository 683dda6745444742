// SPDX-License-Identifier: MIT
/*
 * kmalloc() for host tests of the device tree: each block is one of the host's,
 * so that ASan sees any access beside it. ioremap() gives back the address.
 */
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include "../../host/host.h"
#include "given.h"

struct block {
	struct block *next, **link;
	char bytes[];
};

static struct block *blocks;
unsigned long given_count;
long given_limit = -1;

void *kmalloc(size_t size, gfp_t gfp)
{
	struct block *block;

	if (!given_limit)
		return NULL;
	given_limit -= given_limit > 0;
	block = host_alloc(sizeof(*block) + size);
	block->next = blocks;
	block->link = &blocks;
	if (blocks)
		blocks->link = &block->next;
	blocks = block;
	given_count++;
	return gfp & __GFP_ZERO ? memset(block->bytes, 0, size) : block->bytes;
}

void kfree(const void *p)
{
	struct block *block;

	if (!p)
		return;
	block = (struct block *)((char *)p - sizeof(*block));
	*block->link = block->next;
	if (block->next)
		block->next->link = block->link;
	given_count--;
	host_free(block);
}

void given_back(void)
{
	while (blocks)
		kfree(blocks->bytes);
	given_limit = -1;
}

void *ioremap(phys_addr_t phys, size_t size)
{
	return size ? (void *)phys : NULL;
}
