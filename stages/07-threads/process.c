// SPDX-License-Identifier: MIT
/*
 * process.c: what a thread consists of on this machine.
 *
 * The scheduler knows tasks; here they get registers. A new thread is made to look
 * like one that has stopped in cpu_switch_to(), so that it can be resumed like any
 * other. Linux: arch/arm64/kernel/process.c, fpsimd.c (fpsimd_thread_switch).
 */
#include <asm/ptrace.h>
#include <asm/thread.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>

int copy_thread(struct task_struct *p, const struct kernel_clone_args *args)
{
	/*
	 * Write this: p's cpu_context as cpu_switch_to() will load it: pc = ret_from_fork,
	 * sp = the pt_regs at the high end of its stack (task_pt_regs), all else 0.
	 *  - args->fn: a thread of the kernel. The pt_regs and its FP state are zero, but
	 *    pstate, which is EL1h; x19 = fn, x20 = its argument. An idle thread
	 *    (args->idle) the same, without a function.
	 *  - else a copy of the running user thread: its pt_regs, with x0 = 0, and SP =
	 *    args->stack if that is not 0; and its FP registers as they are now.
	 */
	(void)p;
	(void)args;
	return -ENOSYS;
}

struct task_struct *__switch_to(struct task_struct *prev, struct task_struct *next)
{
	/*
	 * Write this: the FP registers to prev's fpsimd_state, next's into the registers;
	 * dsb(ish), as prev may go on on another CPU; cpu_switch_to().
	 */
	return cpu_switch_to(prev, next);
}
