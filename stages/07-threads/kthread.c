// SPDX-License-Identifier: MIT
/*
 * kthread.c: the first threads, and the one that makes all others.
 *
 * PID 1 is kernel_init, which becomes the first program one day; PID 2 is kthreadd.
 * A thread that kthreadd makes inherits nothing of who asked for it. Linux:
 * init/main.c (rest_init, kernel_init), kernel/kthread.c.
 */
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/stdarg.h>

struct task_struct *kthreadd_task;

static __maybe_unused DECLARE_COMPLETION(kthreadd_done);

/* What kthread_create() wants of kthreadd; on its stack, so it waits until it is done. */
struct kthread_create_info {
	int (*fn)(void *data);
	void *data;
	char name[TASK_COMM_LEN];
	struct task_struct *result;
	struct completion done;
	struct list_head list;
};

static DEFINE_SPINLOCK(kthread_create_lock);
static LIST_HEAD(kthread_create_list);

int kernel_thread(int (*fn)(void *arg), void *arg, const char *name)
{
	/* Write this: kernel_clone() of a thread with that function, argument and name. */
	(void)fn;
	(void)arg;
	(void)name;
	return -ENOSYS;
}

bool kthread_should_stop(void)
{
	return READ_ONCE(current->kthread_should_stop);
}

/* What every thread runs that kthreadd makes. */
static __maybe_unused int kthread(void *info)
{
	/*
	 * Write this: keep fn and data (when it is done, the info is gone); the result is
	 * this thread; set the state, then complete(), then schedule() until
	 * somebody wakes it. If it is not to stop already, call fn, whose value is
	 * kthread_result; do_exit().
	 */
	(void)info;
	return 0;
}

int kthreadd(void *unused)
{
	(void)unused;
	/*
	 * Write this, for ever: take what is on kthread_create_list, one after the other,
	 * and make a thread for it that runs kthread(); if that fails, the result is the
	 * error, and it is done. Sleep when the list is empty, and mind a request that
	 * comes right then. The lock is not held while a thread is made: that may sleep.
	 */
	for (;;)
		schedule();
}

struct task_struct *kthread_create(int (*fn)(void *data), void *data, const char *name, ...)
{
	struct kthread_create_info create = { .fn = fn, .data = data, .result = ERR_PTR(-ENOSYS) };
	va_list args;

	va_start(args, name);
	vsnprintf(create.name, sizeof(create.name), name, args);
	va_end(args);
	init_completion(&create.done);
	if (!kthreadd_task)
		return ERR_PTR(-ENOSYS);
	/* Write this: onto the list, under its lock; wake kthreadd, and wait until it is done. */
	(void)kthread_create_lock;
	(void)kthread_create_list;
	return create.result;
}

int kthread_stop(struct task_struct *p)
{
	/*
	 * Write this: with a reference of our own: kthread_should_stop, wake it, wait for
	 * kthread_exited (do_exit() completes it); its result is kthread_result.
	 */
	(void)p;
	return -ENOSYS;
}

/* PID 1, from its first instruction on. */
static __maybe_unused int kernel_init(void *unused)
{
	(void)unused;
	/* Write this: nothing that needs kthreadd before there is one: wait for kthreadd_done. */
	kernel_init_freeable();
	return 0;
}

/*
 * The last thing that start_kernel() calls, on the boot thread with preemption
 * disabled: the threads are made that go on, and this one becomes the idle thread.
 */
void __noreturn rest_init(void)
{
	/*
	 * Write this: kernel_init as the first thread, so that it is PID 1; kthreadd as the
	 * second, which kthreadd_task names; then kernel_init may go on (kthreadd_done);
	 * schedule_preempt_disabled() once, and cpu_startup_entry(). Until then this
	 * thread does all by itself.
	 */
	kernel_init_freeable();
	cpu_startup_entry();
}
