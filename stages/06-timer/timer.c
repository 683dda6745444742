// SPDX-License-Identifier: MIT
/*
 * timer.c: functions that are called at a later jiffy.
 *
 * A wheel, since adding, deleting and running a timer then cost the same with
 * ten of them and with ten thousand. Which slot a timer waits in follows from
 * the highest bit in which its jiffy differs from the wheel's: timers of the
 * same jiffy are always in the same slot, in the order in which they were added.
 * Linux: kernel/time/timer.c.
 */
#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/timer.h>

static DEFINE_PER_CPU(struct timer_base, timer_bases);

void timer_base_init(struct timer_base *base, unsigned long clk)
{
	spin_lock_init(&base->lock);
	base->clk = clk;
	base->running = NULL;
	for (int level = 0; level < WHEEL_LEVELS; level++) {
		base->pending[level] = 0;
		for (int i = 0; i < WHEEL_SLOTS; i++)
			INIT_LIST_HEAD(&base->slot[level][i]);
	}
}

void init_timers(void)
{
	timer_base_init(this_cpu_ptr(&timer_bases), jiffies);
}

/* The wheel that @timer belongs to; if it has none yet, this CPU's from now on. */
static __maybe_unused struct timer_base *base_of(struct timer_list *timer)
{
	if (!READ_ONCE(timer->base))
		(void)cmpxchg(&timer->base, NULL, this_cpu_ptr(&timer_bases));
	return timer->base;
}

/* Put @timer where it has to wait. With the lock held. */
static void __maybe_unused enqueue(struct timer_base *base, struct timer_list *timer)
{
	/*
	 * Write this: what is past counts as base->clk. The level is that of the highest
	 * bit in which expires and base->clk differ, WHEEL_BITS bits a level; the slot,
	 * those bits of expires. To the end of its list, and its bit in pending.
	 */
	(void)base;
	(void)timer;
}

/* Empty a slot into @list; timers on it still wait. With the lock held. */
static void __maybe_unused take_slot(struct timer_base *base, int level, int slot, struct list_head *list)
{
	list_splice_tail_init(&base->slot[level][slot], list);
	base->pending[level] &= ~(1ULL << slot);
}

/* The first jiffy from base->clk on at which there is something to do; @end at the latest. */
static unsigned long __maybe_unused next_due(const struct timer_base *base, unsigned long end)
{
	for (int level = 0; level < WHEEL_LEVELS; level++) {
		unsigned long now = base->clk >> level * WHEEL_BITS, next;
		unsigned int here = now % WHEEL_SLOTS;
		u64 bits = base->pending[level];

		if (!bits)
			continue;
		/* A level below begins and ends before the next slot of the one above does. */
		bits = here ? bits >> here | bits << (WHEEL_SLOTS - here) : bits;
		next = (now + __builtin_ctzll(bits)) << level * WHEEL_BITS;
		return time_before(next, end) ? next : end;
	}
	return end;
}

/* base->clk has reached the beginning of slots: what waits there moves down. With the lock held. */
static void __maybe_unused cascade(struct timer_base *base)
{
	/*
	 * Write this: for each level above 0 at whose slot base->clk just begins (all bits
	 * below are 0): take_slot(), and enqueue() again, in order.
	 */
	(void)base;
}

void __run_timers(struct timer_base *base, unsigned long now)
{
	/*
	 * Write this, under the lock: as long as base->clk is not behind now: go on to
	 * next_due(); cascade(); take the slot of level 0; base->clk is one more. Each timer
	 * taken does not wait any more (entry.next = NULL) and is base->running while its
	 * function is called, without the lock: it may add itself again, or be gone.
	 */
	(void)base;
	(void)now;
}

int mod_timer(struct timer_list *timer, unsigned long expires)
{
	/* Write this, under its base's lock: out of its slot, if it waits; expires; enqueue(). 1 if it waited. */
	(void)timer;
	(void)expires;
	return 0;
}

void add_timer(struct timer_list *timer)
{
	BUG_ON(timer_pending(timer));
	mod_timer(timer, timer->expires);
}

/* @sync: not while its function runs. */
static int __del_timer(struct timer_list *timer, bool sync)
{
	struct timer_base *base = READ_ONCE(timer->base);
	unsigned long flags;
	int waited = 0;

	if (!base)
		return 0;
	spin_lock_irqsave(&base->lock, flags);
	/*
	 * Write this: if it waits it is taken out, and does not wait any more: 1. But with
	 * sync, while its function runs (base->running): -1, and nothing is changed.
	 */
	(void)sync;
	spin_unlock_irqrestore(&base->lock, flags);
	return waited;
}

int del_timer(struct timer_list *timer)
{
	return __del_timer(timer, false);
}

int try_to_del_timer_sync(struct timer_list *timer)
{
	return __del_timer(timer, true);
}

int del_timer_sync(struct timer_list *timer)
{
	/* Write this: try, until it does not run; a function that adds itself again is then deleted as well. */
	(void)timer;
	return 0;
}

/* Stage 7 has a scheduler. */
__weak void scheduler_tick(void)
{
}

void update_process_times(void)
{
	__run_timers(this_cpu_ptr(&timer_bases), jiffies);
	scheduler_tick();
}
