// SPDX-License-Identifier: MIT
/* Very short and very long delays, and a loop of another speed. */
#include <linux/delay.h>
#include "other_clock.h"

static u64 time_to(void (*wait)(unsigned long), unsigned long n)
{
	u64 start, spent;

	local_irq_disable();
	start = counter_ns();
	wait(n);
	spent = counter_ns() - start;
	local_irq_enable();
	return spent;
}

CHECK(short_and_long, "nanoseconds, and milliseconds", .hint = "Short delays")
{
	ASSERT_NE(loops_per_jiffy, 0, "loops_per_jiffy");
	EXPECT_LE(time_to(ndelay, 0), 500, "nanoseconds for ndelay(0)");
	for (unsigned long ns = 300; ns < 20000; ns += 1 + test_random() % 3000) {
		u64 spent = time_to(ndelay, ns);

		ASSERT_GE(spent, ns, "nanoseconds that ndelay() took");
		ASSERT_LE(spent, ns * 101 / 100 + 500, "nanoseconds that it took, at most");
	}
	EXPECT_GE(time_to(mdelay, 3), 3 * NSEC_PER_MSEC, "nanoseconds for mdelay(3)");
	EXPECT_LE(time_to(udelay, 2500), 2550 * NSEC_PER_USEC, "nanoseconds for udelay(2500)");
}

CHECK(faster_loop, "with twice as many loops in a jiffy a delay takes twice as many loops", .hint = "Short delays")
{
	unsigned long lpj = loops_per_jiffy;
	u64 once, twice, huge;

	ASSERT_NE(lpj, 0, "loops_per_jiffy");
	once = time_to(udelay, 400);
	loops_per_jiffy = 2 * lpj;
	twice = time_to(udelay, 400);
	/* A CPU at a hundred times this speed: the product has to fit. */
	loops_per_jiffy = 100 * lpj;
	huge = time_to(ndelay, 100000);
	loops_per_jiffy = lpj;
	EXPECT_LE(apart(twice, 2 * once), 2 * once / 50, "nanoseconds between that and twice the time");
	EXPECT_LE(apart(huge, 25 * once), 25 * once / 50, "nanoseconds between ndelay(100000), a hundredfold, and 25 times it");
}

static u64 half_speed(struct clocksource *cs)
{
	(void)cs;
	return read_sysreg(cntvct_el0) / 2;
}

/* loops_per_jiffy as calibrate_delay() finds it with another clock. */
static unsigned long calibrate_with(u64 (*read)(struct clocksource *))
{
	unsigned long lpj = loops_per_jiffy, found;

	begin_other_clock(read);
	loops_per_jiffy = 0;
	calibrate_delay();
	found = loops_per_jiffy;
	loops_per_jiffy = lpj;
	end_other_clock();
	return found;
}

CHECK(measured_by_the_clock, "by a clock at half the speed the loop seems twice as fast", .hint = "Short delays")
{
	ASSERT_NE(timekeeper.clock, 0, "a clock source");
	ASSERT_NE(loops_per_jiffy, 0, "loops_per_jiffy");
	EXPECT_LE(apart(calibrate_with(half_speed), 2 * loops_per_jiffy), loops_per_jiffy / 50, "loops between that and twice as many");
}

CHECK(clock_stands_still, "calibration gives up if the clock stands still", .hint = "Short delays")
{
	ASSERT_NE(timekeeper.clock, 0, "a clock source");
	ASSERT_NE(loops_per_jiffy, 0, "loops_per_jiffy");
	EXPECT_EQ(calibrate_with(standstill), 0, "loops_per_jiffy");
}
CONSOLE(clock_stands_still, has, "the clock stands still");
