/* SPDX-License-Identifier: MIT */
/*
 * secondary.S: a CPU other than the first, from firmware to C.
 *
 * The same steps as the boot CPU's in stage 1's head.S, but the tables are there
 * already, and what the registers have to hold is what the boot CPU holds. Linux:
 * arch/arm64/kernel/head.S (secondary_entry, __secondary_switched).
 */
#include <asm/asm-offsets.h>
#include <asm/assembler.h>
#include <asm/sysreg.h>
#include <linux/linkage.h>

	.text

/*
 * secondary_entry: where PSCI CPU_ON lets a CPU begin.
 *
 * From firmware: EL2 or EL1, MMU off, DAIF masked, at the physical address; no
 * stack. secondary_data says what to set. Does not return.
 */
SYM_CODE_START(secondary_entry)
	msr	daifset, #0xf
	mov_q	x1, INIT_SCTLR_EL1_MMU_OFF
	msr	sctlr_el1, x1
	mrs	x0, CurrentEL
	cmp	x0, #CurrentEL_EL2
	b.ne	1f

	/* EL2: as head.S leaves it on the boot CPU. */
	mov_q	x0, HCR_EL2_RW
	msr	hcr_el2, x0
	mov_q	x0, SCTLR_EL2_RES1
	msr	sctlr_el2, x0
	mov	x0, #(CNTHCTL_EL1PCTEN | CNTHCTL_EL1PCEN)
	msr	cnthctl_el2, x0
	msr	cntvoff_el2, xzr
	mrs	x0, S3_4_C12_C9_5		// ICC_SRE_EL2
	orr	x0, x0, #1			// SRE
	orr	x0, x0, #8			// Enable
	msr	S3_4_C12_C9_5, x0
	isb
	msr	S3_4_C12_C11_0, xzr		// ICH_HCR_EL2
	mrs	x0, midr_el1
	msr	vpidr_el2, x0
	mrs	x0, mpidr_el1
	msr	vmpidr_el2, x0
	mov	x0, #CPTR_EL2_NO_TRAPS
	msr	cptr_el2, x0
	msr	hstr_el2, xzr
	msr	vttbr_el2, xzr
	mrs	x0, pmcr_el0
	ubfx	x0, x0, #11, #5
	msr	mdcr_el2, x0
	mov	x0, #(PSR_DAIF_ALL | PSR_SPSEL_EL1h)
	msr	spsr_el2, x0
	adr	x0, 1f
	msr	elr_el2, x0
	eret

1:	isb
	tlbi	vmalle1
	dsb	nsh
	adr_l	x2, secondary_data
	ldr	x0, [x2, #SECONDARY_MAIR]
	msr	mair_el1, x0
	ldr	x0, [x2, #SECONDARY_TCR]
	msr	tcr_el1, x0
	ldr	x0, [x2, #SECONDARY_CPACR]
	msr	cpacr_el1, x0
	msr	mdscr_el1, xzr
	ldr	x0, [x2, #SECONDARY_IDMAP]
	msr	ttbr0_el1, x0
	ldr	x0, [x2, #SECONDARY_TTBR1]
	msr	ttbr1_el1, x0
	isb
	ldr	x0, [x2, #SECONDARY_SCTLR]
	msr	sctlr_el1, x0
	isb
	ldr	x8, =secondary_switched		// through the identity map, for the last time
	br	x8
SYM_CODE_END(secondary_entry)

	.ltorg

/*
 * secondary_switched: at the linked address, MMU on. Its idle thread is `current`
 * from here on, and its stack is the idle thread's. Linux: __secondary_switched.
 */
SYM_CODE_START_LOCAL(secondary_switched)
	adr_l	x2, secondary_data
	ldr	x0, [x2, #SECONDARY_VBAR]
	msr	vbar_el1, x0
	ldr	x0, [x2, #SECONDARY_TASK]
	msr	sp_el0, x0
	ldr	x0, [x2, #SECONDARY_STACK]
	mov	sp, x0
	isb
	mov	x29, xzr			// the backtrace ends here
	mov	x30, xzr
	b	secondary_start_kernel
SYM_CODE_END(secondary_switched)
