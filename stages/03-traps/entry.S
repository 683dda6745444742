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
	/*
	 * Write this: store x0 to x30, the interrupted SP, ELR_EL1 and SPSR_EL1
	 * into the struct pt_regs at SP (offsets S_X0 ... S_PC), -1 as syscallno,
	 * and a frame record (x29, ELR_EL1) at S_STACKFRAME that x29 then points at.
	 */
.endm

/*
 * kernel_exit: back to the interrupted code with what struct pt_regs holds now.
 *
 * SP points at the struct. Does not return to the place of use.
 */
.macro	kernel_exit, el
	/*
	 * Write this: ELR_EL1 and SPSR_EL1 from the struct, then every register,
	 * then give the stack back and `eret`.
	 */
	b	.
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
	/*
	 * Write this: make room for struct pt_regs and branch to
	 * el\el\ht\()_\regsize\()_\label. Then add the test for a stack overflow.
	 */
	b	el\el\ht\()_\regsize\()_\label
.endm

	.text

/*
 * vectors: VBAR_EL1 points here (trap_init). Arm ARM D1.3.1.5: four sources by
 * four kinds, 128 bytes each, the table aligned to 2 KiB.
 */
	.p2align 11
SYM_CODE_START(vectors)
	/* Write this: sixteen times kernel_ventry, in the order of the Arm ARM's table. */
	b	.
SYM_CODE_END(vectors)


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
