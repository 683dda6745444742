// SPDX-License-Identifier: MIT
/* Sleeping for a while. Linux: kernel/time/timer.c (schedule_timeout). */
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/timer.h>

/* A timer and whom it wakes, on the sleeper's stack. */
struct sleep_timer {
	struct timer_list timer;
	struct task_struct *task;
};

static void time_is_over(struct timer_list *timer)
{
	wake_up_process(container_of(timer, struct sleep_timer, timer)->task);
}

long schedule_timeout(long timeout)
{
	struct sleep_timer sleep = { .task = current };
	unsigned long end = jiffies + timeout;

	if (timeout == MAX_SCHEDULE_TIMEOUT) {
		schedule();
		return timeout;
	}
	if (timeout < 0)
		timeout = 0;
	timer_setup(&sleep.timer, time_is_over);
	mod_timer(&sleep.timer, end);
	schedule();
	/* Its function may run right now, on another CPU. */
	del_timer_sync(&sleep.timer);
	return max((long)(end - jiffies), 0L);
}

long schedule_timeout_uninterruptible(long timeout)
{
	__set_current_state(TASK_UNINTERRUPTIBLE);
	return schedule_timeout(timeout);
}

void msleep(unsigned int ms)
{
	/* One more: the running tick has begun already. */
	long left = msecs_to_jiffies(ms) + 1;

	while (left)
		left = schedule_timeout_uninterruptible(left);
}
