/* SPDX-License-Identifier: MIT */
/*
 * Addresses that are fixed when the kernel is compiled, to map at them what is
 * only known when it runs: page tables before there is a linear map, and the
 * device tree. Linux: asm/fixmap.h, arch/arm64/mm/mmu.c.
 */
#ifndef _ASM_FIXMAP_H
#define _ASM_FIXMAP_H

#include <asm/pgtable.h>
#include <linux/types.h>

/* The tree has to fit into two blocks, wherever in the first one it begins. */
#define FIX_FDT_SIZE		(2 * PMD_SIZE)
#define FIX_SLOTS_START		(FIXADDR_START + FIX_FDT_SIZE)

enum fixed_addresses {
	FIX_PTE,
	FIX_PMD,
	FIX_PGD,
	FIX_SLOTS,
};

/** early_fixmap_init() - put the tables in place; called first of all by setup_arch() */
void early_fixmap_init(void);

/**
 * set_fixmap() - map one page at a slot
 * @phys: of the page; what lies below its page boundary is kept in the result
 *
 * Return: where it is now mapped, writable, until the slot is used again.
 */
void *set_fixmap(enum fixed_addresses slot, phys_addr_t phys);

/** clear_fixmap() - unmap a slot */
void clear_fixmap(enum fixed_addresses slot);

/**
 * fixmap_remap_fdt() - map the device tree, read-only, for good
 * @phys: where the boot loader has put it
 * @room: set to the bytes that are mapped from there on
 */
const void *fixmap_remap_fdt(phys_addr_t phys, size_t *room);

#endif /* _ASM_FIXMAP_H */
