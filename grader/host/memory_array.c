// SPDX-License-Identifier: MIT
/* What asm/memory.h of this folder calls memory. */
#include <asm/page.h>
#include <linux/mm_types.h>

unsigned char host_memory[HOST_MEMORY] __aligned(4 << 20);
unsigned char host_pages[(HOST_MEMORY >> PAGE_SHIFT) * sizeof(struct page)] __aligned(64);
