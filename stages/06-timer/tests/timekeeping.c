// SPDX-License-Identifier: MIT
/* From cycles to nanoseconds, with a counter of the test's own. */
#include <linux/kernel.h>
#include <linux/math64.h>
#include "fake.h"

static const u32 rates[] = { 62500000, 24000000, 19200000, 1000000000, 33333333, 32768, 3000000019u };

CHECK(factors_are_exact, "mult and shift turn an hour of cycles into an hour, to the microsecond",
      .hint = "Counting in nanoseconds")
{
	for (unsigned int i = 0; i < ARRAY_SIZE(rates); i++) {
		u64 cycles = 3600ULL * rates[i], hour = 3600 * NSEC_PER_SEC;
		u32 mult = 0, shift = 0;

		clocks_calc_mult_shift(&mult, &shift, rates[i], NSEC_PER_SEC);
		if (apart(mul_u64_u32_shr(cycles, mult, shift), hour) > 1000)
			test_note("%u Hz: mult %u, shift %u", rates[i], mult, shift);
		ASSERT_NE(mult, 0, "mult");
		ASSERT_LE(shift, 32, "shift");
		/* mult is rounded to 32 bits: half a unit in its last place. */
		ASSERT_LE(apart(mul_u64_u32_shr(cycles, mult, shift), hour), 1000, "nanoseconds too many or too few");

		clocks_calc_mult_shift(&mult, &shift, NSEC_PER_SEC, rates[i]);
		ASSERT_LE(apart(mul_u64_u32_shr(hour, mult, shift), cycles), 1 + (hour >> shift), "cycles too many or too few");
	}
}

CHECK(time_follows_counter, "the time is what the counter has counted, also between two ticks",
      .hint = "Counting in nanoseconds")
{
	fake_begin(62500000, 56, 1000);
	EXPECT_EQ(timekeeping_get(&tk), 0, "the time at the beginning");
	fake_count += 1;
	EXPECT_EQ(timekeeping_get(&tk), 16, "one cycle later");
	timekeeping_advance(&tk);
	EXPECT_EQ(timekeeping_get(&tk), 16, "behind timekeeping_advance()");
	fake_count += 62499999;
	EXPECT_EQ(timekeeping_get(&tk), NSEC_PER_SEC, "the time, a second later");
}

CHECK(nothing_is_rounded_away, "ten thousand ticks lose no part of a nanosecond",
      .hint = "Counting in nanoseconds")
{
	u64 cycles = 0;

	fake_begin(19200000, 56, 0);
	ASSERT_NE(fake.mult, 0, "mult");
	for (int i = 0; i < 10000; i++) {
		u64 step = 1 + test_random() % 50000;

		cycles += step;
		fake_count += step;
		timekeeping_advance(&tk);
	}
	EXPECT_LE(apart(timekeeping_get(&tk), exact(cycles, 19200000)), 20, "nanoseconds too many or too few");
	EXPECT_GT(timekeeping_get(&tk), NSEC_PER_SEC, "the time");
}

CHECK(counter_goes_around, "a counter of 32 bits may go around between two ticks",
      .hint = "Counting in nanoseconds")
{
	fake_begin(1000000000, 32, 0xffffff00);
	ASSERT_NE(fake.mult, 0, "mult");
	fake_count += 0x200;
	EXPECT_EQ(timekeeping_get(&tk), 0x200, "the time behind 0x200 cycles");
	timekeeping_advance(&tk);
	fake_count += 0x100;
	EXPECT_EQ(timekeeping_get(&tk), 0x300, "and 0x100 more");
}
