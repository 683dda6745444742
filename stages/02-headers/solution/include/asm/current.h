/* SPDX-License-Identifier: MIT */
/*
 * current.h: the running task.
 *
 * Its address stands in SP_EL0, which the kernel has no other use for while it
 * runs on SP_EL1. Linux: arch/arm64/include/asm/current.h.
 */
#ifndef _ASM_CURRENT_H
#define _ASM_CURRENT_H

#include <linux/compiler.h>

struct task_struct;

#ifdef SOLUTION
/* Not volatile: for one thread of execution the value never changes. */
static __always_inline struct task_struct *get_current(void)
{
	unsigned long sp_el0;

	asm("mrs %0, sp_el0" : "=r" (sp_el0));
	return (struct task_struct *)sp_el0;
}
#else
extern struct task_struct init_task;

/* Write this: the value of SP_EL0. Until then it is always the first task. */
static __always_inline struct task_struct *get_current(void)
{
	return &init_task;
}
#endif

#define current get_current()

#endif /* _ASM_CURRENT_H */
