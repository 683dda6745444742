/* SPDX-License-Identifier: MIT */
/* What a driver needs to be told of an interrupt. Linux: include/linux/interrupt.h. */
#ifndef _LINUX_INTERRUPT_H
#define _LINUX_INTERRUPT_H

#include <linux/hardirq.h>
#include <linux/types.h>

typedef enum irqreturn {
	IRQ_NONE,		/* not my device */
	IRQ_HANDLED,
} irqreturn_t;

typedef irqreturn_t (*irq_handler_t)(unsigned int irq, void *dev_id);

/* Trigger types, as a device tree's interrupt specifiers number them. */
#define IRQ_TYPE_NONE		0
#define IRQ_TYPE_EDGE_RISING	1
#define IRQ_TYPE_EDGE_FALLING	2
#define IRQ_TYPE_EDGE_BOTH	3
#define IRQ_TYPE_LEVEL_HIGH	4
#define IRQ_TYPE_LEVEL_LOW	8
#define IRQ_TYPE_SENSE_MASK	15
#define IRQ_TYPE_LEVEL_MASK	(IRQ_TYPE_LEVEL_HIGH | IRQ_TYPE_LEVEL_LOW)

#define IRQF_TRIGGER_MASK	IRQ_TYPE_SENSE_MASK
#define IRQF_SHARED		0x80	/* others may use the line too, and say so as well */

/**
 * request_irq() - have @handler called when interrupt @irq comes
 * @irq: a number that irq_of_parse_and_map() or irq_create_mapping() returned
 * @flags: IRQF_*; a trigger type, or none to keep what the tree says
 * @name: for irq_show(); stays the caller's
 * @dev_id: handed to @handler; tells the users of a shared line apart, so not NULL there
 *
 * The handler runs with interrupts masked; it may let more urgent ones in, and
 * has to mask again before it returns. May be called before interrupts are
 * enabled. Return: 0; -EINVAL for a number that stands for nothing, another
 * controller's output or a private interrupt, for a shared line without @dev_id,
 * or a trigger type that the controller does not know; -EBUSY if somebody has
 * the line and one of the two does not share, or wants another trigger type;
 * -ENOMEM.
 */
int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name,
		void *dev_id);

/**
 * free_irq() - the opposite; the last user's leaving masks the line
 *
 * When it returns the handler does not run any more, on no CPU. Not from the
 * handler itself, which it would wait for, nor under a lock that the handler takes.
 */
void free_irq(unsigned int irq, void *dev_id);

/**
 * disable_irq() - keep it away, until enable_irq() was called as often
 *
 * Waits for a handler that runs on another CPU, as free_irq() does, and so is
 * not for the handler itself: that has disable_irq_nosync().
 */
void disable_irq(unsigned int irq);

/** disable_irq_nosync() - the same without waiting; from any context */
void disable_irq_nosync(unsigned int irq);

/** enable_irq() - the opposite of either; an edge that came meanwhile comes again; from any context */
void enable_irq(unsigned int irq);

/** synchronize_irq() - wait until no handler of @irq runs; new ones are not kept away */
void synchronize_irq(unsigned int irq);

/*
 * Private interrupts, of which each CPU has its own under one number: PPIs and
 * SGIs. Given, common/kernel/irq_percpu.s5.c.
 */

/**
 * request_percpu_irq() - have @handler called when @irq comes on any CPU
 * @dev_id: a per-CPU variable; the handler is given the address of its CPU's own
 *
 * It stays off until each CPU has called enable_percpu_irq(). Return: 0; -EINVAL
 * for what is no private interrupt, or without @dev_id; -EBUSY if somebody has it; -ENOMEM.
 */
int request_percpu_irq(unsigned int irq, irq_handler_t handler, const char *name, void *dev_id);

/** free_percpu_irq() - the opposite; every CPU has called disable_percpu_irq() before */
void free_percpu_irq(unsigned int irq, void *dev_id);

/** enable_percpu_irq() - let it come on this CPU; @type, if not IRQ_TYPE_NONE, is its trigger. Not to be preempted. */
void enable_percpu_irq(unsigned int irq, unsigned int type);

/** disable_percpu_irq() - keep it away from this CPU. Not to be preempted. */
void disable_percpu_irq(unsigned int irq);

#endif /* _LINUX_INTERRUPT_H */
