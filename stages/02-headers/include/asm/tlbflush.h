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

#endif /* _ASM_TLBFLUSH_H */
