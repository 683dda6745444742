// SPDX-License-Identifier: MIT
/*
 * irqdesc.c: the table of interrupts, what a chip can do to one, and what is
 * counted and told of it. Given; what is decided with it is the student's
 * (stages/05-irq/irq.c). Linux: kernel/irq/irqdesc.c, chip.c, resend.c,
 * spurious.c, proc.c.
 */
#include <asm/smp.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/trace.h>

#define SPURIOUS_WINDOW		100000
#define SPURIOUS_LIMIT		99900

struct irq_desc irq_desc[NR_IRQS];

void early_irq_init(void)
{
	for (unsigned int i = 0; i < NR_IRQS; i++) {
		spin_lock_init(&irq_desc[i].lock);
		irq_desc[i].irq_data.irq = i;
		irq_desc[i].handle_irq = handle_bad_irq;
		irq_desc[i].depth = 1;
	}
}

struct irq_desc *irq_to_desc(unsigned int irq)
{
	return irq && irq < NR_IRQS ? &irq_desc[irq] : NULL;
}

/* Its own CPU's word, with interrupts masked: no lock. A more urgent interrupt is another one's. */
void kstat_incr_irqs_this_cpu(struct irq_desc *desc)
{
	unsigned int *count = &desc->kstat_irqs[raw_smp_processor_id() % NR_CPUS];

	WRITE_ONCE(*count, *count + 1);
}

unsigned int kstat_irqs_cpu(unsigned int irq, unsigned int cpu)
{
	struct irq_desc *desc = irq_to_desc(irq);

	return desc && cpu < NR_CPUS ? READ_ONCE(desc->kstat_irqs[cpu]) : 0;
}

unsigned int kstat_irqs(unsigned int irq)
{
	unsigned int sum = 0;

	for (unsigned int cpu = 0; cpu < NR_CPUS; cpu++)
		sum += kstat_irqs_cpu(irq, cpu);
	return sum;
}

void mask_irq(struct irq_desc *desc)
{
	if (desc->irq_data.chip)
		desc->irq_data.chip->irq_mask(&desc->irq_data);
}

void unmask_irq(struct irq_desc *desc)
{
	if (desc->irq_data.chip)
		desc->irq_data.chip->irq_unmask(&desc->irq_data);
}

void ack_irq(struct irq_desc *desc)
{
	if (desc->irq_data.chip && desc->irq_data.chip->irq_ack)
		desc->irq_data.chip->irq_ack(&desc->irq_data);
}

void eoi_irq(struct irq_desc *desc)
{
	if (desc->irq_data.chip && desc->irq_data.chip->irq_eoi)
		desc->irq_data.chip->irq_eoi(&desc->irq_data);
}

void check_irq_resend(struct irq_desc *desc)
{
	const struct irq_chip *chip = desc->irq_data.chip;

	if (!desc->pending)
		return;
	desc->pending = false;
	if (desc->type & IRQ_TYPE_LEVEL_MASK)
		return;
	if (chip && chip->irq_retrigger)
		chip->irq_retrigger(&desc->irq_data);
	else
		pr_err("irq %u: an edge is lost, its controller cannot send it again\n", desc->irq_data.irq);
}

void irq_set_handler_locked(struct irq_data *d, irq_flow_handler_t flow)
{
	WRITE_ONCE(irq_to_desc(d->irq)->handle_irq, flow);
}

void irq_set_chip_and_handler(unsigned int irq, const struct irq_chip *chip,
			      irq_flow_handler_t flow, void *chip_data)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	spin_lock_irqsave(&desc->lock, flags);
	desc->irq_data.chip = chip;
	desc->irq_data.chip_data = chip_data;
	desc->handle_irq = flow;
	spin_unlock_irqrestore(&desc->lock, flags);
}

int irq_set_chained_handler(unsigned int irq, irq_flow_handler_t flow, void *data)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	int err = 0;

	if (!desc || !desc->irq_data.chip)
		return -EINVAL;
	spin_lock_irqsave(&desc->lock, flags);
	if (desc->action || desc->norequest) {
		err = -EBUSY;
	} else {
		desc->norequest = true;
		desc->handler_data = data;
		desc->handle_irq = flow;
		desc->depth = 0;
		unmask_irq(desc);
	}
	spin_unlock_irqrestore(&desc->lock, flags);
	return err;
}

int __irq_set_trigger(struct irq_desc *desc, unsigned int type)
{
	const struct irq_chip *chip = desc->irq_data.chip;
	int err = chip && chip->irq_set_type ? chip->irq_set_type(&desc->irq_data, type) : -EINVAL;

	if (!err)
		desc->type = type;
	return err;
}

int irq_set_irq_type(unsigned int irq, unsigned int type)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	int err;

	if (!desc)
		return -EINVAL;
	spin_lock_irqsave(&desc->lock, flags);
	err = __irq_set_trigger(desc, type);
	spin_unlock_irqrestore(&desc->lock, flags);
	return err;
}

int irq_set_first_type(unsigned int irq, unsigned int type)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	int err = 0;

	if (!desc)
		return -EINVAL;
	spin_lock_irqsave(&desc->lock, flags);
	if (desc->type == IRQ_TYPE_NONE)
		err = __irq_set_trigger(desc, type);
	else if (desc->type != type)
		err = -EBUSY;
	spin_unlock_irqrestore(&desc->lock, flags);
	return err;
}

void note_interrupt(struct irq_desc *desc, irqreturn_t result)
{
	desc->irqs_unhandled += result == IRQ_NONE;
	if (++desc->irq_count < SPURIOUS_WINDOW)
		return;
	if (desc->irqs_unhandled > SPURIOUS_LIMIT) {
		pr_err("irq %u: nobody cared\n", desc->irq_data.irq);
		pr_err("Disabling IRQ #%u\n", desc->irq_data.irq);
		desc->depth++;
		mask_irq(desc);
	}
	desc->irq_count = desc->irqs_unhandled = 0;
}

void warn_irqs_enabled(const struct irq_desc *desc, const struct irqaction *action)
{
	static unsigned int said;

	if (xchg(&said, 1))
		return;
	pr_err("irq %u handler of %s enabled interrupts\n", desc->irq_data.irq, action->name);
	WARN_ON(1);
}

void handle_bad_irq(struct irq_desc *desc)
{
	spin_lock(&desc->lock);
	kstat_incr_irqs_this_cpu(desc);
	pr_err("unexpected IRQ trap at irq %u, hwirq %lu\n", desc->irq_data.irq, desc->irq_data.hwirq);
	mask_irq(desc);
	eoi_irq(desc);
	spin_unlock(&desc->lock);
}

void generic_handle_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc)
		return;
	trace_name(TRACE_IRQ_BEGIN, desc->action ? desc->action->name : NULL, irq);
	READ_ONCE(desc->handle_irq)(desc);
	trace_name(TRACE_IRQ_END, NULL, irq);
}

int generic_handle_domain_irq(struct irq_domain *domain, unsigned long hwirq)
{
	unsigned int irq = irq_find_mapping(domain, hwirq);

	if (!irq)
		return -EINVAL;
	generic_handle_irq(irq);
	return 0;
}

void irq_show(void)
{
	for (unsigned int i = 1; i < NR_IRQS; i++) {
		struct irq_desc *desc = &irq_desc[i];
		unsigned int count = kstat_irqs(i);
		unsigned long flags;

		spin_lock_irqsave(&desc->lock, flags);
		if (desc->irq_data.chip && (desc->action || count || desc->handler_data)) {
			printk("%3u: %10u %8s %4lu %s", i, count, desc->irq_data.chip->name,
			       desc->irq_data.hwirq, desc->type & IRQ_TYPE_LEVEL_MASK ? "Level" : "Edge");
			for (struct irqaction *a = desc->action; a; a = a->next)
				pr_cont("  %s", a->name);
			pr_cont("\n");
		}
		spin_unlock_irqrestore(&desc->lock, flags);
	}
}
