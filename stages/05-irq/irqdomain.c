// SPDX-License-Identifier: MIT
/*
 * irqdomain.c: every controller numbers its inputs from 0; the kernel has one
 * row of numbers for all of them. A domain is the table between the two. Linux:
 * kernel/irq/irqdomain.c.
 */
#include <asm/barrier.h>
#include <linux/errno.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/slab.h>

static DEFINE_SPINLOCK(domain_lock);
static unsigned int next_irq = 1;	/* 0 is no interrupt */

struct irq_domain *irq_domain_add_linear(struct device_node *np, unsigned int size,
					 const struct irq_domain_ops *ops, void *host_data)
{
	struct irq_domain *domain = kzalloc(sizeof(*domain), GFP_KERNEL);

	if (!domain)
		return NULL;
	domain->linear = kzalloc(size * sizeof(*domain->linear), GFP_KERNEL);
	if (!domain->linear) {
		kfree(domain);
		return NULL;
	}
	domain->np = np;
	domain->size = size;
	domain->ops = ops;
	domain->host_data = host_data;
	if (np)
		np->data = domain;
	return domain;
}

void irq_domain_remove(struct irq_domain *domain)
{
	if (domain->np && domain->np->data == domain)
		domain->np->data = NULL;
	kfree(domain->linear);
	kfree(domain);
}

unsigned int irq_find_mapping(struct irq_domain *domain, unsigned long hwirq)
{
	/* Write this: what domain->linear says; 0 for an input that the controller does not have. */
	(void)domain;
	(void)hwirq;
	return 0;
}

unsigned int irq_create_mapping(struct irq_domain *domain, unsigned long hwirq)
{
	/*
	 * Write this: what is mapped already stays. Else the next number below
	 * NR_IRQS: fill in its irq_data (irq, hwirq, domain), let ops->map() choose
	 * chip and flow, and note it in domain->linear. Under the lock: two drivers may
	 * ask at once.
	 */
	(void)domain;
	(void)hwirq;
	(void)domain_lock;
	(void)next_irq;
	return 0;
}

unsigned int irq_create_of_mapping(const struct of_phandle_args *args)
{
	/*
	 * Write this: the controller's domain (np->data); its xlate() turns the cells
	 * into hwirq and type; map it, and irq_set_first_type(): somebody may be using it
	 * already. If that fails, say "type mismatch, ..." and return 0.
	 */
	(void)args;
	return 0;
}
