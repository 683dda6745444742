// SPDX-License-Identifier: MIT
/* Timers of the machine's own CPU, which its ticks run. */
#include <linux/interrupt.h>
#include <linux/timer.h>
#include "live.h"

static volatile unsigned long ran_at;
static volatile unsigned int calls, in_interrupt, masked;

static void note(struct timer_list *timer)
{
	unsigned long flags;

	(void)timer;
	local_save_flags(flags);
	ran_at = jiffies;
	calls++;
	in_interrupt = in_irq();
	masked = irqs_disabled_flags(flags);
}

static struct timer_list timer;

static void begin(void)
{
	calls = 0;
	timer_setup(&timer, note);
}

CHECK(timer_in_the_tick, "a timer's function is called in the tick of its jiffy", .hint = "The tick",
      .setup = begin, .budget = LIVE_BUDGET)
{
	unsigned long due;

	ASSERT_TRUE(ticking(), "jiffies has moved, two periods later");
	wait_ticks(1);
	due = jiffies + 5;
	mod_timer(&timer, due);
	wait_ticks(4);
	EXPECT_EQ(calls, 0, "calls, a tick before");
	wait_ticks(1);
	EXPECT_EQ(calls, 1, "calls at its tick");
	EXPECT_EQ(ran_at, due, "jiffies in its function");
	EXPECT_TRUE(in_interrupt, "in_irq() in its function");
	EXPECT_TRUE(masked, "interrupts are masked in its function");
}

CHECK(deleted_in_time, "a timer that was deleted does not run, however late the tick", .hint = "Timers",
      .setup = begin, .budget = LIVE_BUDGET)
{
	ASSERT_TRUE(ticking(), "jiffies has moved, two periods later");
	mod_timer(&timer, jiffies + 2);
	ASSERT_TRUE(timer_pending(&timer), "it waits");
	EXPECT_EQ(del_timer_sync(&timer), 1, "del_timer_sync() of one that waits");
	test_let_pass(5 * TICK_NSEC);
	wait_ticks(2);
	EXPECT_EQ(calls, 0, "calls");
}
