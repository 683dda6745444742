// SPDX-License-Identifier: MIT
/*
 * irq.c: what happens between a controller that reports an interrupt and the
 * drivers that wait for it.
 *
 * Each interrupt has a descriptor: who drives its controller (chip), how its
 * line behaves (flow), and who wants to know (actions). Linux: kernel/irq/
 * manage.c, chip.c, handle.c, spurious.c.
 */
#include <linux/errno.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/slab.h>

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

static void mask_irq(struct irq_desc *desc)
{
	if (desc->irq_data.chip)
		desc->irq_data.chip->irq_mask(&desc->irq_data);
}

static void unmask_irq(struct irq_desc *desc)
{
	if (desc->irq_data.chip)
		desc->irq_data.chip->irq_unmask(&desc->irq_data);
}

static __maybe_unused void ack_irq(struct irq_desc *desc)
{
	if (desc->irq_data.chip->irq_ack)
		desc->irq_data.chip->irq_ack(&desc->irq_data);
}

static __maybe_unused void eoi_irq(struct irq_desc *desc)
{
	if (desc->irq_data.chip->irq_eoi)
		desc->irq_data.chip->irq_eoi(&desc->irq_data);
}

/*
 * Nobody wanted nearly all of the last 100,000: a line that is stuck would keep
 * the CPU busy for ever. With the descriptor's lock held. Linux: note_interrupt().
 */
static __maybe_unused void note_interrupt(struct irq_desc *desc, irqreturn_t result)
{
	if (result == IRQ_NONE)
		desc->unhandled++;
	if (desc->count % SPURIOUS_WINDOW)
		return;
	if (desc->unhandled > SPURIOUS_LIMIT) {
		pr_err("irq %u: nobody cared\n", desc->irq_data.irq);
		pr_err("Disabling IRQ #%u\n", desc->irq_data.irq);
		desc->depth++;
		mask_irq(desc);
	}
	desc->unhandled = 0;
}

/* Call every action, without the lock. With it held on entry and exit. */
static __maybe_unused void handle_irq_event(struct irq_desc *desc)
{
#ifdef SOLUTION
	irqreturn_t result = IRQ_NONE;

	desc->pending = false;
	desc->in_progress = true;
	spin_unlock(&desc->lock);
	for (struct irqaction *a = desc->action; a; a = a->next)
		if (a->handler(desc->irq_data.irq, a->dev_id) == IRQ_HANDLED)
			result = IRQ_HANDLED;
	spin_lock(&desc->lock);
	desc->in_progress = false;
	note_interrupt(desc, result);
#else
	/*
	 * Write this: pending is over, in_progress begins; with the lock given up call
	 * the handler of every action (a shared line: each is asked) with its dev_id;
	 * then note_interrupt() whether any of them said IRQ_HANDLED.
	 */
	(void)desc;
#endif
}

void handle_level_irq(struct irq_desc *desc)
{
#ifdef SOLUTION
	spin_lock(&desc->lock);
	mask_irq(desc);
	ack_irq(desc);
	desc->count++;
	if (desc->in_progress || !desc->action || desc->depth) {
		desc->pending = true;
	} else {
		handle_irq_event(desc);
		/* The handler may have disabled it. */
		if (!desc->depth)
			unmask_irq(desc);
	}
	spin_unlock(&desc->lock);
#else
	/*
	 * Write this: under the lock, mask and acknowledge, count; if it is being
	 * handled, disabled or nobody's, it is pending and stays masked; else handle it,
	 * and unmask unless it was disabled meanwhile.
	 */
	(void)desc;
#endif
}

void handle_fasteoi_irq(struct irq_desc *desc)
{
#ifdef SOLUTION
	spin_lock(&desc->lock);
	desc->count++;
	if (desc->in_progress || !desc->action || desc->depth) {
		desc->pending = true;
		mask_irq(desc);
	} else {
		handle_irq_event(desc);
	}
	eoi_irq(desc);
	spin_unlock(&desc->lock);
#else
	/* Write this: as for a level, but masked only where it cannot be handled; at the end, always, eoi. */
	(void)desc;
#endif
}

void handle_edge_irq(struct irq_desc *desc)
{
#ifdef SOLUTION
	spin_lock(&desc->lock);
	desc->count++;
	if (desc->in_progress || !desc->action || desc->depth) {
		desc->pending = true;
		mask_irq(desc);
		ack_irq(desc);
	} else {
		ack_irq(desc);
		do {
			/* Another edge came while the handler ran: it may come again now. */
			if (desc->pending)
				unmask_irq(desc);
			handle_irq_event(desc);
		} while (desc->pending && !desc->depth);
	}
	spin_unlock(&desc->lock);
#else
	/*
	 * Write this: acknowledge, or the controller sees no further edge. If it cannot
	 * be handled now: pending, masked. Else handle it, and again as long as another
	 * one came meanwhile (pending).
	 */
	(void)desc;
#endif
}

void handle_bad_irq(struct irq_desc *desc)
{
	spin_lock(&desc->lock);
	desc->count++;
	pr_err("unexpected IRQ trap at irq %u, hwirq %lu\n", desc->irq_data.irq, desc->irq_data.hwirq);
	if (desc->irq_data.chip) {
		mask_irq(desc);
		eoi_irq(desc);
	}
	spin_unlock(&desc->lock);
}

void generic_handle_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (desc)
		desc->handle_irq(desc);
}

void irq_set_chip_and_handler(unsigned int irq, const struct irq_chip *chip,
			      irq_flow_handler_t flow, void *chip_data)
{
	struct irq_desc *desc = irq_to_desc(irq);

	desc->irq_data.chip = chip;
	desc->irq_data.chip_data = chip_data;
	desc->handle_irq = flow;
}

void irq_set_chained_handler(unsigned int irq, irq_flow_handler_t flow, void *data)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	spin_lock_irqsave(&desc->lock, flags);
	desc->handler_data = data;
	desc->handle_irq = flow;
	desc->depth = 0;
	unmask_irq(desc);
	spin_unlock_irqrestore(&desc->lock, flags);
}

int irq_set_irq_type(unsigned int irq, unsigned int type)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	int err = -EINVAL;

	if (!desc || !desc->irq_data.chip)
		return -EINVAL;
	spin_lock_irqsave(&desc->lock, flags);
	if (desc->irq_data.chip->irq_set_type)
		err = desc->irq_data.chip->irq_set_type(&desc->irq_data, type);
	if (!err)
		desc->type = type;
	spin_unlock_irqrestore(&desc->lock, flags);
	return err;
}

int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name,
		void *dev_id)
{
#ifdef SOLUTION
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action, **end;
	unsigned long irq_flags;
	int err = 0;

	if (!desc || !desc->irq_data.chip || !handler || (flags & IRQF_SHARED && !dev_id))
		return -EINVAL;
	action = kzalloc(sizeof(*action), GFP_KERNEL);
	if (!action)
		return -ENOMEM;
	action->handler = handler;
	action->flags = flags;
	action->name = name;
	action->dev_id = dev_id;

	if (flags & IRQF_TRIGGER_MASK && !desc->action)
		err = irq_set_irq_type(irq, flags & IRQF_TRIGGER_MASK);
	spin_lock_irqsave(&desc->lock, irq_flags);
	if (!err && desc->action && !(desc->action->flags & flags & IRQF_SHARED))
		err = -EBUSY;
	if (!err) {
		bool first = !desc->action;

		for (end = &desc->action; *end; end = &(*end)->next)
			;
		*end = action;
		if (first) {
			desc->depth = 0;
			desc->pending = false;
			desc->unhandled = 0;
			unmask_irq(desc);
		}
	}
	spin_unlock_irqrestore(&desc->lock, irq_flags);
	if (err)
		kfree(action);
	return err;
#else
	/*
	 * Write this: -EINVAL for a number without a chip, and for IRQF_SHARED without
	 * dev_id. An action from kzalloc(). The first user sets the trigger type, if
	 * flags have one, and unmasks (depth 0); a second one only if both share, else
	 * -EBUSY. New actions go to the end. What fails leaves nothing behind.
	 */
	(void)irq;
	(void)handler;
	(void)flags;
	(void)name;
	(void)dev_id;
	return -ENOSYS;
#endif
}

void free_irq(unsigned int irq, void *dev_id)
{
#ifdef SOLUTION
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *found = NULL;
	unsigned long flags;

	if (!desc)
		return;
	spin_lock_irqsave(&desc->lock, flags);
	for (struct irqaction **a = &desc->action; *a; a = &(*a)->next) {
		if ((*a)->dev_id == dev_id) {
			found = *a;
			*a = found->next;
			break;
		}
	}
	if (found && !desc->action) {
		desc->depth = 1;
		mask_irq(desc);
	}
	spin_unlock_irqrestore(&desc->lock, flags);
	if (!found)
		pr_err("Trying to free already-free IRQ %u\n", irq);
	kfree(found);
#else
	/*
	 * Write this: take the action with that dev_id off; the last one masks the line
	 * (depth 1). None: "Trying to free already-free IRQ ...".
	 */
	(void)irq;
	(void)dev_id;
#endif
}

void disable_irq(unsigned int irq)
{
#ifdef SOLUTION
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc)
		return;
	spin_lock_irqsave(&desc->lock, flags);
	if (!desc->depth++)
		mask_irq(desc);
	spin_unlock_irqrestore(&desc->lock, flags);
#else
	/* Write this: one more; the first masks. */
	(void)irq;
#endif
}

void enable_irq(unsigned int irq)
{
#ifdef SOLUTION
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc)
		return;
	spin_lock_irqsave(&desc->lock, flags);
	if (!desc->depth)
		pr_err("Unbalanced enable for IRQ %u\n", irq);
	else if (!--desc->depth) {
		/* An edge that came when it could not be handled is not lost. */
		if (desc->pending && !(desc->type & IRQ_TYPE_LEVEL_MASK) &&
		    desc->irq_data.chip->irq_retrigger)
			desc->irq_data.chip->irq_retrigger(&desc->irq_data);
		desc->pending = false;
		unmask_irq(desc);
	}
	spin_unlock_irqrestore(&desc->lock, flags);
#else
	/* Write this: one less; the last retriggers what is pending, and unmasks. One too many: "Unbalanced enable for IRQ ...". */
	(void)irq;
	(void)unmask_irq;
#endif
}

void irq_show(void)
{
	for (unsigned int i = 1; i < NR_IRQS; i++) {
		struct irq_desc *desc = &irq_desc[i];

		if (!desc->irq_data.chip || (!desc->action && !desc->count && !desc->handler_data))
			continue;
		printk("%3u: %10lu %8s %4lu %s", i, desc->count, desc->irq_data.chip->name,
		       desc->irq_data.hwirq, desc->type & IRQ_TYPE_LEVEL_MASK ? "Level" : "Edge");
		for (struct irqaction *a = desc->action; a; a = a->next)
			pr_cont("  %s", a->name);
		pr_cont("\n");
	}
}
