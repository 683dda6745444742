/* SPDX-License-Identifier: MIT */
/*
 * Interrupts between the driver of a device and that of an interrupt
 * controller: chips, descriptors, flows, domains. Stage 5. Linux:
 * include/linux/irq.h, irqdesc.h, irqdomain.h.
 */
#ifndef _LINUX_IRQ_H
#define _LINUX_IRQ_H

#include <linux/interrupt.h>
#include <linux/of.h>
#include <linux/spinlock.h>

#define NR_IRQS		256

struct pt_regs;
struct irq_data;
struct irq_desc;
struct irq_domain;

/* What can be done to one input of a controller. */
struct irq_chip {
	const char *name;
	void (*irq_mask)(struct irq_data *d);
	void (*irq_unmask)(struct irq_data *d);
	void (*irq_ack)(struct irq_data *d);		/* an edge was seen; may be NULL */
	void (*irq_eoi)(struct irq_data *d);		/* it has been handled; may be NULL */
	int (*irq_set_type)(struct irq_data *d, unsigned int type);
	void (*irq_retrigger)(struct irq_data *d);	/* have it come again; may be NULL */
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

struct irqaction {
	irq_handler_t handler;
	unsigned long flags;
	const char *name;
	void *dev_id;
	struct irqaction *next;
};

struct irq_desc {
	spinlock_t lock;
	struct irq_data irq_data;
	irq_flow_handler_t handle_irq;
	struct irqaction *action;
	unsigned int depth;		/* disable_irq()s without their enable_irq(); 1 without users */
	bool pending;			/* came while it was disabled or being handled */
	bool in_progress;
	unsigned long count;		/* that came */
	unsigned long unhandled;	/* of the last 100,000, that no handler wanted */
	unsigned int type;		/* IRQ_TYPE_* */
	void *handler_data;		/* of a chained handler */
};

extern struct irq_desc irq_desc[NR_IRQS];

/** early_irq_init() - descriptors for nobody; by start_kernel() */
void early_irq_init(void);

/** init_IRQ() - the controllers of the device tree; by start_kernel() */
void init_IRQ(void);

/** irq_to_desc() - the descriptor of @irq, or NULL */
struct irq_desc *irq_to_desc(unsigned int irq);

/** set_handle_irq() - what the CPU's own interrupts go to: the root controller's driver */
void set_handle_irq(void (*handler)(struct pt_regs *regs));

/* Stage 5, stages/05-irq/irq.c: flows. Called with interrupts masked. */

/** handle_level_irq() - mask, handle, unmask: the line stays up until the device is content */
void handle_level_irq(struct irq_desc *desc);

/** handle_edge_irq() - acknowledge, handle; what comes meanwhile is handled behind it, not lost */
void handle_edge_irq(struct irq_desc *desc);

/** handle_fasteoi_irq() - handle, then tell the controller; it holds back more of the same until then */
void handle_fasteoi_irq(struct irq_desc *desc);

/** handle_bad_irq() - an interrupt that nobody has set up: said, and masked */
void handle_bad_irq(struct irq_desc *desc);

/** generic_handle_irq() - run the flow of @irq */
void generic_handle_irq(unsigned int irq);

/** irq_set_chip_and_handler() - by a domain's map(): which chip drives @irq, and its flow */
void irq_set_chip_and_handler(unsigned int irq, const struct irq_chip *chip,
			      irq_flow_handler_t flow, void *chip_data);

/** irq_set_chained_handler() - @irq is another controller's output: @flow handles it, nobody requests it */
void irq_set_chained_handler(unsigned int irq, irq_flow_handler_t flow, void *data);

/** irq_set_irq_type() - tell the chip how the line signals; 0 or an error of the chip's */
int irq_set_irq_type(unsigned int irq, unsigned int type);

/** irq_show() - a line for each interrupt in use, as /proc/interrupts has them */
void irq_show(void);

/* Domains: stages/05-irq/irqdomain.c. */
struct irq_domain_ops {
	/* @irq stands for @hwirq from now on: irq_set_chip_and_handler(). 0 or an error. */
	int (*map)(struct irq_domain *domain, unsigned int irq, unsigned long hwirq);
	/* What the cells of a device tree mean. 0 or -EINVAL. */
	int (*xlate)(struct irq_domain *domain, const u32 *cells, int count,
		     unsigned long *hwirq, unsigned int *type);
};

/* The inputs of one controller, and the kernel's numbers for them. */
struct irq_domain {
	struct device_node *np;
	const struct irq_domain_ops *ops;
	void *host_data;
	unsigned int size;
	unsigned int *linear;		/* by hwirq; 0: not mapped */
};

/** irq_domain_add_linear() - a domain of @size inputs; np->data points at it. NULL without memory. */
struct irq_domain *irq_domain_add_linear(struct device_node *np, unsigned int size,
					 const struct irq_domain_ops *ops, void *host_data);

/** irq_find_mapping() - the kernel's number for @hwirq; 0 if it has none */
unsigned int irq_find_mapping(struct irq_domain *domain, unsigned long hwirq);

/** irq_create_mapping() - the same, and it gets one if it has none; 0 if that cannot be */
unsigned int irq_create_mapping(struct irq_domain *domain, unsigned long hwirq);

/** irq_create_of_mapping() - from a device tree's words: mapped, and its trigger type set; 0 if that cannot be */
unsigned int irq_create_of_mapping(const struct of_phandle_args *args);

/** irq_of_parse_and_map() - interrupt @index of a device, mapped; 0 if it has none */
unsigned int irq_of_parse_and_map(const struct device_node *np, int index);

/** generic_handle_domain_irq() - @hwirq came: run its flow; -EINVAL if it is nobody's */
int generic_handle_domain_irq(struct irq_domain *domain, unsigned long hwirq);

#endif /* _LINUX_IRQ_H */
