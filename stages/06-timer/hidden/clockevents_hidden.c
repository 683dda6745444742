// SPDX-License-Identifier: MIT
/* Asking for a tick, another rate, and five minutes later. */
#include <linux/irq.h>
#include <linux/math64.h>
#include <linux/string.h>
#include "other_clock.h"

static unsigned long asked;

static int fake_set_next_event(unsigned long cycles, struct clock_event_device *dev)
{
	(void)dev;
	asked = cycles;
	return 0;
}

static void shutdown(struct clock_event_device *dev)
{
	(void)dev;
}

CHECK(event_is_never_early, "a device is asked for a time that is not before the wanted one",
      .hint = "The tick")
{
	static struct clock_event_device dev;
	const u32 hz = 19200000;
	ktime_t now;

	memset(&dev, 0, sizeof(dev));
	dev.set_next_event = fake_set_next_event;
	dev.shutdown = shutdown;
	dev.min_delta_ns = 1000;
	dev.max_delta_ns = NSEC_PER_SEC;
	clocks_calc_mult_shift(&dev.mult, &dev.shift, NSEC_PER_SEC, hz);
	ASSERT_NE(timekeeper.clock, 0, "a clock source");
	/* So that now is the same for the test and for whoever computes with it. */
	begin_other_clock(standstill);
	now = ktime_get();
	for (int i = 0; i < 50; i++) {
		s64 delta = 20000 + test_random() % 1000000;
		u64 wait;

		asked = 0;
		clockevents_program_event(&dev, now + delta);
		wait = asked * NSEC_PER_SEC / hz;
		EXPECT_GE(wait, delta, "nanoseconds until the device interrupts");
		if (!EXPECT_LE(wait, delta + 200, "nanoseconds until then, at most"))
			break;
	}
	clockevents_program_event(&dev, now - 5 * NSEC_PER_SEC);
	EXPECT_LE(apart(asked, 20), 2, "cycles for a time that is past: min_delta_ns");
	clockevents_program_event(&dev, now + 100 * NSEC_PER_SEC);
	EXPECT_LE(apart(asked, hz), 2, "cycles for a time too far away: max_delta_ns");
	end_other_clock();
}

CHECK(time_is_brought_up, "each tick brings the kernel's time up to date", .hint = "The tick", .budget = LIVE_BUDGET)
{
	u64 before = timekeeper.cycle_last;

	ASSERT_TRUE(ticking(), "jiffies has moved, two periods later");
	wait_ticks(2);
	EXPECT_LE((counter_ns() / COUNTER_NS - timekeeper.cycle_last) * COUNTER_NS, TICK_NSEC, "nanoseconds since it was");
	EXPECT_NE(timekeeper.cycle_last, before, "the counter then");
}

CHECK(other_period, "with another tick_period, ticks come at that one", .hint = "The tick", .budget = LIVE_BUDGET)
{
	ktime_t period = tick_period;
	u64 start;

	ASSERT_TRUE(ticking(), "jiffies has moved, two periods later");
	tick_period = period / 5;
	wait_ticks(2);
	start = wait_ticks(1);
	EXPECT_LE(apart(wait_ticks(10) - start, 2 * period), SLACK, "nanoseconds that ten ticks are too long or too short");
	tick_period = period;
	wait_ticks(2);
}

CHECK(jiffies_wraps, "five minutes behind the start jiffies goes from the largest number to 0, and on",
      .hint = "Numbers that wrap", .budget = LIVE_BUDGET)
{
	unsigned long start = jiffies, wrap;

	ASSERT_TRUE(ticking(), "jiffies has moved, two periods later");
	EXPECT_TRUE(time_before(start, jiffies), "jiffies goes forwards");
	/* Unless an earlier test has let them pass. */
	for (wrap = 0; jiffies > INITIAL_JIFFIES && wrap < 400; wrap++)
		test_let_pass(NSEC_PER_SEC);
	asm volatile("isb");
	EXPECT_LT(jiffies, 401 * HZ, "jiffies when the five minutes are over");
	EXPECT_TRUE(time_before(start, jiffies), "time_before(start, jiffies)");
	wait_ticks(3);
}
