// SPDX-License-Identifier: MIT
/*
 * fixmap.c: a few pages of the kernel's addresses to look at memory through,
 * as long as there is no linear map.
 */
#include <asm/barrier.h>
#include <asm/fixmap.h>
#include <asm/mmu.h>
#include <asm/tlbflush.h>
#include <linux/compiler.h>
#include <linux/kernel.h>

#define TABLE	__section(".bss..page_aligned") __aligned(4096)

static pmd_t bm_pmd[PTRS_PER_TABLE] TABLE;
static pte_t bm_pte[PTRS_PER_TABLE] TABLE;
pgd_t reserved_pg_dir[PTRS_PER_TABLE] TABLE;

void early_fixmap_init(void)
{
	swapper_pg_dir[pgd_index(FIXADDR_START)] = __pgd(__pa_symbol(bm_pmd) | DESC_TABLE);
	bm_pmd[pmd_index(FIX_SLOTS_START)] = __pmd(__pa_symbol(bm_pte) | DESC_TABLE);
	dsb(ishst);
	isb();
}

static unsigned long slot_address(enum fixed_addresses slot)
{
	return FIX_SLOTS_START + slot * PAGE_SIZE;
}

void *set_fixmap(enum fixed_addresses slot, phys_addr_t phys)
{
	unsigned long va = slot_address(slot);

	/* Break before make (Arm ARM D8.14.1): another page may have been there. */
	clear_fixmap(slot);
	bm_pte[pte_index(va)] = pfn_pte(phys >> PAGE_SHIFT, PAGE_KERNEL);
	dsb(ishst);
	isb();
	return (void *)(va + (phys & ~PAGE_MASK));
}

void clear_fixmap(enum fixed_addresses slot)
{
	unsigned long va = slot_address(slot);

	bm_pte[pte_index(va)] = __pte(0);
	flush_tlb_kernel_range(va, va + PAGE_SIZE);
}

const void *fixmap_remap_fdt(phys_addr_t phys, size_t *room)
{
	phys_addr_t base = ALIGN_DOWN(phys, PMD_SIZE);
	u64 block = (pgprot_val(PAGE_KERNEL_RO) & ~3UL) | DESC_BLOCK;

	for (unsigned int i = 0; i < FIX_FDT_SIZE / PMD_SIZE; i++)
		bm_pmd[i] = __pmd((base + i * PMD_SIZE) | block);
	dsb(ishst);
	isb();
	*room = FIX_FDT_SIZE - (phys - base);
	return (const void *)(FIXADDR_START + (phys - base));
}
