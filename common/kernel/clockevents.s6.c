// SPDX-License-Identifier: MIT
/* Devices that tick, as their drivers register them. Linux: kernel/time/clockevents.c. */
#include <linux/clockchips.h>
#include <linux/clocksource.h>

void clockevents_config_and_register(struct clock_event_device *dev, u32 freq,
				     unsigned long min_delta, unsigned long max_delta)
{
	clocks_calc_mult_shift(&dev->mult, &dev->shift, NSEC_PER_SEC, freq);
	dev->min_delta_ns = (min_delta * NSEC_PER_SEC + freq - 1) / freq;
	dev->max_delta_ns = max_delta * NSEC_PER_SEC / freq;
	tick_setup_device(dev);
}
