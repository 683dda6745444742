/* SPDX-License-Identifier: MIT */
/* The kernel's page tables. Linux: asm/mmu.h, asm/mmu_context.h, arch/arm64/mm/mmu.c. */
#ifndef _ASM_MMU_H
#define _ASM_MMU_H

#include <asm/pgtable.h>
#include <linux/types.h>

/* The first tables, made by head.S; in swapper_pg_dir paging_init() puts the final ones. */
extern pgd_t swapper_pg_dir[PTRS_PER_TABLE];
extern pgd_t idmap_pg_dir[PTRS_PER_TABLE];

/* Nothing: what TTBR0_EL1 names while there is no process. */
extern pgd_t reserved_pg_dir[PTRS_PER_TABLE];

/**
 * paging_init() - the kernel's final map
 *
 * Called by setup_arch() when memblock knows all memory and what is taken, on
 * the boot CPU, with head.S's map still in place. Stage 4,
 * stages/04-memory/mmu.c.
 */
void paging_init(void);

/**
 * create_pgd_mapping() - add to the kernel's map, before there is a page allocator
 * @pgd: the top table, mapped
 * @virt, @phys, @size: multiples of PAGE_SIZE; nothing may be mapped there yet
 * @prot: as for a page; blocks are used where they fit
 *
 * Tables come from memblock. Stage 4, stages/04-memory/mmu.c.
 */
void create_pgd_mapping(pgd_t *pgd, phys_addr_t phys, unsigned long virt, phys_addr_t size,
			pgprot_t prot);

/**
 * cpu_replace_ttbr1() - go over to other tables for the kernel's half
 * @pgd: physical address of the top table; it maps at least what this code needs
 *
 * TTBR0_EL1 has to hold the identity map. Interrupts are masked meanwhile.
 */
void cpu_replace_ttbr1(phys_addr_t pgd);

/** cpu_set_reserved_ttbr0() - no lower half; called with interrupts masked or before there are any */
void cpu_set_reserved_ttbr0(void);

/**
 * map_kernel_range() - map pages of memory or of a device into the vmalloc area
 * @virt: multiple of PAGE_SIZE, where nothing is mapped
 * @phys, @size: multiples of PAGE_SIZE
 *
 * Needs the page allocator. Return: 0, or -ENOMEM with nothing mapped.
 */
int map_kernel_range(unsigned long virt, phys_addr_t phys, unsigned long size, pgprot_t prot);

/** unmap_kernel_range() - the opposite; page tables that are empty then are given back */
void unmap_kernel_range(unsigned long virt, unsigned long size);

/** kern_addr_valid() - whether the kernel could read at @addr now */
bool kern_addr_valid(unsigned long addr);

#endif /* _ASM_MMU_H */
