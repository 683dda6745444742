// SPDX-License-Identifier: MIT
/* What functions of timers do to each other, numbers that wrap, and what it all costs. */
#include <asm/sysreg.h>
#include "../tests/wheel.h"

static void deletes_next(struct timer_list *timer)
{
	struct noted *n = from_timer(n, timer, timer);

	note_run(timer);
	del_timer(&n[1].timer);
}

static void frees_itself(struct timer_list *timer)
{
	note_run(timer);
	memset(timer, 0x6b, sizeof(*timer));
}

static void adds_for_now(struct timer_list *timer)
{
	struct noted *n = from_timer(n, timer, timer);

	note_run(timer);
	if (n->calls < 3)
		mod_timer(timer, wheel.clk - 1);
	/* One slot, one turn of the wheel later. */
	mod_timer(&n[1].timer, wheel.clk - 1 + WHEEL_SLOTS);
}

CHECK(deleted_at_the_last_moment, "a timer that another one of the same jiffy deletes does not run",
      .hint = "Timers in their own function", .setup = begin_wheel)
{
	for (int i = 0; i < 4; i++)
		mod_timer(&noted[i].timer, 1020);
	noted[0].timer.function = deletes_next;
	noted[2].timer.function = deletes_next;
	__run_timers(&wheel, 1020);
	EXPECT_EQ(order_len, 2, "timers that ran");
	EXPECT_EQ(noted[0].calls + noted[2].calls, 2, "calls of the two that delete");
	EXPECT_EQ(noted[1].calls + noted[3].calls, 0, "calls of the two that were deleted");
}

CHECK(memory_is_gone, "a function may free its timer: nobody touches it behind that",
      .hint = "Timers in their own function", .setup = begin_wheel)
{
	static struct timer_list gone;

	memset(&gone, 0x6b, sizeof(gone));
	noted[0].timer.function = frees_itself;
	mod_timer(&noted[0].timer, 1001);
	mod_timer(&noted[1].timer, 1001);
	__run_timers(&wheel, 1002);
	EXPECT_EQ(noted[0].calls * 10 + noted[1].calls, 11, "calls of it and of the one behind it");
	EXPECT_TRUE(!memcmp(&noted[0].timer, &gone, sizeof(gone)), "its memory is as the function has left it");
}

CHECK(added_for_now, "a function that adds timers for this jiffy does not hold up the tick",
      .hint = "Timers in their own function", .setup = begin_wheel)
{
	noted[0].timer.function = adds_for_now;
	mod_timer(&noted[0].timer, 1023);
	__run_timers(&wheel, 1023);
	EXPECT_EQ(noted[0].calls, 1, "calls in the first tick");
	__run_timers(&wheel, 1024);
	__run_timers(&wheel, 1025);
	EXPECT_EQ(noted[0].calls, 3, "calls behind the third");
	__run_timers(&wheel, 1025 + WHEEL_SLOTS - 1);
	EXPECT_EQ(noted[1].calls, 0, "calls of the other one, a jiffy early");
	__run_timers(&wheel, 1025 + WHEEL_SLOTS);
	EXPECT_EQ(noted[1].calls, 1, "calls of the other one");
}

CHECK(across_the_end, "timers on both sides of the largest jiffy run in their order", .hint = "Numbers that wrap")
{
	static const long after[] = { 90, 10, 99, 100, 101, 163, 5000 };
	static const unsigned int expected[] = { 1, 0, 2, 3, 4, 5, 6 };

	begin_at(-100UL);
	for (unsigned int i = 0; i < ARRAY_SIZE(after); i++)
		mod_timer(&noted[i].timer, -100UL + after[i]);
	__run_timers(&wheel, -1UL);
	EXPECT_EQ(order_len, 3, "timers that ran up to the largest number");
	__run_timers(&wheel, 63);
	EXPECT_EQ(order_len, 6, "timers that ran up to jiffy 63");
	__run_timers(&wheel, 10000);
	ASSERT_EQ(order_len, ARRAY_SIZE(expected), "timers that ran");
	for (unsigned int i = 0; i < order_len; i++) {
		EXPECT_EQ(order[i], expected[i], "the number of the timer that ran next");
		EXPECT_EQ(noted[order[i]].ran_at, -100UL + after[order[i]], "the jiffy that it ran at");
	}
}

#ifndef TEST_HOST
/* Counter ticks for adding and deleting a timer while @others wait. */
static u64 cost_with(unsigned int others)
{
	u64 start;

	begin_at(1000);
	for (unsigned int i = 1; i <= others; i++)
		mod_timer(&noted[i].timer, 2000 + i * 37 % 500);
	asm volatile("isb");
	start = read_sysreg(cntvct_el0);
	for (int i = 0; i < 100; i++) {
		mod_timer(&noted[0].timer, 2499 - i);
		del_timer(&noted[0].timer);
	}
	asm volatile("isb");
	return read_sysreg(cntvct_el0) - start;
}

CHECK(cost_of_a_timer, "adding a timer costs as much with hundreds of others as with ten", .hint = "The wheel")
{
	u64 ten = cost_with(10), many = cost_with(MOST - 1);

	ASSERT_TRUE(timer_pending(&noted[1].timer), "the others wait");
	test_note("%llu counter ticks with ten others, %llu with %d", ten, many, MOST - 1);
	EXPECT_LE(many, 2 * ten, "counter ticks with hundreds of others");
}
#endif
