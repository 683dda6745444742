/* SPDX-License-Identifier: MIT */
/*
 * Interrupts between the driver of a device and that of an interrupt
 * controller: chips and flows; with them descriptors (irqdesc.h) and domains
 * (irqdomain.h). Stage 5. Linux: include/linux/irq.h.
 */
#ifndef _LINUX_IRQ_H
#define _LINUX_IRQ_H

#include <linux/interrupt.h>
#include <linux/irqdomain.h>
#include <linux/spinlock.h>

#define NR_IRQS		256

struct cpumask;
struct pt_regs;
struct irq_data;
struct irq_desc;

/*
 * What can be done to one input of a controller. Called with the descriptor's
 * lock held, but for irq_eoi of a chained or private one. May be NULL: ack, eoi,
 * retrigger and ipi_send_mask.
 */
struct irq_chip {
	const char *name;
	void (*irq_mask)(struct irq_data *d);		/* of a private one: this CPU's */
	void (*irq_unmask)(struct irq_data *d);
	void (*irq_ack)(struct irq_data *d);		/* an edge was seen */
	void (*irq_eoi)(struct irq_data *d);		/* it has been handled */
	int (*irq_set_type)(struct irq_data *d, unsigned int type);
	/*
	 * Have it come again, as soon as it may: an edge that could not be handled
	 * was acknowledged and would be lost. A controller that cannot do it in
	 * hardware remembers the line and makes its own input at its parent come
	 * again (gpio-pl061.c). NULL only where there are no edges.
	 */
	void (*irq_retrigger)(struct irq_data *d);
	void (*ipi_send_mask)(struct irq_data *d, const struct cpumask *dest);	/* to other CPUs */
};

/* Which input of which controller an interrupt is. */
struct irq_data {
	unsigned int irq;		/* the kernel's number */
	unsigned long hwirq;		/* the controller's */
	const struct irq_chip *chip;
	struct irq_domain *domain;
	void *chip_data;
};

typedef void (*irq_flow_handler_t)(struct irq_desc *desc);

/** early_irq_init() - descriptors for nobody; by start_kernel() */
void early_irq_init(void);

/** init_IRQ() - the controllers of the device tree; by start_kernel() */
void init_IRQ(void);

/** set_handle_irq() - what the CPU's own interrupts go to: the root controller's driver */
void set_handle_irq(void (*handler)(struct pt_regs *regs));

/* Stage 5, stages/05-irq/irq.c: flows. Called with interrupts masked. */

/** handle_level_irq() - mask, handle, unmask: the line stays up until the device is content */
void handle_level_irq(struct irq_desc *desc);

/** handle_edge_irq() - acknowledge, handle; what comes meanwhile is handled behind it, not lost */
void handle_edge_irq(struct irq_desc *desc);

/** handle_fasteoi_irq() - handle, then tell the controller; it holds back more of the same until then */
void handle_fasteoi_irq(struct irq_desc *desc);

/** handle_percpu_devid_irq() - a private interrupt of this CPU: nobody else's, so without the lock */
void handle_percpu_devid_irq(struct irq_desc *desc);

/** handle_bad_irq() - an interrupt that nobody has set up: said, and masked */
void handle_bad_irq(struct irq_desc *desc);

/** generic_handle_irq() - run the flow of @irq; with interrupts masked */
void generic_handle_irq(unsigned int irq);

/** irq_set_chip_and_handler() - by a domain's map(): which chip drives @irq, and its flow */
void irq_set_chip_and_handler(unsigned int irq, const struct irq_chip *chip,
			      irq_flow_handler_t flow, void *chip_data);

/** irq_set_percpu_devid() - by a domain's map(): each CPU has its own @irq, so request_percpu_irq() */
void irq_set_percpu_devid(unsigned int irq);

/**
 * irq_set_chained_handler() - @irq is another controller's output: @flow handles it, nobody requests it
 *
 * Return: 0, -EINVAL for a number without a chip, -EBUSY if somebody has requested it.
 */
int irq_set_chained_handler(unsigned int irq, irq_flow_handler_t flow, void *data);

/** irq_set_irq_type() - tell the chip how the line signals; 0 or an error of the chip's */
int irq_set_irq_type(unsigned int irq, unsigned int type);

/** irq_set_first_type() - the same if it has no type yet; 0 also if it has this one, -EBUSY if another */
int irq_set_first_type(unsigned int irq, unsigned int type);

/**
 * ipi_send_mask() - interrupt other CPUs
 * @irq: of an SGI
 * @dest: CPUs; the calling one may be among them. One that is not up gets nothing.
 *
 * What was written to memory before is seen by their handlers. From any
 * context. Return: 0, or -EINVAL for what cannot be sent.
 */
int ipi_send_mask(unsigned int irq, const struct cpumask *dest);

/**
 * set_smp_ipi_range() - the root controller can send interrupts between CPUs
 * @ipi_base: first of @n consecutive numbers, for request_percpu_irq() and ipi_send_mask()
 *
 * Called by its driver on the boot CPU, with interrupts masked. Does nothing
 * until the port starts CPUs and has its own. Linux: arch/arm64/kernel/smp.c.
 */
void set_smp_ipi_range(unsigned int ipi_base, unsigned int n);

/** irq_show() - a line for each interrupt in use, as /proc/interrupts has them */
void irq_show(void);

#include <linux/irqdesc.h>

#endif /* _LINUX_IRQ_H */
