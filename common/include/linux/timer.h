/* SPDX-License-Identifier: MIT */
/*
 * Timers: have a function called at a later jiffy. Linux: include/linux/timer.h.
 *
 * Each CPU has a wheel of its own (struct timer_base). A timer belongs to the
 * CPU that first adds it, and stays there. Its function runs in that CPU's
 * tick, with interrupts masked and no lock held; it may add, change and delete
 * any timer, itself included.
 */
#ifndef _LINUX_TIMER_H
#define _LINUX_TIMER_H

#include <linux/list.h>
#include <linux/spinlock.h>

struct timer_base;

struct timer_list {
	struct list_head entry;		/* next is NULL while it does not wait */
	unsigned long expires;		/* in jiffies */
	void (*function)(struct timer_list *timer);
	struct timer_base *base;	/* NULL until it is first added */
};

#define __TIMER_INITIALIZER(fn)	{ { NULL, NULL }, 0, fn, NULL }
#define DEFINE_TIMER(name, fn)	struct timer_list name = __TIMER_INITIALIZER(fn)

/* The structure that has the timer, in its function. */
#define from_timer(var, timer, member)	container_of(timer, __typeof__(*var), member)

/** timer_setup() - a timer that does not wait yet; not for one that does */
static inline void timer_setup(struct timer_list *timer, void (*function)(struct timer_list *))
{
	timer->entry.next = NULL;
	timer->function = function;
	timer->base = NULL;
}

/** timer_pending() - whether it waits; false already while its function runs */
static inline bool timer_pending(const struct timer_list *timer)
{
	return timer->entry.next;
}

/*
 * A wheel of wheels. Level 0 has a slot for each of the next jiffies, a slot of
 * each level above stands for as many jiffies as the whole level below it.
 */
#define WHEEL_BITS	6
#define WHEEL_SLOTS	(1 << WHEEL_BITS)
#define WHEEL_LEVELS	11		/* 66 bits: any jiffy there is */

struct timer_base {
	spinlock_t lock;
	unsigned long clk;		/* the first jiffy whose timers have not been run */
	struct timer_list *running;	/* its function is being called */
	u64 pending[WHEEL_LEVELS];	/* a bit for each slot: something waits there */
	struct list_head slot[WHEEL_LEVELS][WHEEL_SLOTS];
};

/** timer_base_init() - an empty wheel that begins at jiffy @clk */
void timer_base_init(struct timer_base *base, unsigned long clk);

/** __run_timers() - call, in their order, what is due on @base up to and including jiffy @now */
void __run_timers(struct timer_base *base, unsigned long now);

/** init_timers() - every CPU's wheel; by start_kernel() */
void init_timers(void);

/** add_timer() - let @timer wait until jiffy timer->expires; a past one comes with the next tick */
void add_timer(struct timer_list *timer);

/**
 * mod_timer() - let @timer wait until jiffy @expires, whether it waits already or not
 *
 * Also in its own function. Return: 1 if it waited, else 0.
 */
int mod_timer(struct timer_list *timer, unsigned long expires);

/** del_timer() - let it not wait any more; its function may still be running. 1 if it waited, else 0 */
int del_timer(struct timer_list *timer);

/** try_to_del_timer_sync() - the same; -1, and nothing done, while its function runs */
int try_to_del_timer_sync(struct timer_list *timer);

/**
 * del_timer_sync() - when it returns, the function is not running on any CPU
 *
 * Not in the timer's own function, and not with a lock held that it takes.
 * Return: 1 if it waited, else 0.
 */
int del_timer_sync(struct timer_list *timer);

/** update_process_times() - this CPU's tick: its timers, and from stage 7 on its scheduler */
void update_process_times(void);

#endif /* _LINUX_TIMER_H */
