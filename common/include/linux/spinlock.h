/* SPDX-License-Identifier: MIT */
/*
 * Spinlocks: one CPU at a time, in the order in which they came.
 *
 * A ticket lock: who comes takes the next number and waits until it is served,
 * so nobody starves. Linux: include/linux/spinlock.h, asm-generic/spinlock.h.
 */
#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H

#include <asm/barrier.h>
#include <asm/processor.h>
#include <linux/atomic.h>
#include <linux/irqflags.h>

typedef struct spinlock {
	atomic_t next;		/* the number that the next one gets */
	int owner;		/* the number that is served */
} spinlock_t;

#define __SPIN_LOCK_UNLOCKED	{ ATOMIC_INIT(0), 0 }
#define DEFINE_SPINLOCK(name)	spinlock_t name = __SPIN_LOCK_UNLOCKED

static inline void spin_lock_init(spinlock_t *lock)
{
	atomic_set(&lock->next, 0);
	lock->owner = 0;
}

/** spin_lock() - wait for the lock; not where an interrupt handler may want it too */
static inline void spin_lock(spinlock_t *lock)
{
	int ticket = atomic_fetch_add(1, &lock->next);

	while (smp_load_acquire(&lock->owner) != ticket)
		cpu_relax();
}

static inline void spin_unlock(spinlock_t *lock)
{
	smp_store_release(&lock->owner, lock->owner + 1);
}

static inline bool spin_is_locked(spinlock_t *lock)
{
	return atomic_read(&lock->next) != READ_ONCE(lock->owner);
}

/** spin_lock_irqsave() - the same with interrupts masked on this CPU; @flags keeps what they were */
#define spin_lock_irqsave(lock, flags)						\
	do { local_irq_save(flags); spin_lock(lock); } while (0)

#define spin_unlock_irqrestore(lock, flags)					\
	do { spin_unlock(lock); local_irq_restore(flags); } while (0)

#endif /* _LINUX_SPINLOCK_H */
