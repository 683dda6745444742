/* SPDX-License-Identifier: MIT */
/* A counter that stands where the test puts it. */
#ifndef _TEST_FAKE_H
#define _TEST_FAKE_H

#include <linux/clocksource.h>
#include <linux/string.h>
#include <test/test.h>
#include "apart.h"

static u64 fake_count;
static struct clocksource fake;
static struct timekeeper tk;

static inline u64 fake_read(struct clocksource *cs)
{
	return fake_count & cs->mask;
}

/* A fresh timekeeper on a counter of @hz with @bits bits, which stands at @start. */
static inline void fake_begin(u32 hz, int bits, u64 start)
{
	memset(&tk, 0, sizeof(tk));
	memset(&fake, 0, sizeof(fake));
	fake.name = "fake";
	fake.read = fake_read;
	fake.mask = CLOCKSOURCE_MASK(bits);
	clocks_calc_mult_shift(&fake.mult, &fake.shift, hz, NSEC_PER_SEC);
	fake_count = start;
	timekeeping_setup(&tk, &fake);
}

/* Nanoseconds that @cycles of a counter of @hz are, rounded down. */
static inline u64 exact(u64 cycles, u32 hz)
{
	return cycles / hz * NSEC_PER_SEC + cycles % hz * NSEC_PER_SEC / hz;
}

#endif /* _TEST_FAKE_H */
