// SPDX-License-Identifier: MIT
/*
 * context.c: a number for each address space, so that a switch need not empty
 * the TLB.
 *
 * There are 65,536 numbers (or 256), and more programs than that in the life of
 * a machine. When they are used up a new round begins: every TLB is emptied once,
 * and whoever runs next gets a number of the new round. A round's numbers are
 * never used twice in it, so what a dead program leaves in a TLB does no harm.
 * Linux: arch/arm64/mm/context.c.
 */
#include <asm/mmu_context.h>
#include <asm/tlbflush.h>
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/cpu.h>
#include <linux/cpumask.h>
#include <linux/find.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#define MAX_ASIDS	65536

static __maybe_unused unsigned int asid_bits;		/* 8 or 16 */
/* The round, above the bits of a number: context.id holds both. The first one is not 0. */
static __maybe_unused atomic64_t asid_generation;
static __maybe_unused DECLARE_BITMAP(asid_map, MAX_ASIDS);		/* numbers of this round that are taken; 0 is nobody's */
static __maybe_unused DEFINE_SPINLOCK(asid_lock);

/* What each CPU runs in; 0 from the beginning of a round until its next switch. */
static __maybe_unused DEFINE_PER_CPU(atomic64_t, active_asids);
/* What it ran in when the round began: that program keeps its number. */
static __maybe_unused DEFINE_PER_CPU(u64, reserved_asids);
static __maybe_unused struct cpumask tlb_flush_pending;

void asids_init(void)
{
	/* ID_AA64MMFR0_EL1.ASIDBits: 2 means 16 bits. TCR_EL1.AS has been set by head.S. */
	asid_bits = (read_sysreg(id_aa64mmfr0_el1) >> 4 & 0xf) == 2 ? 16 : 8;
	atomic64_set(&asid_generation, 1UL << asid_bits);
}

unsigned long mm_asid(struct mm_struct *mm)
{
	return atomic64_read(&mm->context.id) & ((1UL << asid_bits) - 1);
}

/* Whether some CPU has kept @id over the round's end; then it is @new_id there from now on. */
static __maybe_unused bool update_reserved(u64 id, u64 new_id)
{
	bool hit = false;
	unsigned int cpu;

	for_each_cpu(cpu, cpu_possible_mask) {
		if (per_cpu(reserved_asids, cpu) == id) {
			per_cpu(reserved_asids, cpu) = new_id;
			hit = true;
		}
	}
	return hit;
}


void check_and_switch_context(struct mm_struct *mm)
{
	/*
	 * Write this: TTBR0_EL1 = physical address of mm->pgd | ASID << 48, isb; before
	 * that, if mm->context.id is not of the round in asid_generation, a new number:
	 *  - under asid_lock; the first free one of asid_map, from 1 on;
	 *  - none left: the next round (asid_generation + (1 << asid_bits)), the map is
	 *    empty but for what each CPU runs in now (active_asids, kept in
	 *    reserved_asids, 0 in active_asids), tlb_flush_pending for all CPUs;
	 *  - a space whose id is among the reserved ones keeps its number, in each of them;
	 *  - a CPU in tlb_flush_pending flushes its TLB first (local_flush_tlb_all);
	 *  - active_asids is what this CPU runs in: without the lock only if it was not 0,
	 *    and with a cmpxchg, as a round may end at any time.
	 * To begin with: no numbers at all, but local_flush_tlb_all() at every switch.
	 */
	(void)mm;
}
