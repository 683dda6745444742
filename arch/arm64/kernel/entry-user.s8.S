/* SPDX-License-Identifier: MIT */
/*
 * entry-user.S: the ways from a program into the kernel, and back.
 *
 * The vectors of stage 3 know how to save registers, but while a program runs
 * SP_EL0 is its stack pointer, and the kernel keeps `current` there. So from
 * stage 8 on VBAR_EL1 names this table: the kernel's own exceptions go on to the
 * old one, those of a program come here. Linux: arch/arm64/kernel/entry.S.
 */
#include <asm/asm-offsets.h>
#include <asm/assembler.h>
#include <linux/linkage.h>

/* A slot that is the old table's. Entered by the CPU; nothing is touched. */
.macro	kernel_slot, n
	.p2align 7
	b	vectors + 0x80 * \n
.endm

/*
 * A slot for programs. Entered by the CPU: EL1, DAIF masked, SP = the high end of
 * the task's kernel stack, which is empty. Makes room for struct pt_regs there.
 */
.macro	user_slot, label
	.p2align 7
	sub	sp, sp, #PT_REGS_SIZE
	b	\label
.endm

	.text

/* user_vectors: VBAR_EL1 points here (user_vectors_init). Arm ARM D1.3.1.5. */
	.p2align 11
SYM_CODE_START(user_vectors)
	kernel_slot	0
	kernel_slot	1
	kernel_slot	2
	kernel_slot	3
	kernel_slot	4
	kernel_slot	5
	kernel_slot	6
	kernel_slot	7

	user_slot	user_sync
	user_slot	user_irq
	user_slot	user_fiq
	user_slot	user_error

	/* AArch32: no program is ever started in it. */
	kernel_slot	12
	kernel_slot	13
	kernel_slot	14
	kernel_slot	15
SYM_CODE_END(user_vectors)

.macro	user_pair, op, n, m
	\op	x\n, x\m, [sp, #S_X0 + 8 * \n]
.endm

/* @op (stp or ldp) for x0 to x29, in pairs, in the struct pt_regs at SP. */
.macro	user_regs, op
	.altmacro
	.set	.Lx, 0
	.rept	15
	user_pair \op, %.Lx, %(.Lx + 1)
	.set	.Lx, .Lx + 2
	.endr
	.noaltmacro
.endm

/*
 * user_entry: fill in the struct pt_regs at SP, and make the CPU the kernel's again.
 *
 * All registers are the program's. Afterwards SP_EL0 holds `current`, and x29 a
 * frame record that ends every call trace. Clobbers x21 to x23.
 */
.macro	user_entry
	user_regs stp
	mrs	x21, sp_el0
	mrs	x22, elr_el1
	mrs	x23, spsr_el1
	stp	x30, x21, [sp, #S_LR]
	stp	x22, x23, [sp, #S_PC]
	mov	w21, #-1			// no system call (NO_SYSCALL)
	str	w21, [sp, #S_SYSCALLNO]
	stp	xzr, xzr, [sp, #S_STACKFRAME]
	add	x29, sp, #S_STACKFRAME
	adr_this_cpu x21, __entry_task, x22
	ldr	x21, [x21]
	msr	sp_el0, x21
.endm

/* What a slot branches to. C gets the struct pt_regs; the functions are in traps-user.s8.c. */
.macro	user_handler, label, function
SYM_CODE_START_LOCAL(\label)
	user_entry
	mov	x0, sp
	bl	\function
	b	ret_to_user
SYM_CODE_END(\label)
.endm

	user_handler	user_sync, el0t_64_sync_handler
	user_handler	user_irq, el0t_64_irq_handler
	user_handler	user_fiq, el0t_64_fiq_handler
	user_handler	user_error, el0t_64_error_handler

/*
 * ret_to_user: on with the program.
 *
 * From the handlers above and from ret_from_fork: SP = task_pt_regs(current),
 * interrupts as they may be. What is left to do for the task is done with
 * interrupts masked up to the ERET, so that nothing can come in between. Linux: ret_to_user.
 */
SYM_CODE_START(ret_to_user)
	msr	daifset, #0xf
	mrs	x1, sp_el0
	ldr	x1, [x1, #TSK_TI_FLAGS]
	cbnz	x1, 2f
1:	ldp	x22, x23, [sp, #S_PC]
	msr	elr_el1, x22
	msr	spsr_el1, x23
	ldr	x21, [sp, #S_SP]
	msr	sp_el0, x21
	user_regs ldp
	ldr	x30, [sp, #S_LR]
	add	sp, sp, #PT_REGS_SIZE
	eret

2:	mov	x0, sp
	bl	do_notify_resume
	b	1b
SYM_CODE_END(ret_to_user)
