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
#ifdef SOLUTION
	struct pt_regs *childregs = task_pt_regs(p);

	memset(&p->thread.cpu_context, 0, sizeof(p->thread.cpu_context));
	if (args->fn || args->idle) {
		memset(childregs, 0, sizeof(*childregs));
		childregs->pstate = PSR_MODE_EL1h;
		memset(&p->thread.fpsimd_state, 0, sizeof(p->thread.fpsimd_state));
		p->thread.cpu_context.x19 = (unsigned long)args->fn;
		p->thread.cpu_context.x20 = (unsigned long)args->fn_arg;
	} else {
		*childregs = *current_pt_regs();
		childregs->regs[0] = 0;
		if (args->stack)
			childregs->sp = args->stack;
		/* The registers themselves are newer than what was kept of them. */
		fpsimd_save_state(&p->thread.fpsimd_state);
	}
	p->thread.cpu_context.pc = (unsigned long)ret_from_fork;
	p->thread.cpu_context.sp = (unsigned long)childregs;
	return 0;
#else
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
#endif
}

struct task_struct *__switch_to(struct task_struct *prev, struct task_struct *next)
{
#ifdef SOLUTION
	/* All of them, every time: a thread may go on on another CPU, which has no trace of it. */
	fpsimd_save_state(&prev->thread.fpsimd_state);
	fpsimd_load_state(&next->thread.fpsimd_state);
	/* What it has written is seen by whoever resumes it elsewhere. */
	dsb(ish);
	return cpu_switch_to(prev, next);
#else
	/*
	 * Write this: the FP registers to prev's fpsimd_state, next's into the registers;
	 * dsb(ish), as prev may go on on another CPU; cpu_switch_to().
	 */
	return cpu_switch_to(prev, next);
#endif
}
