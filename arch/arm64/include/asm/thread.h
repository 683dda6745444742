/* SPDX-License-Identifier: MIT */
/*
 * The machine's part of a task: what has to be kept of a thread that does not
 * run. From stage 7 on. Linux: asm/processor.h (struct thread_struct,
 * cpu_context), asm/fpsimd.h.
 */
#ifndef _ASM_THREAD_H
#define _ASM_THREAD_H

#include <linux/types.h>

/*
 * The registers that a function call keeps (AAPCS64 6.1.1): a thread gives up
 * the CPU by calling a function, so its compiler has saved all others already.
 */
struct cpu_context {
	u64 x19, x20, x21, x22, x23, x24, x25, x26, x27, x28;
	u64 fp;			/* x29 */
	u64 sp;
	u64 pc;			/* where it goes on: x30 of the call */
};

/* All of the FP and SIMD registers: those of a program, too, which was interrupted anywhere. */
struct user_fpsimd_state {
	__uint128_t vregs[32];
	u32 fpsr;
	u32 fpcr;
};

struct thread_struct {
	struct cpu_context cpu_context;
	struct user_fpsimd_state fpsimd_state;
};

/* At the high end of every stack but the boot CPUs' own: the registers of user mode. */
#define task_pt_regs(p)	\
	((struct pt_regs *)((unsigned long)(p)->stack + THREAD_SIZE) - 1)
#define current_pt_regs()	task_pt_regs(current)

/* arch_cpu_idle() - wait for an interrupt; they are masked, so it is taken when they are let in. */
static inline void arch_cpu_idle(void)
{
	asm volatile("dsb sy\n\twfi" : : : "memory");
}

/* stages/07-threads/entry-fork.S */

/**
 * cpu_switch_to() - keep the callee-saved registers of @prev, and go on with @next's
 *
 * Called by __switch_to(), with interrupts masked. Return: @prev, in the thread
 * that goes on.
 */
struct task_struct *cpu_switch_to(struct task_struct *prev, struct task_struct *next);

/** ret_from_fork() - where a new thread begins; not to be called from C */
void ret_from_fork(void);

/** fpsimd_save_state(), fpsimd_load_state() - v0 to v31, FPSR and FPCR to memory, and back */
void fpsimd_save_state(struct user_fpsimd_state *state);
void fpsimd_load_state(const struct user_fpsimd_state *state);

#endif /* _ASM_THREAD_H */
