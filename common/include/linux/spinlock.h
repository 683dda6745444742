/* SPDX-License-Identifier: MIT */
/*
 * Spinlocks: one CPU at a time, in the order in which they came.
 *
 * A ticket lock: who comes takes the next number and waits until it is served,
 * so nobody starves. From stage 7 on a lock knows who holds it, and says so when
 * it is misused (common/kernel/spinlock_debug.s7.c). Linux:
 * include/linux/spinlock.h, asm-generic/spinlock.h, kernel/locking/spinlock_debug.c.
 */
#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H

#include <asm/barrier.h>
#include <asm/processor.h>
#include <linux/atomic.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>

#if CONFIG_STAGE >= 7 && !defined(TEST_HOST)
#include <asm/current.h>
#define SPINLOCK_DEBUG	1
#endif

struct task_struct;

typedef struct spinlock {
	atomic_t next;		/* the number that the next one gets */
	int owner;		/* the number that is served */
#ifdef SPINLOCK_DEBUG
	struct task_struct *holder;
#endif
} spinlock_t;

#ifdef SPINLOCK_DEBUG
#define __SPIN_LOCK_UNLOCKED	{ ATOMIC_INIT(0), 0, (void *)0 }
#else
#define __SPIN_LOCK_UNLOCKED	{ ATOMIC_INIT(0), 0 }
#endif
#define DEFINE_SPINLOCK(name)	spinlock_t name = __SPIN_LOCK_UNLOCKED

#ifdef SPINLOCK_DEBUG
/** spin_recursion() - the holder waits for its own lock: reported, and the end */
void spin_recursion(spinlock_t *lock);

/** spin_bad_unlock() - a lock is given back by somebody who does not hold it: reported */
void spin_bad_unlock(spinlock_t *lock);

/** spin_handover() - @to goes on with the lock held: by the scheduler, whose lock outlives the switch */
static inline void spin_handover(spinlock_t *lock, struct task_struct *to)
{
	lock->holder = to;
}
#endif

static inline void spin_lock_init(spinlock_t *lock)
{
	atomic_set(&lock->next, 0);
	lock->owner = 0;
#ifdef SPINLOCK_DEBUG
	lock->holder = (void *)0;
#endif
}

/** spin_lock() - wait for the lock; not where an interrupt handler may want it too */
static inline void spin_lock(spinlock_t *lock)
{
	int ticket;

	preempt_disable();
	ticket = atomic_fetch_add(1, &lock->next);
	while (smp_load_acquire(&lock->owner) != ticket) {
#ifdef SPINLOCK_DEBUG
		if (unlikely(READ_ONCE(lock->holder) == current))
			spin_recursion(lock);
#endif
		cpu_relax();
	}
#ifdef SPINLOCK_DEBUG
	WRITE_ONCE(lock->holder, current);
#endif
}

/** spin_trylock() - take the lock if nobody has it; whether it is ours now */
static inline bool spin_trylock(spinlock_t *lock)
{
	int ticket = READ_ONCE(lock->owner);

	preempt_disable();
	if (atomic_cmpxchg(&lock->next, ticket, ticket + 1) != ticket) {
		preempt_enable();
		return false;
	}
#ifdef SPINLOCK_DEBUG
	WRITE_ONCE(lock->holder, current);
#endif
	return true;
}

/* Without a look whether somebody else is to run: that comes later, or not at all. */
static inline void __spin_unlock(spinlock_t *lock)
{
#ifdef SPINLOCK_DEBUG
	if (unlikely(READ_ONCE(lock->holder) != current))
		spin_bad_unlock(lock);
	WRITE_ONCE(lock->holder, (void *)0);
#endif
	smp_store_release(&lock->owner, lock->owner + 1);
}

static inline void spin_unlock(spinlock_t *lock)
{
	__spin_unlock(lock);
	preempt_enable();
}

static inline bool spin_is_locked(spinlock_t *lock)
{
	return atomic_read(&lock->next) != READ_ONCE(lock->owner);
}

/** spin_lock_irqsave() - the same with interrupts masked on this CPU; @flags keeps what they were */
#define spin_lock_irqsave(lock, flags)						\
	do { local_irq_save(flags); spin_lock(lock); } while (0)

/* Preemption last: with interrupts still masked nobody could give way. */
#define spin_unlock_irqrestore(lock, flags)					\
	do { __spin_unlock(lock); local_irq_restore(flags); preempt_enable(); } while (0)

#define spin_lock_irq(lock)							\
	do { local_irq_disable(); spin_lock(lock); } while (0)
#define spin_unlock_irq(lock)							\
	do { __spin_unlock(lock); local_irq_enable(); preempt_enable(); } while (0)

#endif /* _LINUX_SPINLOCK_H */
