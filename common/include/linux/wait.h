/* SPDX-License-Identifier: MIT */
/*
 * Wait queues: threads that sleep until a condition is true. Stage 7,
 * stages/07-threads/wait.c. Linux: include/linux/wait.h.
 */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H

#include <linux/list.h>
#include <linux/spinlock.h>

struct task_struct;

typedef struct wait_queue_head {
	spinlock_t lock;
	struct list_head head;		/* of wait_queue_entry, in the order in which they came */
} wait_queue_head_t;

#define WQ_FLAG_EXCLUSIVE	1	/* a wake-up is for one of these */

struct wait_queue_entry {
	unsigned int flags;
	struct task_struct *task;
	struct list_head entry;
};

#define __WAIT_QUEUE_HEAD_INITIALIZER(name)	{ __SPIN_LOCK_UNLOCKED, LIST_HEAD_INIT((name).head) }
#define DECLARE_WAIT_QUEUE_HEAD(name)		wait_queue_head_t name = __WAIT_QUEUE_HEAD_INITIALIZER(name)

static inline void init_waitqueue_head(wait_queue_head_t *wq)
{
	spin_lock_init(&wq->lock);
	INIT_LIST_HEAD(&wq->head);
}

#define DEFINE_WAIT(name)							\
	struct wait_queue_entry name = {					\
		.task = current, .entry = LIST_HEAD_INIT((name).entry),		\
	}

/**
 * prepare_to_wait() - be on the queue, and in @state
 *
 * Called by the sleeper before it looks at its condition, and again each time
 * round. Then schedule() sleeps only if nobody has woken it since.
 */
void prepare_to_wait(wait_queue_head_t *wq, struct wait_queue_entry *wait, unsigned int state);

/** prepare_to_wait_exclusive() - the same for one of many that compete: wake_up() wakes the first such only */
void prepare_to_wait_exclusive(wait_queue_head_t *wq, struct wait_queue_entry *wait,
			       unsigned int state);

/** finish_wait() - running again, and off the queue */
void finish_wait(wait_queue_head_t *wq, struct wait_queue_entry *wait);

/**
 * __wake_up() - wake those on the queue whose state is one of @states
 * @nr_exclusive: how many exclusive ones; 0: all
 *
 * From any context. The condition has to be true before.
 */
void __wake_up(wait_queue_head_t *wq, unsigned int states, int nr_exclusive);

#define wake_up(wq)			__wake_up(wq, TASK_NORMAL, 1)
#define wake_up_nr(wq, nr)		__wake_up(wq, TASK_NORMAL, nr)
#define wake_up_all(wq)			__wake_up(wq, TASK_NORMAL, 0)
#define wake_up_interruptible(wq)	__wake_up(wq, TASK_INTERRUPTIBLE, 1)

#define __wait_event(wq, condition, state, prepare, sleep)			\
do {										\
	DEFINE_WAIT(__wait);							\
										\
	for (;;) {								\
		prepare(wq, &__wait, state);					\
		if (condition)							\
			break;							\
		sleep;								\
	}									\
	finish_wait(wq, &__wait);						\
} while (0)

/** wait_event() - sleep until @condition is true; it is evaluated again behind each wake-up */
#define wait_event(wq, condition)						\
do {										\
	if (!(condition))							\
		__wait_event(&(wq), condition, TASK_UNINTERRUPTIBLE, prepare_to_wait, schedule()); \
} while (0)

/** wait_event_exclusive() - the same where one wake-up is for one thread */
#define wait_event_exclusive(wq, condition)					\
do {										\
	if (!(condition))							\
		__wait_event(&(wq), condition, TASK_UNINTERRUPTIBLE,		\
			     prepare_to_wait_exclusive, schedule());		\
} while (0)

/** wait_event_timeout() - the same for @timeout ticks at most; 0 if it is still false then, else what was left, at least 1 */
#define wait_event_timeout(wq, condition, timeout)				\
({										\
	long __left = (timeout);						\
	bool __true = (condition);						\
										\
	if (!__true)								\
		__wait_event(&(wq), (__true = (condition)) || !__left, TASK_UNINTERRUPTIBLE, \
			     prepare_to_wait, __left = schedule_timeout(__left)); \
	__true && !__left ? 1 : __true ? __left : 0;				\
})

#endif /* _LINUX_WAIT_H */
