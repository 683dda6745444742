/* SPDX-License-Identifier: MIT */
/*
 * Making the CPUs forget what they know of an address space. Its entries in the
 * TLBs carry its ASID; one that never ran has none and needs nothing. Linux:
 * asm/tlbflush.h (flush_tlb_mm, flush_tlb_page).
 */
#ifndef _ASM_TLB_H
#define _ASM_TLB_H

#include <asm/barrier.h>
#include <asm/mmu_context.h>

/** flush_tlb_mm() - all pages of @mm, on every CPU */
static inline void flush_tlb_mm(struct mm_struct *mm)
{
	unsigned long asid = mm_asid(mm);

	dsb(ishst);
	if (!asid)
		return;
	asm volatile("tlbi aside1is, %0" : : "r" (asid << TTBR_ASID_SHIFT) : "memory");
	dsb(ish);
}

/** flush_tlb_page() - the page at @addr of @mm, on every CPU; the tables above it stay as they are */
static inline void flush_tlb_page(struct mm_struct *mm, unsigned long addr)
{
	unsigned long asid = mm_asid(mm);

	dsb(ishst);
	if (!asid)
		return;
	asm volatile("tlbi vale1is, %0" : : "r" (asid << TTBR_ASID_SHIFT | addr >> PAGE_SHIFT) : "memory");
	dsb(ish);
}

/** set_pte() - write an entry whose place was empty, or that allows more than before */
static inline void set_pte(pte_t *ptep, pte_t pte)
{
	*(volatile u64 *)ptep = pte_val(pte);
	dsb(ishst);
	asm volatile("isb");
}

#endif /* _ASM_TLB_H */
