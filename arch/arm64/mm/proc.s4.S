/* SPDX-License-Identifier: MIT */
/* proc.S: what has to run outside of the map that it changes. Linux: arch/arm64/mm/proc.S. */
#include <asm/assembler.h>
#include <linux/linkage.h>

	.text

/*
 * idmap_cpu_replace_ttbr1: other tables for the kernel's half.
 *
 * Called by cpu_replace_ttbr1() at its physical address, through the identity
 * map in TTBR0_EL1, at EL1 with interrupts masked. x0 = physical address of the
 * new top table. Between the two tables there is a moment with none, so that
 * the TLB never holds entries of both (break before make, Arm ARM D8.14.1).
 * No stack. Clobbers x1. Returns to the caller's virtual address.
 */
SYM_FUNC_START(idmap_cpu_replace_ttbr1)
	adr_l	x1, reserved_pg_dir
	msr	ttbr1_el1, x1
	isb
	tlbi	vmalle1
	dsb	nsh
	isb
	msr	ttbr1_el1, x0
	isb
	ret
SYM_FUNC_END(idmap_cpu_replace_ttbr1)
