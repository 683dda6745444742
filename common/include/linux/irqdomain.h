/* SPDX-License-Identifier: MIT */
/*
 * Domains: a controller's numbers and the kernel's. Stage 5,
 * stages/05-irq/irqdomain.c. Linux: include/linux/irqdomain.h.
 */
#ifndef _LINUX_IRQDOMAIN_H
#define _LINUX_IRQDOMAIN_H

#include <linux/of.h>

struct irq_domain;

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

/** irq_domain_remove() - the opposite, for a domain of which nothing is mapped */
void irq_domain_remove(struct irq_domain *domain);

/** irq_find_mapping() - the kernel's number for @hwirq; 0 if it has none; from any context */
unsigned int irq_find_mapping(struct irq_domain *domain, unsigned long hwirq);

/** irq_create_mapping() - the same, and it gets one if it has none; 0 if that cannot be */
unsigned int irq_create_mapping(struct irq_domain *domain, unsigned long hwirq);

/**
 * irq_create_of_mapping() - from a device tree's words: mapped, and its trigger type set
 *
 * Two devices may name one input if they agree on its type. Return: the kernel's
 * number; 0 if there is no such input, the controller does not know the type, or
 * the input has another one already, which is said on the console.
 */
unsigned int irq_create_of_mapping(const struct of_phandle_args *args);

/** irq_of_parse_and_map() - interrupt @index of a device, mapped; 0 if it has none */
unsigned int irq_of_parse_and_map(const struct device_node *np, int index);

/**
 * generic_handle_domain_irq() - @hwirq came: run its flow
 *
 * By a controller's handler, with interrupts masked. Return: 0, or -EINVAL if it is nobody's.
 */
int generic_handle_domain_irq(struct irq_domain *domain, unsigned long hwirq);

#endif /* _LINUX_IRQDOMAIN_H */
