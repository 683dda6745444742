// SPDX-License-Identifier: MIT
/* Time under worse conditions: a long silence, a tick in the middle of a reading, another counter. */
#include "../tests/fake.h"

#define DAY	(86400 * NSEC_PER_SEC)

CHECK(a_day_without_ticks, "a day's cycles at once do not overflow", .hint = "Counting in nanoseconds")
{
	fake_begin(1000000000, 64, 5);
	ASSERT_NE(fake.mult, 0, "mult");
	fake_count += DAY;
	EXPECT_EQ(timekeeping_get(&tk), DAY, "the time, before a tick");
	timekeeping_advance(&tk);
	EXPECT_EQ(timekeeping_get(&tk), DAY, "and behind it");
}

static int ticks_to_come;

/* The tick interrupts whoever reads the counter. */
static u64 interrupted_read(struct clocksource *cs)
{
	(void)cs;
	if (ticks_to_come) {
		ticks_to_come--;
		fake.read = fake_read;
		timekeeping_advance(&tk);
		fake.read = interrupted_read;
		fake_count += 7;
	}
	return fake_count;
}

CHECK(tick_while_reading, "a tick in the middle of a reading does not spoil it", .hint = "Readers without a lock")
{
	fake_begin(1000000000, 64, 0);
	ASSERT_NE(fake.mult, 0, "mult");
	fake_count = 5000;
	fake.read = interrupted_read;
	ticks_to_come = 3;
	EXPECT_EQ(timekeeping_get(&tk), 5021, "the time, interrupted three times");
	ticks_to_come = 0;
}

/* A counter goes on between two readings of it. */
static u64 moving_read(struct clocksource *cs)
{
	(void)cs;
	return fake_count += 3;
}

CHECK(no_cycle_is_lost, "what the counter does while the time is brought up to date is not lost",
      .hint = "Counting in nanoseconds")
{
	ktime_t seen;

	fake_begin(1000000000, 64, 0);
	ASSERT_NE(fake.mult, 0, "mult");
	fake.read = moving_read;
	for (int i = 0; i < 1000; i++)
		timekeeping_advance(&tk);
	seen = timekeeping_get(&tk);
	EXPECT_EQ(seen, fake_count, "the time, in cycles of a nanosecond");
}

CHECK(another_counter, "when a better counter takes over, time goes on where it is", .hint = "Counting in nanoseconds")
{
	static struct clocksource other;

	fake_begin(1000000000, 64, 0);
	ASSERT_NE(fake.mult, 0, "mult");
	fake_count = 123456;
	other = fake;
	other.mask = CLOCKSOURCE_MASK(20);
	clocks_calc_mult_shift(&other.mult, &other.shift, 500000000, NSEC_PER_SEC);
	timekeeping_setup(&tk, &other);
	EXPECT_EQ(timekeeping_get(&tk), 123456, "the time behind the change");
	fake_count += 10;
	EXPECT_EQ(timekeeping_get(&tk), 123476, "ten cycles of 2 ns later");
}
