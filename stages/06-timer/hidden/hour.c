// SPDX-License-Identifier: MIT
/*
 * An hour of the machine's time, of which it is asleep for nearly all: a hundred
 * timers at random places of it, with jiffies going around on the way.
 */
#include <linux/kernel.h>
#include <linux/timer.h>
#include "../tests/live.h"

#define TIMERS	100
#define HOUR	(3600UL * HZ)

static struct {
	struct timer_list timer;
	volatile unsigned long ran_at;
	volatile unsigned int calls;
} timers[TIMERS];

static volatile unsigned int ran;

static void note(struct timer_list *timer)
{
	__typeof__(timers[0]) *t = container_of(timer, __typeof__(timers[0]), timer);

	t->ran_at = jiffies;
	t->calls++;
	ran++;
}

/* The earliest that waits; TIMERS: none. */
static unsigned int next_timer(void)
{
	unsigned int best = TIMERS;

	for (unsigned int i = 0; i < TIMERS; i++)
		if (timer_pending(&timers[i].timer) &&
		    (best == TIMERS || time_before(timers[i].timer.expires, timers[best].timer.expires)))
			best = i;
	return best;
}

CHECK(hour, "in an hour no timer is early, late or lost, and the clock is right at its end",
      .hint = "The tick", .budget = 4000000000UL)
{
	unsigned long start_jiffies;
	u64 start, passed;
	ktime_t begin;

	ASSERT_TRUE(ticking(), "jiffies has moved, two periods later");
	start = wait_ticks(1);
	begin = ktime_get();
	start_jiffies = jiffies;
	ran = 0;
	for (unsigned int i = 0; i < TIMERS; i++) {
		timers[i].calls = 0;
		timer_setup(&timers[i].timer, note);
		mod_timer(&timers[i].timer, start_jiffies + 10 + test_random() % (HOUR - 10));
	}
	for (unsigned int left = TIMERS, i; (i = next_timer()) != TIMERS; left--) {
		unsigned long due = timers[i].timer.expires;

		ASSERT_NE(left, 0, "timers that may still run");
		/* Asleep until shortly before, then tick by tick. */
		if (time_before(jiffies + 2, due))
			test_let_pass((due - jiffies - 2) * TICK_NSEC);
		while (time_before(jiffies, due) && timer_pending(&timers[i].timer))
			wait_ticks(1);
		ASSERT_EQ(timers[i].calls, 1, "calls of a timer whose jiffy has come");
		ASSERT_EQ(timers[i].ran_at, due, "jiffies in its function");
	}
	EXPECT_EQ(ran, TIMERS, "timers that ran");
	if (time_before(jiffies, start_jiffies + HOUR - 2))
		test_let_pass((start_jiffies + HOUR - 2 - jiffies) * TICK_NSEC);
	passed = wait_ticks(2) - start;
	EXPECT_LE(apart(passed, (jiffies - start_jiffies) * TICK_NSEC), SLACK, "nanoseconds between the last tick and its place");
	EXPECT_LE(apart(passed, ktime_get() - begin), SLACK, "nanoseconds between ktime_get() and the counter");
	EXPECT_GE(passed, 3599 * NSEC_PER_SEC, "nanoseconds that have passed");
}
