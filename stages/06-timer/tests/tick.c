// SPDX-License-Identifier: MIT
/* The machine's timer, and the ticks that are made of it. */
#include <linux/irq.h>
#include <linux/of.h>
#include "live.h"

#define VIRTUAL_TIMER	27	/* its interrupt at the GIC */

CHECK(time_of_the_machine, "ktime_get() runs as the machine's counter does", .hint = "The machine's timer")
{
	u64 start = counter_ns();
	ktime_t before = ktime_get(), after;

	test_let_pass(NSEC_PER_SEC);
	after = ktime_get();
	EXPECT_GE(after - before, NSEC_PER_SEC, "nanoseconds by ktime_get() in a second");
	EXPECT_LE(apart(counter_ns() - start, after - before), 10000, "nanoseconds between ktime_get() and the counter");
}

CHECK(ticks_arrive, "HZ ticks a second, each by one interrupt of the virtual timer", .hint = "The machine's timer", .budget = LIVE_BUDGET)
{
	unsigned int irq = irq_of_parse_and_map(of_find_compatible_node(NULL, "arm,armv8-timer"), 2);
	unsigned long count;
	u64 start;

	ASSERT_NE(irq, 0, "a number for the virtual timer's interrupt");
	EXPECT_EQ(irq_desc[irq].irq_data.hwirq, VIRTUAL_TIMER, "the GIC's number of it");
	ASSERT_TRUE(ticking(), "jiffies has moved, two periods later");
	start = wait_ticks(1);
	count = kstat_irqs(irq);
	EXPECT_LE(apart(wait_ticks(10) - start, 10 * TICK_NSEC), SLACK, "nanoseconds that ten ticks are too long or too short");
	EXPECT_EQ(kstat_irqs(irq) - count, 10, "interrupts for ten ticks");
}

CHECK(late_ticks_are_counted, "ticks that could not arrive are made up for, all at once", .hint = "The tick", .budget = LIVE_BUDGET)
{
	unsigned long before;
	u64 start;

	ASSERT_TRUE(ticking(), "jiffies has moved, two periods later");
	start = wait_ticks(1);
	before = jiffies;
	/* Seven and a half periods with interrupts masked. */
	test_let_pass(7 * TICK_NSEC + TICK_NSEC / 2);
	asm volatile("isb");
	EXPECT_EQ(jiffies - before, 7, "jiffies behind seven and a half periods");
	/* The next one comes where it would have come anyway. */
	EXPECT_LE(apart(wait_ticks(1) - start, 8 * TICK_NSEC), SLACK, "nanoseconds that the eighth is off");
}

CHECK(ticks_do_not_drift, "ticks that were late each by a little do not add up", .hint = "The tick", .budget = LIVE_BUDGET)
{
	unsigned long before;
	u64 start, end;

	ASSERT_TRUE(ticking(), "jiffies has moved, two periods later");
	start = wait_ticks(1);
	before = jiffies;
	for (int i = 0; i < 40; i++) {
		/* Up to the next tick, and as much as half a period beyond it. */
		test_let_pass(TICK_NSEC - SLACK + test_random() % (TICK_NSEC / 2));
		asm volatile("isb");
	}
	end = wait_ticks(1);
	EXPECT_LE(apart(end - start, (jiffies - before) * TICK_NSEC), SLACK, "nanoseconds between the last tick and its place");
	EXPECT_GE(jiffies - before, 40, "ticks meanwhile");
}
