/* SPDX-License-Identifier: MIT */
/*
 * Which address space the CPU is in: TTBR0_EL1, with its address-space number
 * (ASID) in bits [63:48] (Arm ARM D17.2.144). Stage 8,
 * stages/08-page-faults/context.c. Linux: asm/mmu_context.h, arch/arm64/mm/context.c.
 */
#ifndef _ASM_MMU_CONTEXT_H
#define _ASM_MMU_CONTEXT_H

#include <asm/mmu.h>
#include <asm/sysreg.h>
#include <linux/mm_struct.h>

#define TTBR_ASID_SHIFT		48

/* Programs have the addresses below: the lower half. */
#define TASK_SIZE		(1UL << VA_BITS)
#define STACK_TOP		TASK_SIZE
/* Where an executable goes that may lie anywhere (Linux: ELF_ET_DYN_BASE). */
#define ELF_ET_DYN_BASE		((TASK_SIZE / 3 * 2) & PAGE_MASK)

/** asids_init() - how many numbers the CPU has; by start_kernel(), on the boot CPU */
void asids_init(void);

/**
 * check_and_switch_context() - let this CPU run in @mm
 *
 * Called with interrupts masked, by switch_mm() and by exec. If @mm has no
 * number, or one of an earlier round, it gets a new one.
 */
void check_and_switch_context(struct mm_struct *mm);

/* The number of @mm that stands in TTBR0_EL1; 0: it never ran. */
unsigned long mm_asid(struct mm_struct *mm);

/** leave_user_space() - no lower half on this CPU; the TLB may keep what its number tells apart */
static inline void leave_user_space(void)
{
	write_sysreg(__pa_symbol(reserved_pg_dir), ttbr0_el1);
	asm volatile("isb");
}

/**
 * switch_mm() - what a switch from one thread to another does to the lower half
 *
 * A thread of the kernel (NULL) has none: a stray user address in it faults,
 * whoever ran before. With interrupts masked.
 */
static inline void switch_mm(struct mm_struct *prev, struct mm_struct *next)
{
	if (prev == next)
		return;
	if (next)
		check_and_switch_context(next);
	else
		leave_user_space();
}

#endif /* _ASM_MMU_CONTEXT_H */
