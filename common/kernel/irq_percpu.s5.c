// SPDX-License-Identifier: MIT
/*
 * irq_percpu.c: interrupts that each CPU has for itself under one number, as its
 * timer's (PPI) and those that CPUs send each other (SGI): requested once,
 * enabled by each CPU. Linux: kernel/irq/manage.c (request_percpu_irq), ipi.c.
 */
#include <asm/smp.h>
#include <linux/errno.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/slab.h>

void irq_set_percpu_devid(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	spin_lock_irqsave(&desc->lock, flags);
	desc->percpu_devid = true;
	desc->norequest = true;
	cpumask_clear(&desc->percpu_enabled);
	spin_unlock_irqrestore(&desc->lock, flags);
}

int request_percpu_irq(unsigned int irq, irq_handler_t handler, const char *name, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action;
	unsigned long flags;
	int err = 0;

	if (!desc || !desc->percpu_devid || !handler || !dev_id)
		return -EINVAL;
	action = kzalloc(sizeof(*action), GFP_KERNEL);
	if (!action)
		return -ENOMEM;
	action->handler = handler;
	action->name = name;
	action->dev_id = dev_id;
	spin_lock_irqsave(&desc->lock, flags);
	if (desc->action)
		err = -EBUSY;
	else
		smp_store_release(&desc->action, action);
	spin_unlock_irqrestore(&desc->lock, flags);
	if (err)
		kfree(action);
	return err;
}

void free_percpu_irq(unsigned int irq, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action = NULL;
	unsigned long flags;

	if (!desc || !desc->percpu_devid)
		return;
	spin_lock_irqsave(&desc->lock, flags);
	if (!cpumask_empty(&desc->percpu_enabled)) {
		pr_err("percpu IRQ %u is still enabled on CPU %u\n", irq, cpumask_first(&desc->percpu_enabled));
	} else if (desc->action && desc->action->dev_id == dev_id) {
		action = desc->action;
		WRITE_ONCE(desc->action, NULL);
	} else {
		pr_err("Trying to free already-free percpu IRQ %u\n", irq);
	}
	spin_unlock_irqrestore(&desc->lock, flags);
	kfree(action);
}

void enable_percpu_irq(unsigned int irq, unsigned int type)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc || !desc->percpu_devid)
		return;
	spin_lock_irqsave(&desc->lock, flags);
	if (type != IRQ_TYPE_NONE && __irq_set_trigger(desc, type))
		pr_err("irq %u: the controller refuses trigger type %u\n", irq, type);
	cpumask_set_cpu(raw_smp_processor_id(), &desc->percpu_enabled);
	unmask_irq(desc);
	spin_unlock_irqrestore(&desc->lock, flags);
}

void disable_percpu_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc || !desc->percpu_devid)
		return;
	spin_lock_irqsave(&desc->lock, flags);
	mask_irq(desc);
	cpumask_clear_cpu(raw_smp_processor_id(), &desc->percpu_enabled);
	spin_unlock_irqrestore(&desc->lock, flags);
}

int ipi_send_mask(unsigned int irq, const struct cpumask *dest)
{
	struct irq_desc *desc = irq_to_desc(irq);
	const struct irq_chip *chip = desc ? desc->irq_data.chip : NULL;

	if (!chip || !chip->ipi_send_mask || !desc->percpu_devid)
		return -EINVAL;
	chip->ipi_send_mask(&desc->irq_data, dest);
	return 0;
}

/* Until there are other CPUs nobody sends them anything. */
void __weak set_smp_ipi_range(unsigned int ipi_base, unsigned int n)
{
	(void)ipi_base;
	(void)n;
}
