// SPDX-License-Identifier: MIT
/*
 * timekeeping.c: from a counter to nanoseconds.
 *
 * At each tick the time is brought up to date and the counter's value noted; in
 * between it is that time plus what the counter has done since. Linux:
 * kernel/time/clocksource.c, timekeeping.c.
 */
#include <linux/clocksource.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/printk.h>

struct timekeeper timekeeper;

void clocks_calc_mult_shift(u32 *mult, u32 *shift, u32 from, u32 to)
{
#ifdef SOLUTION
	/* The larger the shift, the more digits mult has. */
	for (*shift = 32;; --*shift) {
		u64 factor = (((u64)to << *shift) + from / 2) / from;

		if (factor <= U32_MAX) {
			*mult = factor;
			return;
		}
	}
#else
	/* Write this: the largest shift, 32 at most, whose mult = (to << shift) / from, rounded, has 32 bits. */
	(void)from;
	(void)to;
	*mult = 0;
	*shift = 0;
#endif
}

/* What the counter has done since the last time, << shift. */
static u128 __maybe_unused progress(const struct timekeeper *tk)
{
#ifdef SOLUTION
	struct clocksource *clock = tk->clock;

	return (u128)((clock->read(clock) - tk->cycle_last) & clock->mask) * clock->mult + tk->fraction;
#else
	/* Write this: cycles since cycle_last, within the bits of mask, times mult, plus the fraction. In 128 bits. */
	(void)tk;
	return 0;
#endif
}

ktime_t timekeeping_get(struct timekeeper *tk)
{
#ifdef SOLUTION
	unsigned int seq;
	ktime_t now;

	do {
		seq = read_seqcount_begin(&tk->seq);
		now = tk->base;
		if (tk->clock)
			now += progress(tk) >> tk->clock->shift;
	} while (read_seqcount_retry(&tk->seq, seq));
	return now;
#else
	/* Write this: base plus the progress, in whole nanoseconds; again, if somebody wrote meanwhile. No clock: base. */
	(void)tk;
	return 0;
#endif
}

/* With the lock held, and the sequence odd. */
static void __maybe_unused advance(struct timekeeper *tk)
{
#ifdef SOLUTION
	struct clocksource *clock = tk->clock;
	u64 cycles = (clock->read(clock) - tk->cycle_last) & clock->mask;
	u128 sum = (u128)cycles * clock->mult + tk->fraction;

	tk->base += sum >> clock->shift;
	tk->fraction = sum & ((1ULL << clock->shift) - 1);
	tk->cycle_last = (tk->cycle_last + cycles) & clock->mask;
#else
	/* Write this: read the counter once; whole nanoseconds to base, the rest stays in fraction; the new cycle_last. */
	(void)tk;
#endif
}

void timekeeping_advance(struct timekeeper *tk)
{
	unsigned long flags;

	spin_lock_irqsave(&tk->lock, flags);
	if (tk->clock) {
		write_seqcount_begin(&tk->seq);
		advance(tk);
		write_seqcount_end(&tk->seq);
	}
	spin_unlock_irqrestore(&tk->lock, flags);
}

void timekeeping_setup(struct timekeeper *tk, struct clocksource *clock)
{
	unsigned long flags;

	spin_lock_irqsave(&tk->lock, flags);
	write_seqcount_begin(&tk->seq);
#ifdef SOLUTION
	if (tk->clock)
		advance(tk);
	tk->clock = clock;
	tk->cycle_last = clock->read(clock);
	tk->fraction = 0;
#else
	/* Write this: what the old clock has done still counts; then the new one, from where its counter is. */
	(void)clock;
#endif
	write_seqcount_end(&tk->seq);
	spin_unlock_irqrestore(&tk->lock, flags);
}

void clocksource_register_hz(struct clocksource *cs, u32 hz)
{
	clocks_calc_mult_shift(&cs->mult, &cs->shift, hz, NSEC_PER_SEC);
	if (timekeeper.clock && timekeeper.clock->rating >= cs->rating)
		return;
	timekeeping_setup(&timekeeper, cs);
	pr_info("clocksource: %s: %u Hz, mult %u, shift %u\n", cs->name, hz, cs->mult, cs->shift);
}

ktime_t ktime_get(void)
{
	return timekeeping_get(&timekeeper);
}

void update_wall_time(void)
{
	timekeeping_advance(&timekeeper);
}
