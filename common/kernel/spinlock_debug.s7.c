// SPDX-License-Identifier: MIT
/* What a misused spinlock has to say. Linux: kernel/locking/spinlock_debug.c. */
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

static void report(const char *what, spinlock_t *lock)
{
	const struct task_struct *holder = READ_ONCE(lock->holder);

	pr_emerg("BUG: spinlock %s on CPU#%d, %s/%d\n", what, raw_smp_processor_id(), current->comm,
		 current->pid);
	pr_emerg(" lock: 0x%lx, holder: %s/%d, next: %d, owner: %d\n", (unsigned long)lock,
		 holder ? holder->comm : "<none>", holder ? holder->pid : -1,
		 atomic_read(&lock->next), READ_ONCE(lock->owner));
}

void spin_recursion(spinlock_t *lock)
{
	report("recursion", lock);
	/* It would wait for itself for ever, with nobody to see it. */
	BUG();
}

void spin_bad_unlock(spinlock_t *lock)
{
	report(spin_is_locked(lock) ? "wrong owner" : "already unlocked", lock);
	WARN_ON(1);
}
