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

#ifdef SOLUTION
static enum vm_fault do_anonymous_page(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr,
				       unsigned long access, pte_t *ptep)
{
	struct page *page;

	if (access != VM_WRITE) {
		mm->events[PGFAULT_ZERO]++;
		set_pte(ptep, read_only(vma, PHYS_PFN(__pa_symbol(empty_zero_page)), PTE_SPECIAL));
		return VM_FAULT_DONE;
	}
	page = alloc_zeroed_page();
	if (!page)
		return VM_FAULT_OOM;
	mm->events[PGFAULT_ANON]++;
	return map_own_page(mm, vma, addr, ptep, page);
}

static enum vm_fault do_file_page(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr,
				  unsigned long access, pte_t *ptep)
{
	unsigned long start = addr & PAGE_MASK, index = vma->vm_pgoff + ((start - vma->vm_start) >> PAGE_SHIFT);
	struct page *page = inode_get_page(vma->vm_inode, index), *copy;
	unsigned long bytes = min(PAGE_SIZE, vma->vm_file_end - start);

	if (!page)
		return index < DIV_ROUND_UP(vma->vm_inode->i_size, PAGE_SIZE) ? VM_FAULT_OOM : VM_FAULT_SIGBUS;
	if (access == VM_WRITE || bytes < PAGE_SIZE) {
		copy = alloc_user_page();
		if (!copy)
			return VM_FAULT_OOM;
		copy_page(page_address(copy), page_address(page));
		memset((char *)page_address(copy) + bytes, 0, PAGE_SIZE - bytes);
		mm->events[PGFAULT_FILE_COPY]++;
		return map_own_page(mm, vma, addr, ptep, copy);
	}
	if (vma->vm_flags & VM_EXEC)
		sync_icache(page);
	get_page(page);
	mm->file_pages++;
	mm->events[PGFAULT_FILE]++;
	set_pte(ptep, read_only(vma, page_to_pfn(page), PTE_FILE));
	return VM_FAULT_DONE;
}

/* A write to a page that is there but not writable, in an area that is. */
static enum vm_fault do_wp_page(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	pte_t pte = *ptep;
	struct page *old = pfn_to_page(pte_pfn(pte)), *page;

	if (pte_val(pte) & PTE_SPECIAL)
		return do_anonymous_page(mm, vma, addr, VM_WRITE, ptep);
	/* All others have gone: it is ours. */
	if (!(pte_val(pte) & PTE_FILE) && atomic_read(&old->_refcount) == 1) {
		mm->events[PGFAULT_REUSE]++;
		set_pte(ptep, pte_mkdirty(pte_mkwrite(pte)));
		return VM_FAULT_DONE;
	}
	page = alloc_user_page();
	if (!page)
		return VM_FAULT_OOM;
	copy_page(page_address(page), page_address(old));
	if (pte_val(pte) & PTE_FILE) {
		mm->events[PGFAULT_FILE_COPY]++;
		mm->file_pages--;
	} else {
		mm->events[PGFAULT_COW]++;
		mm->anon_pages--;
	}
	map_own_page(mm, vma, addr, ptep, page);
	put_page(old);
	return VM_FAULT_DONE;
}
#endif

enum vm_fault handle_mm_fault(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr,
			      unsigned long access)
{
#ifdef SOLUTION
	pte_t *ptep = pte_alloc(mm, addr);

	if (!ptep)
		return VM_FAULT_OOM;
	if (!pte_present(*ptep)) {
		if (vma->vm_inode && (addr & PAGE_MASK) < vma->vm_file_end)
			return do_file_page(mm, vma, addr, access, ptep);
		return do_anonymous_page(mm, vma, addr, access, ptep);
	}
	if (access == VM_WRITE && !pte_write(*ptep))
		return do_wp_page(mm, vma, addr, ptep);
	/* Somebody else was faster, or the access flag was clear. */
	set_pte(ptep, pte_mkyoung(access == VM_WRITE ? pte_mkdirty(*ptep) : *ptep));
	return VM_FAULT_DONE;
#else
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
#endif
}

bool expand_stack(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr)
{
#ifdef SOLUTION
	struct vm_area_struct *prev = vma_prev(&mm->areas, vma);

	addr &= PAGE_MASK;
	if (!(vma->vm_flags & VM_GROWSDOWN) || vma->vm_end - addr > mm->stack_limit)
		return false;
	/* A gap stays, so that running over the end of the stack never ends in something else. */
	if (prev && addr < prev->vm_end + STACK_GUARD_GAP)
		return false;
	mm->total_vm += (vma->vm_start - addr) >> PAGE_SHIFT;
	vma_resize(&mm->areas, vma, addr, vma->vm_end);
	mm->events[PGFAULT_GROW]++;
	return true;
#else
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
#endif
}
