// SPDX-License-Identifier: MIT
/*
 * tick.c: a timer that can interrupt once, made to interrupt HZ times a second.
 *
 * Every tick is asked for at a multiple of the period from the first one, not a
 * period from now: so being late once makes nothing else late. Linux:
 * kernel/time/tick-common.c, tick-sched.c, clockevents.c.
 */
#include <linux/clockchips.h>
#include <linux/clocksource.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/timer.h>

volatile unsigned long jiffies = INITIAL_JIFFIES;
ktime_t tick_period = TICK_NSEC;

/* When jiffies became what it is. Both are changed under the lock, by whichever CPU ticks first. */
static DEFINE_SPINLOCK(jiffies_lock);
static ktime_t last_jiffies_update;

int clockevents_program_event(struct clock_event_device *dev, ktime_t expires)
{
#ifdef SOLUTION
	s64 delta = expires - ktime_get();

	dev->next_event = expires;
	delta = max(delta, (s64)dev->min_delta_ns);
	delta = min(delta, (s64)dev->max_delta_ns);
	/* One cycle more: what is rounded off must not make it early. */
	return dev->set_next_event(mul_u64_u32_shr(delta, dev->mult, dev->shift) + 1, dev);
#else
	/*
	 * Write this: nanoseconds from now to expires, but not less than min_delta_ns and
	 * not more than max_delta_ns; in the device's cycles, rounded up: set_next_event().
	 */
	(void)dev;
	(void)expires;
	return -1;
#endif
}

/* As many jiffies as periods have passed. Return: when the next one is due. */
static ktime_t __maybe_unused tick_do_update_jiffies(ktime_t now)
{
#ifdef SOLUTION
	unsigned long flags, ticks;
	ktime_t next;

	spin_lock_irqsave(&jiffies_lock, flags);
	if (now - last_jiffies_update >= tick_period) {
		ticks = (now - last_jiffies_update) / tick_period;
		last_jiffies_update += ticks * tick_period;
		jiffies += ticks;
		update_wall_time();
	}
	next = last_jiffies_update + tick_period;
	spin_unlock_irqrestore(&jiffies_lock, flags);
	return next;
#else
	/*
	 * Write this, under jiffies_lock: whole periods since last_jiffies_update go to
	 * jiffies and to last_jiffies_update; there may be none, or many, if interrupts
	 * were masked. If there are, update_wall_time().
	 */
	(void)last_jiffies_update;
	(void)jiffies_lock;
	return now;
#endif
}

void tick_handle_periodic(struct clock_event_device *dev)
{
#ifdef SOLUTION
	ktime_t next = tick_do_update_jiffies(ktime_get());

	update_process_times();
	clockevents_program_event(dev, next);
#else
	/* Write this: jiffies; update_process_times(); and ask for the next tick. */
	(void)dev;
#endif
}

void tick_setup_device(struct clock_event_device *dev)
{
	unsigned long flags;

	dev->event_handler = tick_handle_periodic;
	spin_lock_irqsave(&jiffies_lock, flags);
	if (!last_jiffies_update)
		last_jiffies_update = ktime_get();
	spin_unlock_irqrestore(&jiffies_lock, flags);
	clockevents_program_event(dev, last_jiffies_update + tick_period);
}
