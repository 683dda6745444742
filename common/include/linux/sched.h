/* SPDX-License-Identifier: MIT */
/* Tasks: what the kernel knows of each thread of execution. */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <asm/memory.h>
#include <linux/compiler.h>
#include <linux/types.h>
#if CONFIG_STAGE >= 7
#include <asm/barrier.h>
#include <asm/current.h>
#include <asm/thread.h>
#include <linux/build_bug.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/list.h>
#include <linux/thread_info.h>
#endif

/* Stands at the low end of every kernel stack; Linux's value. */
#define STACK_END_MAGIC		0x57AC6E9D

#define TASK_COMM_LEN		16

struct task_struct {
	/* First, because -mstack-protector-guard-offset= in the Makefile says where it is. */
	unsigned long stack_canary;
#if CONFIG_STAGE >= 7
	struct thread_info thread_info;
#endif
	void *stack;				/* low end, THREAD_SIZE bytes */
	int pid;
	char comm[TASK_COMM_LEN];
#if CONFIG_STAGE >= 7
	atomic_t usage;				/* freed when it comes to 0: put_task_struct() */
	unsigned int __state;			/* TASK_* */
	unsigned int flags;			/* PF_* */
	int exit_code;

	/* The scheduler's, under the lock of the run queue of thread_info.cpu. */
	bool on_rq;				/* on the queue; the running one is, too */
	bool migrating;				/* off the queue, on its way to another CPU's */
	unsigned int time_slice;		/* ticks left */
	unsigned long ticks;			/* it has had the CPU for */
	struct list_head run_list;
	struct cpumask cpus_mask;		/* where it may run */

	struct list_head tasks;			/* of all, in the order in which they came */
	struct task_struct *parent;

	/* Of a thread made by kthread_create(). */
	bool kthread_should_stop;
	int kthread_result;
	struct completion kthread_exited;

#if CONFIG_STAGE >= 8
	struct mm_struct *mm;			/* its address space; NULL: a thread of the kernel */
	unsigned long tp_value;			/* TPIDR_EL0, while it does not run */
	unsigned long fault_address;		/* of the fault that no one could help: */
	u64 fault_code;				/* its syndrome */
	int fault_signal, fault_si_code;	/* and what it would have been told */
#endif
	struct thread_struct thread;		/* the machine's part, asm/thread.h */
#endif
};

extern struct task_struct init_task;
extern unsigned long init_stack[THREAD_SIZE / sizeof(unsigned long)];

static inline unsigned long *end_of_stack(const struct task_struct *task)
{
	return task->stack;
}

/** set_task_stack_end_magic() - mark the end of @task's stack, so that an overrun shows */
void set_task_stack_end_magic(struct task_struct *task);

#if CONFIG_STAGE >= 7
#include <linux/sched/task.h>
#endif

#endif /* _LINUX_SCHED_H */
