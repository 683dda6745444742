/* SPDX-License-Identifier: MIT */
/* What a driver needs to be told of an interrupt. Linux: include/linux/interrupt.h. */
#ifndef _LINUX_INTERRUPT_H
#define _LINUX_INTERRUPT_H

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
 * The handler runs with interrupts masked. May be called before interrupts are
 * enabled. Return: 0; -EINVAL for a number that stands for nothing or a shared
 * line without @dev_id; -EBUSY if somebody has the line and one of the two does
 * not share; -ENOMEM.
 */
int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name,
		void *dev_id);

/** free_irq() - the opposite; the last user's leaving masks the line */
void free_irq(unsigned int irq, void *dev_id);

/** disable_irq(), enable_irq() - keep it away, as often as it is called; and allow it again */
void disable_irq(unsigned int irq);
void enable_irq(unsigned int irq);

/** in_irq() - whether this CPU is in an interrupt handler */
bool in_irq(void);

#endif /* _LINUX_INTERRUPT_H */
