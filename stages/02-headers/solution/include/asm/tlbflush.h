/* SPDX-License-Identifier: MIT */
/*
 * tlbflush.h: making the CPUs forget translations.
 *
 * Always in this order: the table entry is written, DSB so that the walkers see
 * it, TLBI, DSB so that it has happened everywhere, ISB for this CPU's own
 * instructions (Arm ARM D8.14, "TLB maintenance"). Linux:
 * arch/arm64/include/asm/tlbflush.h.
 */
#ifndef _ASM_TLBFLUSH_H
#define _ASM_TLBFLUSH_H

#include <asm/barrier.h>
#include <asm/page.h>
#include <linux/types.h>

#ifdef SOLUTION
/** flush_tlb_all() - everything, on every CPU */
static inline void flush_tlb_all(void)
{
	dsb(ishst);
	asm volatile("tlbi vmalle1is" : : : "memory");
	dsb(ish);
	isb();
}

/** local_flush_tlb_all() - everything, on this CPU only */
static inline void local_flush_tlb_all(void)
{
	dsb(nshst);
	asm volatile("tlbi vmalle1" : : : "memory");
	dsb(nsh);
	isb();
}

/**
 * flush_tlb_kernel_range() - the pages from @start to @end, all ASIDs, every CPU
 *
 * Called after kernel mappings changed. TLBI takes the address shifted by 12.
 */
static inline void flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	dsb(ishst);
	for (unsigned long addr = start & PAGE_MASK; addr < end; addr += PAGE_SIZE)
		asm volatile("tlbi vaale1is, %0" : : "r" (addr >> 12 & ((1UL << 44) - 1)) : "memory");
	dsb(ish);
	isb();
}
#else
/* Write this: DSB, TLBI (VMALLE1IS, VMALLE1, VAALE1IS), DSB, ISB as described above. */
static inline void flush_tlb_all(void)
{
}

static inline void local_flush_tlb_all(void)
{
}

static inline void flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	(void)start;
	(void)end;
}
#endif

#endif /* _ASM_TLBFLUSH_H */
