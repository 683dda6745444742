/* SPDX-License-Identifier: MIT */
/*
 * The part of a task that the machine's code and the locks need: small, and at
 * a fixed place, so that neither has to know the rest. From stage 7 on. Linux:
 * include/linux/thread_info.h, asm/thread_info.h.
 */
#ifndef _LINUX_THREAD_INFO_H
#define _LINUX_THREAD_INFO_H

#include <asm/current.h>
#include <linux/compiler.h>

/* Bits of `flags`; other CPUs set them too, so with set_bit() and clear_bit(). */
#define TIF_NEED_RESCHED	1	/* somebody else is to run: look at the next chance */

struct thread_info {
	unsigned long flags;
	int preempt_count;		/* 0: it may be taken off the CPU; linux/preempt.h */
	unsigned int cpu;		/* that it runs on, or ran on last */
};

/* Behind the stack canary, which the compiler expects first; linux/sched.h checks it. */
#define THREAD_INFO_OFFSET	8

static __always_inline struct thread_info *current_thread_info(void)
{
	return (struct thread_info *)((char *)current + THREAD_INFO_OFFSET);
}

static __always_inline bool need_resched(void)
{
	return READ_ONCE(current_thread_info()->flags) & (1UL << TIF_NEED_RESCHED);
}

#endif /* _LINUX_THREAD_INFO_H */
