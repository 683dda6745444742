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
#ifdef SOLUTION
	const struct kernel_clone_args args = { .fn = fn, .fn_arg = arg, .name = name };

	return kernel_clone(&args);
#else
	/* Write this: kernel_clone() of a thread with that function, argument and name. */
	(void)fn;
	(void)arg;
	(void)name;
	return -ENOSYS;
#endif
}

bool kthread_should_stop(void)
{
	return READ_ONCE(current->kthread_should_stop);
}

/* What every thread runs that kthreadd makes. */
static __maybe_unused int kthread(void *info)
{
#ifdef SOLUTION
	struct kthread_create_info *create = info;
	int (*fn)(void *data) = create->fn;
	void *data = create->data;

	create->result = current;
	/* Asleep before anybody knows of it: so wake_up_process() cannot come too early. */
	__set_current_state(TASK_UNINTERRUPTIBLE);
	complete(&create->done);
	/* From here on create is gone. */
	schedule();
	if (!kthread_should_stop())
		current->kthread_result = fn(data);
	do_exit(0);
#else
	/*
	 * Write this: keep fn and data (when it is done, the info is gone); the result is
	 * this thread; set the state, then complete(), then schedule() until
	 * somebody wakes it. If it is not to stop already, call fn, whose value is
	 * kthread_result; do_exit().
	 */
	(void)info;
	return 0;
#endif
}

int kthreadd(void *unused)
{
	(void)unused;
#ifdef SOLUTION
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		spin_lock(&kthread_create_lock);
		while (!list_empty(&kthread_create_list)) {
			struct kthread_create_info *create =
				list_first_entry(&kthread_create_list, struct kthread_create_info, list);
			int pid;

			list_del(&create->list);
			spin_unlock(&kthread_create_lock);
			__set_current_state(TASK_RUNNING);
			pid = kernel_thread(kthread, create, create->name);
			if (pid < 0) {
				create->result = ERR_PTR(pid);
				complete(&create->done);
			}
			set_current_state(TASK_INTERRUPTIBLE);
			spin_lock(&kthread_create_lock);
		}
		spin_unlock(&kthread_create_lock);
		schedule();
	}
#else
	/*
	 * Write this, for ever: take what is on kthread_create_list, one after the other,
	 * and make a thread for it that runs kthread(); if that fails, the result is the
	 * error, and it is done. Sleep when the list is empty, and mind a request that
	 * comes right then. The lock is not held while a thread is made: that may sleep.
	 */
	for (;;)
		schedule();
#endif
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
#ifdef SOLUTION
	spin_lock(&kthread_create_lock);
	list_add_tail(&create.list, &kthread_create_list);
	spin_unlock(&kthread_create_lock);
	wake_up_process(kthreadd_task);
	wait_for_completion(&create.done);
#else
	/* Write this: onto the list, under its lock; wake kthreadd, and wait until it is done. */
	(void)kthread_create_lock;
	(void)kthread_create_list;
#endif
	return create.result;
}

int kthread_stop(struct task_struct *p)
{
#ifdef SOLUTION
	int result;

	/* It ends while we wait. */
	get_task_struct(p);
	WRITE_ONCE(p->kthread_should_stop, true);
	wake_up_process(p);
	wait_for_completion(&p->kthread_exited);
	result = p->kthread_result;
	put_task_struct(p);
	return result;
#else
	/*
	 * Write this: with a reference of our own: kthread_should_stop, wake it, wait for
	 * kthread_exited (do_exit() completes it); its result is kthread_result.
	 */
	(void)p;
	return -ENOSYS;
#endif
}

/* PID 1, from its first instruction on. */
static __maybe_unused int kernel_init(void *unused)
{
	(void)unused;
#ifdef SOLUTION
	wait_for_completion(&kthreadd_done);
#else
	/* Write this: nothing that needs kthreadd before there is one: wait for kthreadd_done. */
#endif
	kernel_init_freeable();
	return 0;
}

/*
 * The last thing that start_kernel() calls, on the boot thread with preemption
 * disabled: the threads are made that go on, and this one becomes the idle thread.
 */
void __noreturn rest_init(void)
{
#ifdef SOLUTION
	int pid;

	/* First, so that it gets PID 1; it does not go far before there is PID 2. */
	kernel_thread(kernel_init, NULL, "kernel_init");
	pid = kernel_thread(kthreadd, NULL, "kthreadd");
	kthreadd_task = find_task_by_pid(pid);
	complete(&kthreadd_done);
	schedule_preempt_disabled();
	cpu_startup_entry();
#else
	/*
	 * Write this: kernel_init as the first thread, so that it is PID 1; kthreadd as the
	 * second, which kthreadd_task names; then kernel_init may go on (kthreadd_done);
	 * schedule_preempt_disabled() once, and cpu_startup_entry(). Until then this
	 * thread does all by itself.
	 */
	kernel_init_freeable();
	cpu_startup_entry();
#endif
}
