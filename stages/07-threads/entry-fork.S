/* SPDX-License-Identifier: MIT */
/*
 * entry-fork.S: from one thread to another, and where a new one begins.
 *
 * A thread that does not run stands still in the middle of cpu_switch_to(), which
 * it has called: what a function may change it has saved itself, what a function
 * has to keep is in its struct cpu_context. Linux: arch/arm64/kernel/entry.S
 * (cpu_switch_to, ret_from_fork), asm/fpsimdmacros.h.
 */
#include <asm/asm-offsets.h>
#include <asm/assembler.h>
#include <linux/linkage.h>

	.text

/*
 * cpu_switch_to: struct task_struct *cpu_switch_to(prev, next)
 *
 * Called by __switch_to() at EL1 with interrupts masked, on prev's stack. x0 =
 * prev, x1 = next. Stores x19 to x28, x29, SP and x30 in prev's cpu_context,
 * loads them from next's, and next is `current` (SP_EL0). Returns prev in x0, to
 * where next called it, on next's stack. Clobbers x8 to x10 and x19 to x30, as
 * prev sees it none of the latter.
 */
SYM_FUNC_START(cpu_switch_to)
	/*
	 * Write this: x19 to x29, SP and x30 into the struct cpu_context at
	 * THREAD_CPU_CONTEXT in prev, in the order in which it has them; the same from
	 * next; next to SP_EL0; return with x0 as it was.
	 */
	adr_l	x0, switch_not_written
	b	panic
SYM_FUNC_END(cpu_switch_to)

/*
 * ret_from_fork: the first instructions of a new thread.
 *
 * Reached by the `ret` of cpu_switch_to(): copy_thread() has put its address where
 * x30 comes from. Interrupts masked, the run queue locked; x0 = the thread that
 * the CPU has left, x19 = the function of a thread of the kernel, x20 = its
 * argument; x19 = 0: a copy of a user thread, whose registers stand in the pt_regs
 * at SP. A function that returns has become a user thread meanwhile.
 */
SYM_CODE_START(ret_from_fork)
	/*
	 * Write this: schedule_tail(x0); if x19 is not 0, call it with x20 as its
	 * argument; then ret_to_user.
	 */
	adr_l	x0, fork_not_written
	b	panic
SYM_CODE_END(ret_from_fork)

/*
 * fpsimd_save_state: void fpsimd_save_state(struct user_fpsimd_state *state)
 *
 * Called by C at EL1. x0 = state, aligned to 16. Stores q0 to q31, FPSR and FPCR.
 * Clobbers x8.
 */
SYM_FUNC_START(fpsimd_save_state)
	/* Write this: q0 to q31, in pairs (fpsimd_regs stp), then FPSR and FPCR, 32 bits each. */
	ret
SYM_FUNC_END(fpsimd_save_state)

/* fpsimd_load_state: void fpsimd_load_state(const struct user_fpsimd_state *state); the mirror */
SYM_FUNC_START(fpsimd_load_state)
	/* Write this: the same backwards. */
	ret
SYM_FUNC_END(fpsimd_load_state)

	.section ".rodata.str", "aMS", %progbits, 1
switch_not_written:
	.asciz	"cpu_switch_to() is not written yet (stages/07-threads/entry-fork.S)"
fork_not_written:
	.asciz	"ret_from_fork is not written yet (stages/07-threads/entry-fork.S)"
