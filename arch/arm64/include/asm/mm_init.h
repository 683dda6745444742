/* SPDX-License-Identifier: MIT */
/* The steps of setup_arch() that arch/arm64/mm/init.s4.c holds. */
#ifndef _ASM_MM_INIT_H
#define _ASM_MM_INIT_H

/** arm64_memblock_init() - take from memblock what cannot be used, reserve what is taken */
void arm64_memblock_init(void);

/** bootmem_init() - a struct page for each page of memory, and the zones; behind paging_init() */
void bootmem_init(void);

#endif /* _ASM_MM_INIT_H */
