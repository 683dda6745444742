/* SPDX-License-Identifier: MIT */
/* All free memory, in as few blocks as possible; a block's own memory links it to the one before. */
#include <linux/mm.h>

struct taken {
	struct taken *next;
	unsigned int order;
};

static struct taken *take_all(void)
{
	struct taken *list = NULL;

	for (unsigned int order = MAX_ORDER; order-- > 0; ) {
		struct page *page;

		while ((page = alloc_pages(GFP_KERNEL | __GFP_NOWARN, order))) {
			struct taken *block = page_address(page);

			block->next = list;
			block->order = order;
			list = block;
		}
	}
	return list;
}

static void give_all_back(struct taken *list)
{
	while (list) {
		struct taken *next = list->next;

		free_pages((unsigned long)list, list->order);
		list = next;
	}
}
