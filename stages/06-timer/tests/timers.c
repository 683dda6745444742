// SPDX-License-Identifier: MIT
/* Timers on a wheel of the test's own, which turns as far as the test says. */
#include "wheel.h"

CHECK(runs_at_its_jiffy, "a timer runs at its jiffy, not before, and once", .hint = "Timers", .setup = begin_wheel)
{
	EXPECT_TRUE(!timer_pending(&noted[0].timer), "a new timer does not wait");
	EXPECT_EQ(mod_timer(&noted[0].timer, 1010), 0, "mod_timer() of one that did not wait");
	ASSERT_TRUE(timer_pending(&noted[0].timer), "it waits now");
	__run_timers(&wheel, 1009);
	EXPECT_EQ(noted[0].calls, 0, "calls up to jiffy 1009");
	__run_timers(&wheel, 1010);
	EXPECT_EQ(noted[0].calls, 1, "calls up to jiffy 1010");
	EXPECT_TRUE(!timer_pending(&noted[0].timer), "it does not wait any more");
	__run_timers(&wheel, 5000);
	EXPECT_EQ(noted[0].calls, 1, "calls up to jiffy 5000");
}

CHECK(near_and_far, "timers near and far run exactly at their jiffies", .hint = "The wheel", .setup = begin_wheel)
{
	static const unsigned long after[] = { 0, 1, 23, 24, 25, 63, 64, 65, 127, 128, 4095, 4096, 4097, 4160,
					       262143, 262144, 300000, 16777216, 16777300, 1UL << 32, 1UL << 62 };

	for (unsigned int i = 0; i < ARRAY_SIZE(after); i++)
		mod_timer(&noted[i].timer, 1000 + after[i]);
	for (unsigned int i = 0; i < ARRAY_SIZE(after); i++) {
		if (after[i]) {
			__run_timers(&wheel, 1000 + after[i] - 1);
			ASSERT_EQ(noted[i].calls, 0, "calls, one jiffy before");
		}
		__run_timers(&wheel, 1000 + after[i]);
		if (noted[i].calls != 1)
			test_note("the timer that was %lu jiffies away", after[i]);
		ASSERT_EQ(noted[i].calls, 1, "calls at its jiffy");
		ASSERT_EQ(noted[i].ran_at, 1000 + after[i], "the jiffy that it ran at");
	}
}

CHECK(order_of_timers, "earlier timers run first, and those of one jiffy in the order in which they were added",
      .hint = "The wheel", .setup = begin_wheel)
{
	static const unsigned int expires[] = { 5000, 1003, 5000, 1003, 9000, 5000, 1100 };
	static const unsigned int expected[] = { 1, 3, 6, 0, 2, 5, 7, 4 };

	for (unsigned int i = 0; i < ARRAY_SIZE(expires); i++)
		mod_timer(&noted[i].timer, expires[i]);
	__run_timers(&wheel, 4990);
	/* The last of 5000 is added when the others have come near already. */
	mod_timer(&noted[7].timer, 5000);
	/* All the rest in one go: a tick that comes late. */
	__run_timers(&wheel, 10000);
	ASSERT_EQ(order_len, ARRAY_SIZE(expected), "timers that ran");
	for (unsigned int i = 0; i < order_len; i++)
		EXPECT_EQ(order[i], expected[i], "the number of the timer that ran next");
}

CHECK(past_timers, "a timer whose jiffy is past runs with the next tick", .hint = "Timers", .setup = begin_wheel)
{
	mod_timer(&noted[0].timer, 10);
	mod_timer(&noted[1].timer, 999);
	__run_timers(&wheel, 1000);
	EXPECT_EQ(noted[0].calls + noted[1].calls, 2, "calls at jiffy 1000");
}

CHECK(moved_and_deleted, "a timer that waits can be moved, either way, and deleted", .hint = "Timers",
      .setup = begin_wheel)
{
	mod_timer(&noted[0].timer, 2000);
	EXPECT_EQ(mod_timer(&noted[0].timer, 1500), 1, "mod_timer() of one that waits");
	mod_timer(&noted[1].timer, 1500);
	EXPECT_EQ(mod_timer(&noted[1].timer, 2000), 1, "mod_timer(), later");
	mod_timer(&noted[2].timer, 1500);
	EXPECT_EQ(del_timer(&noted[2].timer), 1, "del_timer() of one that waits");
	EXPECT_EQ(del_timer(&noted[2].timer), 0, "del_timer() of one that does not");
	EXPECT_TRUE(!timer_pending(&noted[2].timer), "it does not wait");
	__run_timers(&wheel, 1500);
	EXPECT_EQ(noted[0].calls * 10 + noted[1].calls, 10, "calls at jiffy 1500 of the one moved there");
	__run_timers(&wheel, 2000);
	EXPECT_EQ(noted[0].calls * 10 + noted[1].calls, 11, "calls at jiffy 2000 of the other one");
	EXPECT_EQ(noted[2].calls, 0, "calls of the one that was deleted");
}

static void again(struct timer_list *timer)
{
	note_run(timer);
	mod_timer(timer, wheel.clk - 1 + 10);
}

CHECK(adds_itself_again, "a timer may add itself again in its own function", .hint = "Timers in their own function",
      .setup = begin_wheel)
{
	noted[0].timer.function = again;
	mod_timer(&noted[0].timer, 1010);
	for (unsigned long now = 1001; now <= 1100; now++)
		__run_timers(&wheel, now);
	EXPECT_EQ(noted[0].calls, 10, "calls in a hundred jiffies");
	EXPECT_EQ(noted[0].ran_at, 1100, "the jiffy of the last one");
	EXPECT_TRUE(timer_pending(&noted[0].timer), "it waits again");
}

static int tried;

static void try_itself(struct timer_list *timer)
{
	note_run(timer);
	tried = try_to_del_timer_sync(timer);
}

CHECK(not_while_it_runs, "a timer whose function is being called cannot be deleted synchronously",
      .hint = "Timers in their own function", .setup = begin_wheel)
{
	tried = 7;
	noted[0].timer.function = try_itself;
	mod_timer(&noted[0].timer, 1001);
	mod_timer(&noted[1].timer, 1005);
	EXPECT_EQ(try_to_del_timer_sync(&noted[1].timer), 1, "try_to_del_timer_sync() of one that waits");
	__run_timers(&wheel, 1001);
	EXPECT_EQ((long)tried, -1, "try_to_del_timer_sync() in its function");
	EXPECT_EQ(try_to_del_timer_sync(&noted[0].timer), 0, "and behind it");
	EXPECT_EQ(del_timer_sync(&noted[0].timer), 0, "del_timer_sync() of one that does not wait");
	mod_timer(&noted[1].timer, 1010);
	EXPECT_EQ(del_timer_sync(&noted[1].timer), 1, "del_timer_sync() of one that waits");
	__run_timers(&wheel, 1020);
	EXPECT_EQ(noted[1].calls, 0, "calls of the one that was deleted");
}
