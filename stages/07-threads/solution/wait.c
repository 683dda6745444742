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
#ifdef SOLUTION
	unsigned long irq_flags;

	spin_lock_irqsave(&wq->lock, irq_flags);
	wait->flags = flags;
	if (list_empty(&wait->entry) && flags & WQ_FLAG_EXCLUSIVE)
		list_add_tail(&wait->entry, &wq->head);
	else if (list_empty(&wait->entry))
		list_add(&wait->entry, &wq->head);
	set_current_state(state);
	spin_unlock_irqrestore(&wq->lock, irq_flags);
#else
	/*
	 * Write this, under the queue's lock: the flags; unless it is on the queue
	 * already, to its end if it is exclusive, and else to its front; and the state
	 * (set_current_state).
	 */
	(void)wq;
	(void)wait;
	(void)state;
	(void)flags;
#endif
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
#ifdef SOLUTION
	unsigned long flags;

	__set_current_state(TASK_RUNNING);
	spin_lock_irqsave(&wq->lock, flags);
	list_del_init(&wait->entry);
	spin_unlock_irqrestore(&wq->lock, flags);
#else
	/* Write this: TASK_RUNNING, and off the queue: the entry is on the caller's stack. */
	(void)wq;
	(void)wait;
#endif
}

/* With the queue's lock held. Nothing here takes an entry off: its owner does, when it runs. */
static __maybe_unused void wake_up_locked(wait_queue_head_t *wq, unsigned int states, int nr_exclusive)
{
#ifdef SOLUTION
	struct wait_queue_entry *wait;

	list_for_each_entry(wait, &wq->head, entry) {
		/* One that is awake already does not use up the wake-up. */
		if (try_to_wake_up(wait->task, states) && wait->flags & WQ_FLAG_EXCLUSIVE && !--nr_exclusive)
			break;
	}
#else
	/*
	 * Write this: wake those on the queue, in its order, until nr_exclusive exclusive
	 * ones have really been woken (0: all).
	 */
	(void)wq;
	(void)states;
	(void)nr_exclusive;
#endif
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
#ifdef SOLUTION
	DEFINE_WAIT(wait);

	wait.flags = WQ_FLAG_EXCLUSIVE;
	spin_lock_irq(&x->wait.lock);
	while (!x->done && timeout) {
		if (list_empty(&wait.entry))
			list_add_tail(&wait.entry, &x->wait.head);
		set_current_state(TASK_UNINTERRUPTIBLE);
		spin_unlock_irq(&x->wait.lock);
		timeout = schedule_timeout(timeout);
		spin_lock_irq(&x->wait.lock);
	}
	list_del_init(&wait.entry);
	__set_current_state(TASK_RUNNING);
	if (!x->done)
		timeout = 0;
	else if (!timeout)
		timeout = 1;
	if (x->done && x->done != COMPLETION_DONE_FOR_ALL)
		x->done--;
	/* Behind this nobody touches x any more; who waited may throw it away. */
	spin_unlock_irq(&x->wait.lock);
	return timeout;
#else
	/*
	 * Write this, under the queue's lock (spin_lock_irq) but for schedule_timeout(): as
	 * long as done is 0 and there is time, be on the queue, exclusive, and sleep
	 * uninterruptibly. Then off the queue and running; take one off done, unless it is
	 * for all. 1 if it was done at the last moment.
	 */
	(void)x;
	return timeout;
#endif
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
#ifdef SOLUTION
	unsigned long flags;

	spin_lock_irqsave(&x->wait.lock, flags);
	if (x->done != COMPLETION_DONE_FOR_ALL)
		x->done++;
	wake_up_locked(&x->wait, TASK_NORMAL, 1);
	spin_unlock_irqrestore(&x->wait.lock, flags);
#else
	/* Write this: under the lock, one more is done, and one is woken. */
	(void)x;
#endif
}

void complete_all(struct completion *x)
{
#ifdef SOLUTION
	unsigned long flags;

	spin_lock_irqsave(&x->wait.lock, flags);
	x->done = COMPLETION_DONE_FOR_ALL;
	wake_up_locked(&x->wait, TASK_NORMAL, 0);
	spin_unlock_irqrestore(&x->wait.lock, flags);
#else
	/* Write this: under the lock, done for all, for ever, and all are woken. */
	(void)x;
#endif
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
