// SPDX-License-Identifier: MIT
/* Waiting in a loop, measured by the machine's counter. */
#include <linux/delay.h>
#include "live.h"

static u64 time_to(void (*wait)(unsigned long), unsigned long n)
{
	u64 start = counter_ns();

	wait(n);
	return counter_ns() - start;
}

CHECK(bogomips, "the loop's speed was measured, and is said in BogoMIPS", .hint = "Short delays")
{
	u64 spent;

	ASSERT_NE(loops_per_jiffy, 0, "loops_per_jiffy");
	local_irq_disable();
	spent = time_to(__delay, loops_per_jiffy / 50);
	local_irq_enable();
	EXPECT_LE(apart(spent, TICK_NSEC / 50), TICK_NSEC / 5000, "nanoseconds that a fiftieth of a jiffy is too long or too short");
}
CONSOLE_BOOT(bogomips, has, "Calibrating delay loop\\\\.\\\\.\\\\. [0-9]+\\\\.[0-9][0-9] BogoMIPS \\\\(lpj=[0-9]+\\\\)");

CHECK(delays_are_long_enough, "udelay() waits as long as it is told, and not much longer", .hint = "Short delays")
{
	ASSERT_NE(loops_per_jiffy, 0, "loops_per_jiffy");
	local_irq_disable();
	for (int i = 0; i < 20; i++) {
		unsigned long us = 1 + test_random() % (i < 10 ? 20 : 500);
		u64 spent = time_to(udelay, us);

		if (!EXPECT_GE(spent, us * NSEC_PER_USEC, "nanoseconds that it took") ||
		    !EXPECT_LE(spent, us * NSEC_PER_USEC * 101 / 100 + 500, "nanoseconds that it took, at most")) {
			test_note("udelay(%lu)", us);
			break;
		}
	}
	local_irq_enable();
}
