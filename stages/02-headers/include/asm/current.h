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

extern struct task_struct init_task;

/* Write this: the value of SP_EL0. Until then it is always the first task. */
static __always_inline struct task_struct *get_current(void)
{
	return &init_task;
}

#define current get_current()

#endif /* _ASM_CURRENT_H */
