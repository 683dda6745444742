// SPDX-License-Identifier: MIT
/*
 * wait.c: sleeping until something is true, and waking who waits for it.
 *
 * What can go wrong is always the same: it becomes true between the look and the
 * sleep, and the wake-up is lost. So a sleeper first says that it sleeps (queue and
 * state), and then looks. Linux: kernel/sched/wait.c, completion.c.
 */
#include <linux/completion.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/wait.h>

/* On the queue, unless it is on it already, and in @state. First come, first served, if they compete. */
static void queue_up(wait_queue_head_t *wq, struct wait_queue_entry *wait, unsigned int state,
		     unsigned int flags)
{
	/*
	 * Write this, under the queue's lock: the flags; unless it is on the queue
	 * already, to its end if it is exclusive, and else to its front; and the state
	 * (set_current_state).
	 */
	(void)wq;
	(void)wait;
	(void)state;
	(void)flags;
}

void prepare_to_wait(wait_queue_head_t *wq, struct wait_queue_entry *wait, unsigned int state)
{
	queue_up(wq, wait, state, 0);
}

void prepare_to_wait_exclusive(wait_queue_head_t *wq, struct wait_queue_entry *wait,
			       unsigned int state)
{
	queue_up(wq, wait, state, WQ_FLAG_EXCLUSIVE);
}

void finish_wait(wait_queue_head_t *wq, struct wait_queue_entry *wait)
{
	/* Write this: TASK_RUNNING, and off the queue: the entry is on the caller's stack. */
	(void)wq;
	(void)wait;
}

/* With the queue's lock held. Nothing here takes an entry off: its owner does, when it runs. */
static __maybe_unused void wake_up_locked(wait_queue_head_t *wq, unsigned int states, int nr_exclusive)
{
	/*
	 * Write this: wake those on the queue, in its order, until nr_exclusive exclusive
	 * ones have really been woken (0: all).
	 */
	(void)wq;
	(void)states;
	(void)nr_exclusive;
}

void __wake_up(wait_queue_head_t *wq, unsigned int states, int nr_exclusive)
{
	unsigned long flags;

	spin_lock_irqsave(&wq->lock, flags);
	wake_up_locked(wq, states, nr_exclusive);
	spin_unlock_irqrestore(&wq->lock, flags);
}

/* Sleep until somebody has said complete(), and use that up. Return: the ticks that were left; 0: time is over. */
static __maybe_unused long do_wait_for_common(struct completion *x, long timeout)
{
	/*
	 * Write this, under the queue's lock (spin_lock_irq) but for schedule_timeout(): as
	 * long as done is 0 and there is time, be on the queue, exclusive, and sleep
	 * uninterruptibly. Then off the queue and running; take one off done, unless it is
	 * for all. 1 if it was done at the last moment.
	 */
	(void)x;
	return timeout;
}

void wait_for_completion(struct completion *x)
{
	do_wait_for_common(x, MAX_SCHEDULE_TIMEOUT);
}

unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout)
{
	return do_wait_for_common(x, timeout);
}

void complete(struct completion *x)
{
	/* Write this: under the lock, one more is done, and one is woken. */
	(void)x;
}

void complete_all(struct completion *x)
{
	/* Write this: under the lock, done for all, for ever, and all are woken. */
	(void)x;
}

bool completion_done(struct completion *x)
{
	unsigned long flags;
	bool done;

	/* The lock, too: who sees it done may throw it away, so complete() has to be through. */
	spin_lock_irqsave(&x->wait.lock, flags);
	done = x->done;
	spin_unlock_irqrestore(&x->wait.lock, flags);
	return done;
}
