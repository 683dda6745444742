/* SPDX-License-Identifier: MIT */
/* Whether this CPU is in an interrupt. Linux: include/linux/hardirq.h, preempt.h. */
#ifndef _LINUX_HARDIRQ_H
#define _LINUX_HARDIRQ_H

#include <linux/types.h>

/* Stage 5, stages/05-irq/entry-irq.c. */

/** irq_enter() - this CPU begins to handle an interrupt; by the vector's handler, interrupts masked */
void irq_enter(void);

/** irq_exit() - and this is the end of it, in the same state */
void irq_exit(void);

/** in_irq() - whether this CPU is in an interrupt handler; anywhere */
bool in_irq(void);

/**
 * arm64_preempt_schedule_irq() - an interrupt has been handled: may the CPU go on with somebody else?
 *
 * Called behind irq_exit() with interrupts masked, on the way back to what was
 * interrupted. Does nothing until there are threads. Linux:
 * arch/arm64/kernel/entry-common.c.
 */
void arm64_preempt_schedule_irq(void);

#endif /* _LINUX_HARDIRQ_H */
