/* SPDX-License-Identifier: MIT */
/* A BRK with known values in every register. */
#include <asm/brk-imm.h>
#include <linux/linkage.h>

	.text

/*
 * regs_brk: void regs_brk(const u64 in[32], u64 out[32])
 *
 * Called by the tests. Loads x0 to x30 from in[0] to in[30] and NZCV from
 * in[31], takes BRK #TEST_BRK_IMM, and stores what is there afterwards in out.
 */
SYM_FUNC_START(regs_brk)
	stp	x29, x30, [sp, #-112]!
	stp	x19, x20, [sp, #16]
	stp	x21, x22, [sp, #32]
	stp	x23, x24, [sp, #48]
	stp	x25, x26, [sp, #64]
	stp	x27, x28, [sp, #80]
	str	x1, [sp, #96]

	mov	x30, x0
	ldr	x0, [x30, #8 * 31]
	msr	nzcv, x0
	ldp	x0, x1, [x30, #8 * 0]
	ldp	x2, x3, [x30, #8 * 2]
	ldp	x4, x5, [x30, #8 * 4]
	ldp	x6, x7, [x30, #8 * 6]
	ldp	x8, x9, [x30, #8 * 8]
	ldp	x10, x11, [x30, #8 * 10]
	ldp	x12, x13, [x30, #8 * 12]
	ldp	x14, x15, [x30, #8 * 14]
	ldp	x16, x17, [x30, #8 * 16]
	ldp	x18, x19, [x30, #8 * 18]
	ldp	x20, x21, [x30, #8 * 20]
	ldp	x22, x23, [x30, #8 * 22]
	ldp	x24, x25, [x30, #8 * 24]
	ldp	x26, x27, [x30, #8 * 26]
	ldp	x28, x29, [x30, #8 * 28]
	ldr	x30, [x30, #8 * 30]

	.globl	regs_brk_insn
regs_brk_insn:
	brk	#TEST_BRK_IMM

	stp	x29, x30, [sp, #-16]!
	ldr	x30, [sp, #16 + 96]
	stp	x0, x1, [x30, #8 * 0]
	stp	x2, x3, [x30, #8 * 2]
	stp	x4, x5, [x30, #8 * 4]
	stp	x6, x7, [x30, #8 * 6]
	stp	x8, x9, [x30, #8 * 8]
	stp	x10, x11, [x30, #8 * 10]
	stp	x12, x13, [x30, #8 * 12]
	stp	x14, x15, [x30, #8 * 14]
	stp	x16, x17, [x30, #8 * 16]
	stp	x18, x19, [x30, #8 * 18]
	stp	x20, x21, [x30, #8 * 20]
	stp	x22, x23, [x30, #8 * 22]
	stp	x24, x25, [x30, #8 * 24]
	stp	x26, x27, [x30, #8 * 26]
	str	x28, [x30, #8 * 28]
	mrs	x0, nzcv
	str	x0, [x30, #8 * 31]
	ldp	x0, x1, [sp], #16
	stp	x0, x1, [x30, #8 * 29]

	ldp	x19, x20, [sp, #16]
	ldp	x21, x22, [sp, #32]
	ldp	x23, x24, [sp, #48]
	ldp	x25, x26, [sp, #64]
	ldp	x27, x28, [sp, #80]
	ldp	x29, x30, [sp], #112
	ret
SYM_FUNC_END(regs_brk)

/*
 * enter_vector: void enter_vector(unsigned long offset)
 *
 * Called by the tests: what the CPU does on an exception, by hand. ELR_EL1 and
 * SPSR_EL1 name the caller; goes on at VBAR_EL1 + offset. Does not come back
 * unless the vector does.
 */
SYM_FUNC_START(enter_vector)
	msr	elr_el1, x30
	mrs	x1, daif
	mov	x2, #5				// EL1h
	orr	x1, x1, x2
	msr	spsr_el1, x1
	mrs	x1, vbar_el1
	add	x1, x1, x0
	br	x1
SYM_FUNC_END(enter_vector)
