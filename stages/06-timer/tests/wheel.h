/* SPDX-License-Identifier: MIT */
/* A wheel of the test's own, and timers that write down when they ran. */
#ifndef _TEST_WHEEL_H
#define _TEST_WHEEL_H

#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <test/test.h>

#define MOST	600

struct noted {
	struct timer_list timer;
	unsigned long ran_at;		/* the wheel's jiffy when its function was called */
	unsigned int calls;
};

static struct timer_base wheel;
static struct noted noted[MOST];
static unsigned int order[MOST], order_len;	/* who ran, in order */

static inline void note_run(struct timer_list *timer)
{
	struct noted *n = from_timer(n, timer, timer);

	n->ran_at = wheel.clk - 1;
	n->calls++;
	if (order_len < MOST)
		order[order_len++] = n - noted;
}

static inline void begin_at(unsigned long clk)
{
	timer_base_init(&wheel, clk);
	memset(noted, 0, sizeof(noted));
	order_len = 0;
	for (unsigned int i = 0; i < MOST; i++) {
		timer_setup(&noted[i].timer, note_run);
		noted[i].timer.base = &wheel;
	}
}

static inline void begin_wheel(void)
{
	begin_at(1000);
}

#endif /* _TEST_WHEEL_H */
