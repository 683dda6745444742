// SPDX-License-Identifier: MIT
/*
 * The wheel against a model: a list of who waits until when. They are compared
 * after each operation, so the first difference is the shortest part of the
 * sequence that goes wrong.
 */
#include "../tests/wheel.h"
#include <linux/jiffies.h>

#define TIMERS	24
#define OPS	400

static struct {
	bool waits;
	unsigned long expires;
	unsigned long added;		/* the number of the operation: the order within a jiffy */
} model[TIMERS];

static u64 state;

static u64 draw(void)
{
	u64 z = state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	return z ^ z >> 31;
}

/* How far away: mostly near, now and then very far. */
static unsigned long distance(void)
{
	return draw() % (1UL << (1 + draw() % 8 * 4));
}

/* The next one that has to run up to @now; TIMERS: none. */
static unsigned int next_of_model(unsigned long now)
{
	unsigned int best = TIMERS;

	for (unsigned int i = 0; i < TIMERS; i++) {
		if (!model[i].waits || time_after(model[i].expires, now))
			continue;
		if (best == TIMERS || time_before(model[i].expires, model[best].expires) ||
		    (model[i].expires == model[best].expires && model[i].added < model[best].added))
			best = i;
	}
	return best;
}

/* Turn the wheel up to @now: the same ones have to run, in the same order, each at its jiffy. */
static bool turn(unsigned long now)
{
	unsigned int next;

	order_len = 0;
	__run_timers(&wheel, now);
	for (unsigned int i = 0; i < order_len; i++) {
		next = next_of_model(now);
		if (next != order[i] || noted[next].ran_at != model[next].expires)
			return false;
		model[next].waits = false;
	}
	return next_of_model(now) == TIMERS && wheel.clk == now + 1;
}

static bool step(unsigned long op)
{
	unsigned int i = draw() % TIMERS;
	unsigned long expires;
	bool waited = model[i].waits;

	switch (draw() % 4) {
	case 0:
	case 1:
		expires = wheel.clk + distance();
		model[i].waits = true;
		model[i].expires = expires;
		model[i].added = op;
		return mod_timer(&noted[i].timer, expires) == waited && timer_pending(&noted[i].timer);
	case 2:
		model[i].waits = false;
		return (draw() & 1 ? del_timer(&noted[i].timer) : del_timer_sync(&noted[i].timer)) == waited &&
		       !timer_pending(&noted[i].timer);
	default:
		return turn(wheel.clk + distance() / 2);
	}
}

/* How many operations of a sequence went well. */
static unsigned int run(u64 seed)
{
	state = seed;
	memset(model, 0, sizeof(model));
	begin_at(draw() % 2 ? draw() : -(draw() % 5000));
	for (unsigned int op = 0; op < OPS; op++)
		if (!step(op))
			return op;
	return OPS;
}

CHECK(wheel_model, "random timers run when, and in the order in which, a model has them run", .hint = "The wheel")
{
	for (int round = 0; round < 6; round++) {
		u64 seed = test_random();
		unsigned int well = run(seed);

		if (well < OPS)
			test_note("seed 0x%llx: the first %u operations are enough", seed, well + 1);
		ASSERT_EQ(well, OPS, "operations that went well");
	}
}
