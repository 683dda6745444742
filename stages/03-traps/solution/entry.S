/* SPDX-License-Identifier: MIT */
/*
 * entry.S: the ways into the kernel and out of it.
 *
 * An exception saves the PC in ELR_EL1 and PSTATE in SPSR_EL1, masks
 * interrupts and continues at VBAR_EL1 plus an offset; every other register
 * still belongs to the interrupted code. This file keeps them in a struct
 * pt_regs on the stack, calls C, and puts them back. Linux:
 * arch/arm64/kernel/entry.S.
 */
#include <asm/asm-offsets.h>
#include <asm/assembler.h>
#include <asm/memory.h>
#include <asm/traps.h>
#include <linux/linkage.h>

/*
 * kernel_entry: fill in the struct pt_regs at SP.
 *
 * At a vector's label: SP already points at the room for it, x0 to x30 are the
 * interrupted code's. @el is the level that it ran at. Leaves x0 free to be
 * set, x29 pointing at the frame record in pt_regs. Clobbers x21 to x23.
 * kernel_exit is its mirror: change them together.
 */
.macro	kernel_entry, el
#ifdef SOLUTION
	stp	x0, x1, [sp, #S_X0]
	stp	x2, x3, [sp, #S_X2]
	stp	x4, x5, [sp, #S_X4]
	stp	x6, x7, [sp, #S_X6]
	stp	x8, x9, [sp, #S_X8]
	stp	x10, x11, [sp, #S_X10]
	stp	x12, x13, [sp, #S_X12]
	stp	x14, x15, [sp, #S_X14]
	stp	x16, x17, [sp, #S_X16]
	stp	x18, x19, [sp, #S_X18]
	stp	x20, x21, [sp, #S_X20]
	stp	x22, x23, [sp, #S_X22]
	stp	x24, x25, [sp, #S_X24]
	stp	x26, x27, [sp, #S_X26]
	stp	x28, x29, [sp, #S_X28]
	.if	\el == 0
	mrs	x21, sp_el0
	.else
	add	x21, sp, #PT_REGS_SIZE		// SP as it was
	.endif
	mrs	x22, elr_el1
	mrs	x23, spsr_el1
	stp	x30, x21, [sp, #S_LR]
	stp	x22, x23, [sp, #S_PC]
	mov	w21, #-1			// no system call (NO_SYSCALL)
	str	w21, [sp, #S_SYSCALLNO]

	/* A frame record of our own: the call trace goes on behind the exception. */
	.if	\el == 0
	stp	xzr, xzr, [sp, #S_STACKFRAME]
	.else
	stp	x29, x22, [sp, #S_STACKFRAME]
	.endif
	add	x29, sp, #S_STACKFRAME
#else
	/*
	 * Write this: store x0 to x30, the interrupted SP, ELR_EL1 and SPSR_EL1
	 * into the struct pt_regs at SP (offsets S_X0 ... S_PC), -1 as syscallno,
	 * and a frame record (x29, ELR_EL1) at S_STACKFRAME that x29 then points at.
	 */
#endif
.endm

/*
 * kernel_exit: back to the interrupted code with what struct pt_regs holds now.
 *
 * SP points at the struct. Does not return to the place of use.
 */
.macro	kernel_exit, el
#ifdef SOLUTION
	ldp	x22, x23, [sp, #S_PC]
	msr	elr_el1, x22
	msr	spsr_el1, x23
	.if	\el == 0
	ldr	x21, [sp, #S_SP]
	msr	sp_el0, x21
	.endif
	ldp	x0, x1, [sp, #S_X0]
	ldp	x2, x3, [sp, #S_X2]
	ldp	x4, x5, [sp, #S_X4]
	ldp	x6, x7, [sp, #S_X6]
	ldp	x8, x9, [sp, #S_X8]
	ldp	x10, x11, [sp, #S_X10]
	ldp	x12, x13, [sp, #S_X12]
	ldp	x14, x15, [sp, #S_X14]
	ldp	x16, x17, [sp, #S_X16]
	ldp	x18, x19, [sp, #S_X18]
	ldp	x20, x21, [sp, #S_X20]
	ldp	x22, x23, [sp, #S_X22]
	ldp	x24, x25, [sp, #S_X24]
	ldp	x26, x27, [sp, #S_X26]
	ldp	x28, x29, [sp, #S_X28]
	ldr	x30, [sp, #S_LR]
	add	sp, sp, #PT_REGS_SIZE
	eret
#else
	/*
	 * Write this: ELR_EL1 and SPSR_EL1 from the struct, then every register,
	 * then give the stack back and `eret`.
	 */
	b	.
#endif
.endm

/*
 * kernel_ventry: one of the sixteen slots of the vector table, 128 bytes.
 *
 * Entered by the CPU: EL1, DAIF masked, SP_EL1. Makes room for struct pt_regs
 * and goes on at el<el><ht>_64_<label>. For exceptions of the kernel itself it
 * looks first whether that room is still on the stack: all kernel stacks are
 * THREAD_SIZE long and aligned to twice that, so bit THREAD_SHIFT of an address
 * is 0 on the stack and 1 right below it. No register is free to look with, so
 * SP and x0 are added and subtracted until both are back (Linux does the same).
 */
.macro	kernel_ventry, el, ht, regsize, label
	.p2align 7
#ifdef SOLUTION
	sub	sp, sp, #PT_REGS_SIZE
	.if	\el == 1
	add	sp, sp, x0			// sp' = sp + x0
	sub	x0, sp, x0			// x0' = sp
	tbnz	x0, #THREAD_SHIFT, 0f
	sub	x0, sp, x0			// x0  = sp' - sp
	sub	sp, sp, x0			// sp  = sp' - x0
	b	el\el\ht\()_\regsize\()_\label

	/* Below the stack. x0 and SP wait in registers that only EL0 uses. */
0:	msr	tpidr_el0, x0			// SP after making room
	sub	x0, sp, x0
	msr	tpidrro_el0, x0			// the interrupted x0
	adr_this_cpu sp, overflow_stack, x0
	add	sp, sp, #OVERFLOW_STACK_SIZE
	mrs	x0, tpidr_el0
	sub	x0, sp, x0
	tst	x0, #~(OVERFLOW_STACK_SIZE - 1)
	b.ne	overflow_entry
	mrs	x0, tpidr_el0			// it was on the overflow stack already: go on there
	mov	sp, x0
	mrs	x0, tpidrro_el0
	b	el\el\ht\()_\regsize\()_\label
	.else
	b	el\el\ht\()_\regsize\()_\label
	.endif
#else
	/*
	 * Write this: make room for struct pt_regs and branch to
	 * el\el\ht\()_\regsize\()_\label. Then add the test for a stack overflow.
	 */
	b	el\el\ht\()_\regsize\()_\label
#endif
.endm

	.text

/*
 * vectors: VBAR_EL1 points here (trap_init). Arm ARM D1.3.1.5: four sources by
 * four kinds, 128 bytes each, the table aligned to 2 KiB.
 */
	.p2align 11
SYM_CODE_START(vectors)
#ifdef SOLUTION
	kernel_ventry	1, t, 64, sync		// current level on SP_EL0
	kernel_ventry	1, t, 64, irq
	kernel_ventry	1, t, 64, fiq
	kernel_ventry	1, t, 64, error

	kernel_ventry	1, h, 64, sync		// current level on SP_EL1
	kernel_ventry	1, h, 64, irq
	kernel_ventry	1, h, 64, fiq
	kernel_ventry	1, h, 64, error

	kernel_ventry	0, t, 64, sync		// from EL0, 64-bit
	kernel_ventry	0, t, 64, irq
	kernel_ventry	0, t, 64, fiq
	kernel_ventry	0, t, 64, error

	kernel_ventry	0, t, 32, sync		// from EL0, 32-bit
	kernel_ventry	0, t, 32, irq
	kernel_ventry	0, t, 32, fiq
	kernel_ventry	0, t, 32, error
#else
	/* Write this: sixteen times kernel_ventry, in the order of the Arm ARM's table. */
	b	.
#endif
SYM_CODE_END(vectors)

#ifdef SOLUTION
/*
 * overflow_entry: an exception with no room left on the stack.
 *
 * From kernel_ventry: SP = top of this CPU's overflow stack, TPIDR_EL0 = the
 * interrupted SP less the room, TPIDRRO_EL0 = the interrupted x0. Saves the
 * registers there and reports. Does not return.
 */
SYM_CODE_START_LOCAL(overflow_entry)
	sub	sp, sp, #PT_REGS_SIZE
	mrs	x0, tpidrro_el0
	kernel_entry 1
	mrs	x0, tpidr_el0
	add	x0, x0, #PT_REGS_SIZE
	str	x0, [sp, #S_SP]			// the SP that overflowed
	mov	x0, sp
	bl	handle_bad_stack
	b	.
SYM_CODE_END(overflow_entry)
#endif

/*
 * entry_handler: what a vector branches to.
 *
 * In kernel_ventry's state. C gets the struct pt_regs in x0: the functions
 * el<el><ht>_<regsize>_<label>_handler are in traps.c.
 */
.macro	entry_handler, el, ht, regsize, label
SYM_CODE_START_LOCAL(el\el\ht\()_\regsize\()_\label)
	kernel_entry \el
	mov	x0, sp
	bl	el\el\ht\()_\regsize\()_\label\()_handler
	kernel_exit \el
SYM_CODE_END(el\el\ht\()_\regsize\()_\label)
.endm

	entry_handler	1, t, 64, sync
	entry_handler	1, t, 64, irq
	entry_handler	1, t, 64, fiq
	entry_handler	1, t, 64, error

	entry_handler	1, h, 64, sync
	entry_handler	1, h, 64, irq
	entry_handler	1, h, 64, fiq
	entry_handler	1, h, 64, error

	entry_handler	0, t, 64, sync
	entry_handler	0, t, 64, irq
	entry_handler	0, t, 64, fiq
	entry_handler	0, t, 64, error

	entry_handler	0, t, 32, sync
	entry_handler	0, t, 32, irq
	entry_handler	0, t, 32, fiq
	entry_handler	0, t, 32, error
