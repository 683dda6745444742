// SPDX-License-Identifier: MIT
/* The given backtrace helper. Linux: arch/arm64/kernel/stacktrace.c. */
#include <asm/current.h>
#include <asm/memory.h>
#include <asm/ptrace.h>
#include <asm/stacktrace.h>
#include <asm/traps.h>
#include <linux/kallsyms.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>

#define MAX_DEPTH	32

/* A frame record: the caller's, then where this function returns to. */
struct frame_record {
	unsigned long fp;
	unsigned long lr;
};

DECLARE_PER_CPU(unsigned long [OVERFLOW_STACK_SIZE / sizeof(long)], overflow_stack);

static bool on_stack(unsigned long addr, unsigned long low, unsigned long size)
{
	return addr >= low && addr - low <= size - sizeof(struct frame_record);
}

/* Which of the kernel's stacks @addr lies on: 0 none, 1 overflow stack, 2 the task's. */
static int which_stack(unsigned long addr)
{
	if (on_stack(addr, (unsigned long)this_cpu_ptr(&overflow_stack), OVERFLOW_STACK_SIZE))
		return 1;
	if (on_stack(addr, (unsigned long)current->stack, THREAD_SIZE))
		return 2;
	return 0;
}

static void print_entry(int (*sprint)(char *, unsigned long), unsigned long pc)
{
	char name[KSYM_SYMBOL_LEN];

	sprint(name, pc);
	printk(" %s\n", name);
}

void dump_backtrace(const struct pt_regs *regs)
{
	unsigned long fp = regs->regs[29];
	int stack = which_stack(fp);

	printk("Call trace:\n");
	print_entry(sprint_symbol, regs->pc);
	for (int i = 0; i < MAX_DEPTH && stack && !(fp & 7); i++) {
		const struct frame_record *record = (const struct frame_record *)fp;
		int next = which_stack(record->fp);

		if (record->lr)
			print_entry(sprint_backtrace, record->lr);
		/* Older records lie higher; only the overflow stack may be left, once. */
		if (next < stack || (next == stack && record->fp <= fp))
			return;
		fp = record->fp;
		stack = next;
	}
}
