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
#ifdef SOLUTION
	return domain && hwirq < domain->size ? READ_ONCE(domain->linear[hwirq]) : 0;
#else
	/* Write this: what domain->linear says; 0 for an input that the controller does not have. */
	(void)domain;
	(void)hwirq;
	return 0;
#endif
}

unsigned int irq_create_mapping(struct irq_domain *domain, unsigned long hwirq)
{
#ifdef SOLUTION
	unsigned int irq;
	unsigned long flags;

	if (!domain || hwirq >= domain->size)
		return 0;
	spin_lock_irqsave(&domain_lock, flags);
	irq = domain->linear[hwirq];
	if (!irq && next_irq < NR_IRQS) {
		struct irq_data *d = &irq_desc[next_irq].irq_data;

		d->irq = next_irq;
		d->hwirq = hwirq;
		d->domain = domain;
		if (!domain->ops->map(domain, next_irq, hwirq)) {
			irq = next_irq++;
			/* Whoever finds the number finds its descriptor filled in. */
			smp_store_release(&domain->linear[hwirq], irq);
		}
	}
	spin_unlock_irqrestore(&domain_lock, flags);
	return irq;
#else
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
#endif
}

unsigned int irq_create_of_mapping(const struct of_phandle_args *args)
{
#ifdef SOLUTION
	struct irq_domain *domain = args->np ? args->np->data : NULL;
	unsigned int irq, type = IRQ_TYPE_NONE;
	unsigned long hwirq;

	if (!domain || domain->ops->xlate(domain, args->args, args->args_count, &hwirq, &type))
		return 0;
	irq = irq_create_mapping(domain, hwirq);
	if (irq && type != IRQ_TYPE_NONE && irq_set_first_type(irq, type)) {
		pr_err("type mismatch, cannot map hwirq %lu of %s with type %u\n", hwirq, args->np->name, type);
		return 0;
	}
	return irq;
#else
	/*
	 * Write this: the controller's domain (np->data); its xlate() turns the cells
	 * into hwirq and type; map it, and irq_set_first_type(): somebody may be using it
	 * already. If that fails, say "type mismatch, ..." and return 0.
	 */
	(void)args;
	return 0;
#endif
}
