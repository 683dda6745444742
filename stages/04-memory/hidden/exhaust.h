/* SPDX-License-Identifier: MIT */
/* All free memory, in as few blocks as possible; a block's own memory links it to the one before. */
#include <linux/mm.h>

struct block {
	struct block *next;
	unsigned int order;
};

static struct block *take_all(void)
{
	struct block *list = NULL;

	for (unsigned int order = MAX_ORDER; order-- > 0; ) {
		struct page *page;

		while ((page = alloc_pages(GFP_KERNEL | __GFP_NOWARN, order))) {
			struct block *block = page_address(page);

			block->next = list;
			block->order = order;
			list = block;
		}
	}
	return list;
}

static void give_all_back(struct block *list)
{
	while (list) {
		struct block *next = list->next;

		free_pages((unsigned long)list, list->order);
		list = next;
	}
}
