/* SPDX-License-Identifier: MIT */
/*
 * Mutexes: locks whose waiters sleep. Given: common/kernel/mutex.s7.c. Linux:
 * include/linux/mutex.h.
 */
#ifndef _LINUX_MUTEX_H
#define _LINUX_MUTEX_H

#include <linux/wait.h>

struct mutex {
	spinlock_t wait_lock;
	struct task_struct *owner;
	struct list_head wait_list;	/* of struct mutex_waiter: the first is next */
};

#define __MUTEX_INITIALIZER(name)	{ __SPIN_LOCK_UNLOCKED, NULL, LIST_HEAD_INIT((name).wait_list) }
#define DEFINE_MUTEX(name)		struct mutex name = __MUTEX_INITIALIZER(name)

void mutex_init(struct mutex *lock);

/** mutex_lock() - sleep until it is ours; from a context that may sleep, and not twice */
void mutex_lock(struct mutex *lock);

/** mutex_trylock() - take it if it is free; whether it is ours now */
bool mutex_trylock(struct mutex *lock);

/** mutex_unlock() - hand it to who has waited longest; by the owner only */
void mutex_unlock(struct mutex *lock);

static inline bool mutex_is_locked(struct mutex *lock)
{
	return READ_ONCE(lock->owner);
}

#endif /* _LINUX_MUTEX_H */
