/* SPDX-License-Identifier: MIT */
/*
 * Keeping the CPU: while a thread's preempt_count is not 0, no interrupt takes
 * the CPU away from it, and it may not sleep. Every spinlock that it holds counts
 * one. Before stage 7 there is nobody to take it. Linux: include/linux/preempt.h.
 */
#ifndef _LINUX_PREEMPT_H
#define _LINUX_PREEMPT_H

#include <linux/compiler.h>

#if CONFIG_STAGE >= 7 && !defined(TEST_HOST)
#include <linux/thread_info.h>

/**
 * preempt_schedule() - give way, if that is allowed here
 *
 * Called by preempt_enable() when the count has come to 0 and need_resched() is
 * set. Stage 7, stages/07-threads/sched.c.
 */
void preempt_schedule(void);

static __always_inline int preempt_count(void)
{
	return READ_ONCE(current_thread_info()->preempt_count);
}

static __always_inline void preempt_disable(void)
{
	current_thread_info()->preempt_count++;
	barrier();
}

/* Without a look at need_resched(): for the scheduler, and where schedule() follows. */
static __always_inline void preempt_enable_no_resched(void)
{
	barrier();
	current_thread_info()->preempt_count--;
}

static __always_inline void preempt_enable(void)
{
	barrier();
	if (!--current_thread_info()->preempt_count && unlikely(need_resched()))
		preempt_schedule();
}

#else
static __always_inline int preempt_count(void)
{
	return 0;
}

#define preempt_disable()		barrier()
#define preempt_enable()		barrier()
#define preempt_enable_no_resched()	barrier()
#endif

#endif /* _LINUX_PREEMPT_H */
