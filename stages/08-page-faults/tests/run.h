/* SPDX-License-Identifier: MIT */
/*
 * Running a program from a test, and looking at it while it stands still: each
 * TRAP_REPORT calls the test's own function in the program's thread.
 */
#ifndef TESTS_RUN_H
#define TESTS_RUN_H

#include <asm/brk-imm.h>
#include <asm/debug-monitors.h>
#include <asm/mmu_context.h>
#include <asm/ptrace.h>
#include <asm/user.h>
#include <linux/binfmts.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/mm_struct.h>
#include <linux/sched.h>
#include <linux/signal_nr.h>
#include <linux/string.h>
#include <test/test.h>

#define PROBE		"/bin/probe"
#define MAX_REPORTS	160

static __maybe_unused const char *const env[] = { "HOME=/", "TERM=linux", NULL };

struct program {
	const char *file;
	const char *const *argv;
	int error;			/* of kernel_execve() */
	int code;			/* it ended with: result << 8, or a signal */
	int signal, why;
	unsigned long address;		/* of its last fault */
};

/* What programs have reported, in order; and who looks at it. The result goes to the program. */
struct report {
	u64 what, value;
};

static __maybe_unused struct report reports[MAX_REPORTS];
static __maybe_unused unsigned int nr_reports;
static __maybe_unused u64 (*watcher)(u64 what, u64 value);

static int report_hook(struct pt_regs *regs, u64 esr)
{
	u64 what = regs->regs[0], value = regs->regs[1];

	(void)esr;
	if (nr_reports < MAX_REPORTS)
		reports[nr_reports++] = (struct report){ what, value };
	regs->pc += 4;
	regs->regs[0] = watcher ? watcher(what, value) : 0;
	return DBG_HOOK_HANDLED;
}

static struct break_hook report_break_hook = { .imm = TEST_BRK_IMM + 4, .fn = report_hook };

static __maybe_unused void watch(void)
{
	nr_reports = 0;
	watcher = NULL;
	register_user_break_hook(&report_break_hook);
}

static __maybe_unused void unwatch(void)
{
	unregister_user_break_hook(&report_break_hook);
}

static int become(void *arg)
{
	struct program *program = arg;

	program->error = kernel_execve(program->file, program->argv, env);
	if (program->error)
		do_exit(0);
	return 0;
}

/* Let @program run on @cpu; NULL if there is no memory for a thread. */
static struct task_struct *spawn_on(struct program *program, unsigned int cpu)
{
	const struct kernel_clone_args args = { .fn = become, .fn_arg = program, .name = "program" };
	struct task_struct *p = copy_process(&args);

	program->error = -EINTR;
	program->code = -1;
	if (IS_ERR(p))
		return NULL;
	get_task_struct(p);
	kthread_bind(p, cpu);
	wake_up_new_task(p);
	return p;
}

/* On CPU 0, beside this thread. */
static __maybe_unused struct task_struct *spawn(struct program *program)
{
	return spawn_on(program, 0);
}

/* Wait until it is gone, with its stack and all. */
static __maybe_unused void reap(struct program *program, struct task_struct *p)
{
	if (!p)
		return;
	wait_for_completion(&p->kthread_exited);
	while (atomic_read(&p->usage) > 1)
		yield();
	program->code = p->exit_code;
	program->signal = p->fault_signal;
	program->why = p->fault_si_code;
	program->address = p->fault_address;
	put_task_struct(p);
}

/* All tasks but @n are gone, and pages with them: those that nobody waits for. */
static __maybe_unused void settle(unsigned int n, unsigned long pages)
{
	for (int i = 0; i < 2000 && (nr_tasks() > n || nr_free_pages() != pages); i++)
		yield();
}

#define run(...)	run_program((const char *const []){ PROBE, __VA_ARGS__, NULL })

static __maybe_unused struct program run_program(const char *const *argv)
{
	struct program program = { .file = argv[0], .argv = argv };

	reap(&program, spawn(&program));
	return program;
}

static __maybe_unused u64 reported(u64 what)
{
	for (unsigned int i = 0; i < nr_reports; i++)
		if (reports[i].what == what)
			return reports[i].value;
	return 0xdeadbeef;
}

/* It could be started at all; else nothing that follows means anything. */
#define ASSERT_STARTED(p)	ASSERT_EQ((p).error, 0, "kernel_execve()")

#define events(which)	(current->mm->events[which])

#endif /* TESTS_RUN_H */
