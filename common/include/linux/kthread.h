/* SPDX-License-Identifier: MIT */
/* Threads of the kernel. Stage 7, stages/07-threads/kthread.c. Linux: include/linux/kthread.h. */
#ifndef _LINUX_KTHREAD_H
#define _LINUX_KTHREAD_H

#include <linux/err.h>
#include <linux/sched.h>

/**
 * kernel_thread() - a thread that runs @fn(@arg), as a copy of the caller
 *
 * May sleep. Where the thread is not the caller's own business, kthread_run() is
 * better: kthreadd makes it, so it inherits nothing of the caller.
 * Return: its PID, or an error.
 */
int kernel_thread(int (*fn)(void *arg), void *arg, const char *name);

/** kthreadd() - PID 2: makes the threads that others ask for. Does not return. */
int kthreadd(void *unused);
extern struct task_struct *kthreadd_task;

/**
 * kthread_create() - ask kthreadd for a thread; it stands still until wake_up_process()
 * @name: printf's format
 *
 * May sleep. @fn returns what kthread_stop() returns, or calls do_exit(). Return:
 * the task, or an error: IS_ERR().
 */
__printf(3, 4) struct task_struct *kthread_create(int (*fn)(void *data), void *data,
						   const char *name, ...);

#define kthread_run(fn, data, ...)						\
({										\
	struct task_struct *__k = kthread_create(fn, data, __VA_ARGS__);	\
										\
	if (!IS_ERR(__k))							\
		wake_up_process(__k);						\
	__k;									\
})

/** kthread_bind() - let a thread that was not woken yet run on @cpu only */
void kthread_bind(struct task_struct *p, unsigned int cpu);

/**
 * kthread_stop() - tell @p to end, and wait until it has
 *
 * For a thread that ends only when kthread_should_stop() says so, or to which the
 * caller has a reference (get_task_struct). May sleep.
 * Return: what its function returned; -EINTR if it never ran.
 */
int kthread_stop(struct task_struct *p);

/** kthread_should_stop() - whether somebody waits for the running thread to end */
bool kthread_should_stop(void);

#endif /* _LINUX_KTHREAD_H */
