// SPDX-License-Identifier: MIT
/*
 * memory.c: the page that an access wanted.
 *
 * What belongs at an address the area says; here it is brought there: a page of a
 * file, which all share as long as they only read; zeros; or a copy for the one
 * who writes. Linux: mm/memory.c (handle_pte_fault, do_anonymous_page,
 * do_read_fault, do_cow_fault, do_wp_page), mm/mmap.c (expand_downwards).
 */
#include <asm/mmu_context.h>
#include <asm/tlb.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mm_struct.h>
#include <linux/string.h>

u8 empty_zero_page[PAGE_SIZE] __section(".bss..page_aligned") __aligned(4096);

/* An entry for a page that is only read. */
static __maybe_unused pte_t read_only(const struct vm_area_struct *vma, u64 pfn, u64 bits)
{
	pte_t pte = pfn_pte(pfn, vma->vm_flags & VM_EXEC ? PAGE_READONLY_EXEC : PAGE_READONLY);

	return __pte(pte_val(pte) | bits);
}

/* A page of the program's own goes in at @addr, to be written if the area allows that. */
static __maybe_unused enum vm_fault map_own_page(struct mm_struct *mm, struct vm_area_struct *vma,
						 unsigned long addr, pte_t *ptep, struct page *page)
{
	pte_t pte = read_only(vma, page_to_pfn(page), 0);

	if (vma->vm_flags & VM_WRITE)
		pte = pte_mkdirty(pte_mkwrite(pte));
	if (vma->vm_flags & VM_EXEC) {
		page->flags &= ~PG_dcache_clean;
		sync_icache(page);
	}
	/* Another page was there: nobody may still see it (break before make, Arm ARM D8.14.1). */
	if (pte_present(*ptep)) {
		WRITE_ONCE(pte_val(*ptep), 0);
		flush_tlb_page(mm, addr);
	}
	mm->anon_pages++;
	set_pte(ptep, pte);
	return VM_FAULT_DONE;
}


enum vm_fault handle_mm_fault(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr,
			      unsigned long access)
{
	/*
	 * Write this, with read_only() and map_own_page(). The entry (pte_alloc;
	 * VM_FAULT_OOM without memory); then by what is there, counted in mm->events:
	 *  - nothing, and a file up to vm_file_end: the file's page (inode_get_page; none
	 *    behind its end: VM_FAULT_SIGBUS). To read: mapped read-only with PTE_FILE,
	 *    one reference more, file_pages; sync_icache() if it may be executed. To
	 *    write, or if vm_file_end lies in the page: a copy, zeros from there on;
	 *  - nothing, and no file: to read, empty_zero_page, read-only with PTE_SPECIAL; to
	 *    write, a zeroed page;
	 *  - a page, and a write that its entry does not allow: PTE_SPECIAL, a zeroed page;
	 *    a page of one user only that is not the file's, writable again; else a copy,
	 *    and one reference less of the old one. The old entry goes first, with
	 *    flush_tlb_page(), then the new one comes;
	 *  - else pte_mkyoung(), and pte_mkdirty() for a write.
	 * Pages of its own are counted in anon_pages and writable if the area is.
	 */
	(void)mm;
	(void)vma;
	(void)addr;
	(void)access;
	return VM_FAULT_SIGBUS;
}

bool expand_stack(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr)
{
	/*
	 * Write this: false if the area is no stack, if it would span more than
	 * mm->stack_limit, or come closer than STACK_GUARD_GAP to the area below; else
	 * it begins at the page of @addr from now on (vma_resize), total_vm is right,
	 * and PGFAULT_GROW counted.
	 */
	(void)mm;
	(void)vma;
	(void)addr;
	return false;
}
