// SPDX-License-Identifier: MIT
/*
 * pgtable.c: the page tables of a program.
 *
 * Three levels, as for the kernel, but made one by one as pages are touched, and
 * given back to the last one when the program ends. Every page that holds a table
 * is on mm->tables: whoever frees them need not look for them. Linux: mm/memory.c
 * (__pte_alloc, zap_pte_range, copy_pte_range, free_pgtables), arch/arm64/mm/pgd.c.
 */
#include <asm/mmu_context.h>
#include <asm/tlb.h>
#include <linux/errno.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mm_struct.h>

/* A table of empty entries, on the list; NULL without memory. */
static __maybe_unused u64 *alloc_table(struct mm_struct *mm)
{
	/* Write this: a cleared page (alloc_zeroed_page), on mm->tables by page->lru, counted in nr_tables. */
	(void)mm;
	return NULL;
}

int mm_init_tables(struct mm_struct *mm)
{
	/* Write this: the top table, mm->pgd. */
	(void)mm;
	return -ENOMEM;
}

void free_tables(struct mm_struct *mm)
{
	/* Write this: put_page() for each page on mm->tables, which is empty then; nr_tables is 0. */
	(void)mm;
}

pte_t *pte_lookup(struct mm_struct *mm, unsigned long addr)
{
	/* Write this: down from mm->pgd, two tables; NULL as soon as an entry is empty. */
	(void)mm;
	(void)addr;
	return NULL;
}

/* The table that @entry names, made if there is none; NULL without memory. */
static __maybe_unused u64 *table_below(struct mm_struct *mm, u64 *entry)
{
	u64 *table;

	if (*entry)
		return __va(*entry & DESC_ADDR_MASK);
	table = alloc_table(mm);
	if (!table)
		return NULL;
	dsb(ishst);		/* its zeros before the walker finds it */
	WRITE_ONCE(*entry, __pa(table) | DESC_TABLE);
	return table;
}

pte_t *pte_alloc(struct mm_struct *mm, unsigned long addr)
{
	/*
	 * Write this: as pte_lookup(), but with table_below(): where an entry is empty a
	 * new table goes there.
	 */
	(void)mm;
	(void)addr;
	return NULL;
}

/* What was mapped goes back to whom it belongs. */
static __maybe_unused void release_page(struct mm_struct *mm, pte_t pte)
{
	if (pte_val(pte) & PTE_SPECIAL)
		return;
	if (pte_val(pte) & PTE_FILE)
		mm->file_pages--;
	else
		mm->anon_pages--;
	put_page(pfn_to_page(pte_pfn(pte)));
}

void unmap_page_range(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	/*
	 * Write this: for every present entry between @start and @end: 0 in its place;
	 * if the space is still used (mm_users), flush_tlb_page(); then
	 * release_page(). Where there is no table, 2 MiB are done at once.
	 */
	(void)mm;
	(void)start;
	(void)end;
}

int copy_page_range(struct mm_struct *dst, struct mm_struct *src, struct vm_area_struct *vma)
{
	/*
	 * Write this: for every present entry of the area in @src that is neither
	 * PTE_FILE nor PTE_SPECIAL (those come back by themselves): nobody may write to
	 * the page any more, in @src neither (pte_wrprotect); one reference more; one
	 * more of dst->anon_pages; the entry in @dst (pte_alloc). At the end, if @src
	 * has lost a permission, flush_tlb_mm(). -ENOMEM without memory for a table.
	 */
	(void)dst;
	(void)src;
	(void)vma;
	return -ENOMEM;
}
