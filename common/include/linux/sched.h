/* SPDX-License-Identifier: MIT */
/* Tasks: what the kernel knows of each thread of execution. */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <asm/memory.h>
#include <linux/compiler.h>
#include <linux/types.h>

/* Stands at the low end of every kernel stack; Linux's value. */
#define STACK_END_MAGIC		0x57AC6E9D

#define TASK_COMM_LEN		16

struct task_struct {
	/* First, because -mstack-protector-guard-offset= in the Makefile says where it is. */
	unsigned long stack_canary;
	void *stack;				/* low end, THREAD_SIZE bytes */
	int pid;
	char comm[TASK_COMM_LEN];
};

extern struct task_struct init_task;
extern unsigned long init_stack[THREAD_SIZE / sizeof(unsigned long)];

static inline unsigned long *end_of_stack(const struct task_struct *task)
{
	return task->stack;
}

/** set_task_stack_end_magic() - mark the end of @task's stack, so that an overrun shows */
void set_task_stack_end_magic(struct task_struct *task);

#endif /* _LINUX_SCHED_H */
