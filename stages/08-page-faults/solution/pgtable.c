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
#ifdef SOLUTION
	struct page *page = alloc_zeroed_page();

	if (!page)
		return NULL;
	list_add(&page->lru, &mm->tables);
	mm->nr_tables++;
	return page_address(page);
#else
	/* Write this: a cleared page (alloc_zeroed_page), on mm->tables by page->lru, counted in nr_tables. */
	(void)mm;
	return NULL;
#endif
}

int mm_init_tables(struct mm_struct *mm)
{
#ifdef SOLUTION
	mm->pgd = (pgd_t *)alloc_table(mm);
	return mm->pgd ? 0 : -ENOMEM;
#else
	/* Write this: the top table, mm->pgd. */
	(void)mm;
	return -ENOMEM;
#endif
}

void free_tables(struct mm_struct *mm)
{
#ifdef SOLUTION
	struct page *page, *next;

	list_for_each_entry_safe(page, next, &mm->tables, lru) {
		put_page(page);
		mm->nr_tables--;
	}
	INIT_LIST_HEAD(&mm->tables);
	mm->pgd = NULL;
#else
	/* Write this: put_page() for each page on mm->tables, which is empty then; nr_tables is 0. */
	(void)mm;
#endif
}

pte_t *pte_lookup(struct mm_struct *mm, unsigned long addr)
{
#ifdef SOLUTION
	u64 entry = pgd_val(mm->pgd[pgd_index(addr)]);

	if (entry)
		entry = ((u64 *)__va(entry & DESC_ADDR_MASK))[pmd_index(addr)];
	return entry ? (pte_t *)__va(entry & DESC_ADDR_MASK) + pte_index(addr) : NULL;
#else
	/* Write this: down from mm->pgd, two tables; NULL as soon as an entry is empty. */
	(void)mm;
	(void)addr;
	return NULL;
#endif
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
#ifdef SOLUTION
	u64 *pmd = table_below(mm, &pgd_val(mm->pgd[pgd_index(addr)]));
	u64 *pte = pmd ? table_below(mm, &pmd[pmd_index(addr)]) : NULL;

	return pte ? (pte_t *)pte + pte_index(addr) : NULL;
#else
	/*
	 * Write this: as pte_lookup(), but with table_below(): where an entry is empty a
	 * new table goes there.
	 */
	(void)mm;
	(void)addr;
	return NULL;
#endif
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
#ifdef SOLUTION
	bool live = atomic_read(&mm->mm_users);

	for (unsigned long addr = start; addr < end; addr += PAGE_SIZE) {
		pte_t *ptep = pte_lookup(mm, addr), pte;

		if (!ptep) {
			addr = (addr | (PMD_SIZE - 1)) & PAGE_MASK;
			continue;
		}
		pte = *ptep;
		if (!pte_present(pte))
			continue;
		WRITE_ONCE(pte_val(*ptep), 0);
		/* Nobody may still reach the page when it is somebody else's. */
		if (live)
			flush_tlb_page(mm, addr);
		release_page(mm, pte);
	}
#else
	/*
	 * Write this: for every present entry between @start and @end: 0 in its place;
	 * if the space is still used (mm_users), flush_tlb_page(); then
	 * release_page(). Where there is no table, 2 MiB are done at once.
	 */
	(void)mm;
	(void)start;
	(void)end;
#endif
}

int copy_page_range(struct mm_struct *dst, struct mm_struct *src, struct vm_area_struct *vma)
{
#ifdef SOLUTION
	bool taken = false;
	int err = 0;

	for (unsigned long addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
		pte_t *from = pte_lookup(src, addr), *to;

		if (!from) {
			addr = (addr | (PMD_SIZE - 1)) & PAGE_MASK;
			continue;
		}
		/* What is a file's, or zero, comes back by a fault of the child's own. */
		if (!pte_present(*from) || pte_val(*from) & (PTE_FILE | PTE_SPECIAL))
			continue;
		to = pte_alloc(dst, addr);
		if (!to) {
			err = -ENOMEM;
			break;
		}
		if (pte_write(*from)) {
			WRITE_ONCE(pte_val(*from), pte_val(pte_wrprotect(*from)));
			taken = true;
		}
		get_page(pfn_to_page(pte_pfn(*from)));
		dst->anon_pages++;
		*to = *from;
	}
	/* The parent may not write by what its TLB remembers. */
	if (taken)
		flush_tlb_mm(src);
	return err;
#else
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
#endif
}
