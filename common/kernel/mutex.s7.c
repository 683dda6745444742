// SPDX-License-Identifier: MIT
/*
 * Mutexes: who waits sleeps, and is served in turn. At the end the lock is not
 * thrown open, but handed to the first who waits: it cannot be overtaken for ever.
 * Linux: kernel/locking/mutex.c.
 */
#include <linux/bug.h>
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/sched.h>

struct mutex_waiter {
	struct list_head list;
	struct task_struct *task;
};

void mutex_init(struct mutex *lock)
{
	spin_lock_init(&lock->wait_lock);
	lock->owner = NULL;
	INIT_LIST_HEAD(&lock->wait_list);
}

bool mutex_trylock(struct mutex *lock)
{
	bool free;

	spin_lock(&lock->wait_lock);
	free = !lock->owner;
	if (free)
		lock->owner = current;
	spin_unlock(&lock->wait_lock);
	return free;
}

void mutex_lock(struct mutex *lock)
{
	struct mutex_waiter waiter = { .task = current };

	if (in_irq() || preempt_count()) {
		pr_err("BUG: sleeping function called from invalid context: mutex_lock() by %s/%d\n",
		       current->comm, current->pid);
		WARN_ON(1);
	}
	spin_lock(&lock->wait_lock);
	if (!lock->owner) {
		lock->owner = current;
		spin_unlock(&lock->wait_lock);
		return;
	}
	if (lock->owner == current) {
		pr_emerg("BUG: mutex recursion by %s/%d\n", current->comm, current->pid);
		BUG();
	}
	list_add_tail(&waiter.list, &lock->wait_list);
	while (READ_ONCE(lock->owner) != current) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		spin_unlock(&lock->wait_lock);
		schedule();
		spin_lock(&lock->wait_lock);
	}
	__set_current_state(TASK_RUNNING);
	spin_unlock(&lock->wait_lock);
}

void mutex_unlock(struct mutex *lock)
{
	struct task_struct *next = NULL;

	spin_lock(&lock->wait_lock);
	if (WARN_ON(lock->owner != current)) {
		spin_unlock(&lock->wait_lock);
		return;
	}
	if (!list_empty(&lock->wait_list)) {
		struct mutex_waiter *first = list_first_entry(&lock->wait_list, struct mutex_waiter, list);

		next = first->task;
		list_del(&first->list);
	}
	lock->owner = next;
	/* With the lock: as soon as it owns the mutex it may return, and end. */
	if (next)
		wake_up_process(next);
	spin_unlock(&lock->wait_lock);
}
