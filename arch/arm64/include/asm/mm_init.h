/* SPDX-License-Identifier: MIT */
/* The steps of setup_arch() that arch/arm64/mm/init.s4.c holds. */
#ifndef _ASM_MM_INIT_H
#define _ASM_MM_INIT_H

#include <linux/types.h>

/** arm64_memblock_init() - take from memblock what cannot be used, reserve what is taken */
void arm64_memblock_init(void);

/** bootmem_init() - a struct page for each page of memory, and the zones; behind paging_init() */
void bootmem_init(void);

/**
 * set_init_text_free() - let go of the code that is marked __init
 *
 * In the image it is not mapped any more, and the linear map may write where it
 * was. By free_initmem(); arch/arm64/mm/initmem.s8.c.
 */
void set_init_text_free(void);

/** free_initmem() - the pages that only coming up needed; stage 8, by kernel_init before the first program */
void free_initmem(void);

/**
 * free_reserved_area() - give memory that was the kernel's or firmware's to the page allocator
 *
 * Whole pages between the two, poisoned. Return: how many. Stage 8, stages/08-page-faults/initmem.c.
 */
unsigned long free_reserved_area(phys_addr_t start, phys_addr_t end);

#endif /* _ASM_MM_INIT_H */
