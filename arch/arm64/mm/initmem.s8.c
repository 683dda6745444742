// SPDX-License-Identifier: MIT
/*
 * initmem.c: taking the permission to execute from pages that become data.
 *
 * Code lies twice in the kernel's addresses: in the image, read-only and
 * executable, and in the linear map, read-only. Linux: arch/arm64/mm/init.c
 * (free_initmem), mmu.c, pageattr.c.
 */
#include <asm/mm_init.h>
#include <asm/mmu.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/sections.h>

static u64 *table(u64 entry)
{
	return __va(entry & DESC_ADDR_MASK);
}

/* The entry of level 2 that maps the kernel's address @virt; NULL: there is none. */
static u64 *pmd_of(unsigned long virt)
{
	u64 pgd = pgd_val(swapper_pg_dir[pgd_index(virt)]);

	return (pgd & 3) == DESC_TABLE ? &table(pgd)[pmd_index(virt)] : NULL;
}

/* A table of 512 pages in the place of a block. Nobody may use the block's addresses meanwhile. */
static bool split_block(u64 *pmd)
{
	u64 block = *pmd, *pages = (u64 *)get_zeroed_page(GFP_KERNEL);
	unsigned long flags;

	if (!pages)
		return false;
	for (unsigned int i = 0; i < PTRS_PER_TABLE; i++)
		pages[i] = (block & ~3UL) + i * PAGE_SIZE + DESC_PAGE;
	local_irq_save(flags);
	/* Break before make (Arm ARM D8.14.1). */
	WRITE_ONCE(*pmd, 0);
	flush_tlb_all();
	WRITE_ONCE(*pmd, __pa(pages) | DESC_TABLE);
	flush_tlb_all();
	local_irq_restore(flags);
	return true;
}

void set_init_text_free(void)
{
	unsigned long va = (unsigned long)__inittext_begin, end = (unsigned long)__inittext_end;

	for (; va < end; va += PAGE_SIZE) {
		unsigned long alias = (unsigned long)__va(__pa_symbol(va));
		u64 *image = pmd_of(va), *linear = pmd_of(alias);

		/* In the image as pages only: of a block somebody executes the rest. */
		if (image && (*image & 3) == DESC_TABLE)
			WRITE_ONCE(table(*image)[pte_index(va)], 0);
		if (!linear || ((*linear & 3) == DESC_BLOCK && !split_block(linear)))
			continue;
		WRITE_ONCE(table(*linear)[pte_index(alias)], pte_val(pfn_pte(__pa_symbol(va) >> PAGE_SHIFT, PAGE_KERNEL)));
		flush_tlb_kernel_range(alias, alias + PAGE_SIZE);
	}
	flush_tlb_kernel_range((unsigned long)__inittext_begin, end);
}
