/* SPDX-License-Identifier: MIT */
/* Devices that interrupt once, at a time that was told them. Linux: include/linux/clockchips.h. */
#ifndef _LINUX_CLOCKCHIPS_H
#define _LINUX_CLOCKCHIPS_H

#include <linux/ktime.h>

/* One for each CPU, that only it touches. */
struct clock_event_device {
	const char *name;
	void (*event_handler)(struct clock_event_device *dev);	/* with interrupts masked */
	int (*set_next_event)(unsigned long cycles, struct clock_event_device *dev);
	void (*shutdown)(struct clock_event_device *dev);
	u32 mult, shift;		/* from nanoseconds to its cycles */
	u64 min_delta_ns, max_delta_ns;	/* how near and how far away it can be set */
	ktime_t next_event;
};

/**
 * clockevents_program_event() - have @dev interrupt at @expires
 *
 * Never before it; as soon as the device can if that is past, and not later
 * than it can count: then the handler sees that it is too early. By the CPU
 * that the device belongs to, interrupts masked.
 */
int clockevents_program_event(struct clock_event_device *dev, ktime_t expires);

/**
 * clockevents_config_and_register() - @dev counts at @freq Hz: it gives this CPU its tick
 * @min_delta, @max_delta: in its cycles
 */
void clockevents_config_and_register(struct clock_event_device *dev, u32 freq,
				     unsigned long min_delta, unsigned long max_delta);

/* Stage 6, stages/06-timer/tick.c. */

/** tick_setup_device() - @dev is this CPU's tick from now on */
void tick_setup_device(struct clock_event_device *dev);

/** tick_handle_periodic() - the tick: event_handler of a device that tick_setup_device() got */
void tick_handle_periodic(struct clock_event_device *dev);

extern ktime_t tick_period;	/* nanoseconds from one tick to the next */

/** arch_timer_starting_cpu() - a CPU that has just started gets its timer, and a tick */
void arch_timer_starting_cpu(void);

#endif /* _LINUX_CLOCKCHIPS_H */
