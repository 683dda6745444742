/* SPDX-License-Identifier: MIT */
/*
 * The descriptor of an interrupt, and what is given around it
 * (common/kernel/irqdesc.s5.c). For controllers' drivers and the core. Linux:
 * include/linux/irqdesc.h, kernel/irq/internals.h.
 */
#ifndef _LINUX_IRQDESC_H
#define _LINUX_IRQDESC_H

#include <linux/cpumask.h>
#include <linux/irq.h>

struct irqaction {
	irq_handler_t handler;
	unsigned long flags;
	const char *name;
	void *dev_id;
	struct irqaction *next;
};

/* Changed under the lock, with interrupts masked. */
struct irq_desc {
	spinlock_t lock;
	struct irq_data irq_data;
	irq_flow_handler_t handle_irq;
	struct irqaction *action;
	unsigned int depth;		/* disable_irq()s without their enable_irq(); 1 without users */
	bool pending;			/* came while it was disabled or being handled */
	bool in_progress;		/* its handlers run */
	bool norequest;			/* request_irq() may not have it: chained, or each CPU's own */
	bool percpu_devid;		/* each CPU's own: PPIs and SGIs */
	unsigned int type;		/* IRQ_TYPE_* */
	void *handler_data;		/* of a chained handler */
	unsigned int irq_count;		/* that came since note_interrupt() looked, */
	unsigned int irqs_unhandled;	/* and of them those that no handler wanted */
	struct cpumask percpu_enabled;	/* CPUs that let theirs come */
	unsigned int kstat_irqs[NR_CPUS];	/* that came, by CPU */
};

extern struct irq_desc irq_desc[NR_IRQS];

/** irq_to_desc() - the descriptor of @irq, or NULL for a number that does not exist */
struct irq_desc *irq_to_desc(unsigned int irq);

/** kstat_incr_irqs_this_cpu() - one more has come; first thing in a flow */
void kstat_incr_irqs_this_cpu(struct irq_desc *desc);

/** kstat_irqs() - how many have come, on all CPUs; kstat_irqs_cpu(): on one */
unsigned int kstat_irqs(unsigned int irq);
unsigned int kstat_irqs_cpu(unsigned int irq, unsigned int cpu);

/* What the chip can do, on a descriptor whose lock is held; what it cannot is left out. */
void mask_irq(struct irq_desc *desc);
void unmask_irq(struct irq_desc *desc);
void ack_irq(struct irq_desc *desc);
void eoi_irq(struct irq_desc *desc);

/**
 * check_irq_resend() - what is pending comes again
 *
 * With the lock held, before the line is unmasked. A level that is still up
 * comes of itself. Linux: kernel/irq/resend.c.
 */
void check_irq_resend(struct irq_desc *desc);

/** __irq_set_trigger() - the same as irq_set_irq_type(), with the lock held */
int __irq_set_trigger(struct irq_desc *desc, unsigned int type);

/** irq_set_handler_locked() - another flow, by a chip's irq_set_type() */
void irq_set_handler_locked(struct irq_data *d, irq_flow_handler_t flow);

/**
 * note_interrupt() - whether anybody wanted it
 * @result: IRQ_HANDLED if one of its handlers did
 *
 * By handle_irq_event(), with the lock held. A line that nobody wants nearly
 * 100,000 times in a row is shut off: stuck, it would keep the CPU busy for
 * ever. Linux: kernel/irq/spurious.c.
 */
void note_interrupt(struct irq_desc *desc, irqreturn_t result);

/** warn_irqs_enabled() - @action returned with interrupts enabled: say so, the first time that anyone does */
void warn_irqs_enabled(const struct irq_desc *desc, const struct irqaction *action);

#endif /* _LINUX_IRQDESC_H */
