// SPDX-License-Identifier: MIT
/*
 * irq.c: what happens between a controller that reports an interrupt and the
 * drivers that wait for it.
 *
 * Each interrupt has a descriptor (linux/irqdesc.h): who drives its controller
 * (chip), how its line behaves (flow), and who wants to know (actions). Linux:
 * kernel/irq/manage.c, chip.c, handle.c.
 */
#include <linux/errno.h>
#include <linux/irq.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/slab.h>

/* Call every action, without the lock. With it held on entry and exit. */
static __maybe_unused void handle_irq_event(struct irq_desc *desc)
{
#ifdef SOLUTION
	irqreturn_t result = IRQ_NONE;

	desc->pending = false;
	desc->in_progress = true;
	spin_unlock(&desc->lock);
	for (struct irqaction *a = READ_ONCE(desc->action); a; a = READ_ONCE(a->next)) {
		if (a->handler(desc->irq_data.irq, a->dev_id) == IRQ_HANDLED)
			result = IRQ_HANDLED;
		if (!irqs_disabled()) {
			warn_irqs_enabled(desc, a);
			local_irq_disable();
		}
	}
	spin_lock(&desc->lock);
	desc->in_progress = false;
	note_interrupt(desc, result);
#else
	/*
	 * Write this: pending is over, in_progress begins; with the lock given up call
	 * the handler of every action (a shared line: each is asked) with its dev_id. One
	 * that comes back with interrupts enabled: warn_irqs_enabled(), and mask them
	 * again. Then note_interrupt() whether any of them said IRQ_HANDLED.
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
	kstat_incr_irqs_this_cpu(desc);
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
	kstat_incr_irqs_this_cpu(desc);
	if (desc->in_progress) {
		desc->pending = true;
	} else if (!desc->action || desc->depth) {
		desc->pending = true;
		mask_irq(desc);
	} else {
		handle_irq_event(desc);
		if (!desc->depth)
			check_irq_resend(desc);
	}
	eoi_irq(desc);
	spin_unlock(&desc->lock);
#else
	/*
	 * Write this: count; being handled: pending; disabled or nobody's: pending and
	 * masked; else handle it, and check_irq_resend() what came meanwhile, unless it
	 * is disabled now. At the end, always, eoi.
	 */
	(void)desc;
#endif
}

void handle_edge_irq(struct irq_desc *desc)
{
#ifdef SOLUTION
	spin_lock(&desc->lock);
	kstat_incr_irqs_this_cpu(desc);
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

void handle_percpu_devid_irq(struct irq_desc *desc)
{
#ifdef SOLUTION
	struct irqaction *action = smp_load_acquire(&desc->action);

	kstat_incr_irqs_this_cpu(desc);
	ack_irq(desc);
	if (action)
		action->handler(desc->irq_data.irq, this_cpu_ptr(action->dev_id));
	else
		mask_irq(desc);
	eoi_irq(desc);
#else
	/*
	 * Write this: count, acknowledge; the one action's handler with this CPU's copy of
	 * its dev_id (this_cpu_ptr()), or mask what is nobody's; eoi. Without the lock:
	 * all CPUs may be here at once, each with its own interrupt.
	 */
	(void)desc;
#endif
}

int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name,
		void *dev_id)
{
#ifdef SOLUTION
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action, **end;
	unsigned int type = flags & IRQF_TRIGGER_MASK;
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

	spin_lock_irqsave(&desc->lock, irq_flags);
	if (desc->norequest)
		err = -EINVAL;
	else if (!desc->action)
		err = type ? __irq_set_trigger(desc, type) : 0;
	else if (!(desc->action->flags & flags & IRQF_SHARED) || (type && type != desc->type))
		err = -EBUSY;
	if (!err) {
		bool first = !desc->action;

		for (end = &desc->action; *end; end = &(*end)->next)
			;
		/* Another CPU may be walking along the list. */
		smp_store_release(end, action);
		if (first) {
			desc->depth = 0;
			desc->pending = false;
			desc->irq_count = desc->irqs_unhandled = 0;
			unmask_irq(desc);
		}
	}
	spin_unlock_irqrestore(&desc->lock, irq_flags);
	if (err)
		kfree(action);
	return err;
#else
	/*
	 * Write this: -EINVAL for a number without a chip, for IRQF_SHARED without dev_id,
	 * and for what nobody may request (norequest). An action from kzalloc(). Under the
	 * lock: the first user sets the trigger type, if flags have one, and unmasks (depth
	 * 0); a second one only if both share and it wants no other type, else -EBUSY. New
	 * actions go to the end, by smp_store_release(). What fails leaves nothing behind.
	 */
	(void)irq;
	(void)handler;
	(void)flags;
	(void)name;
	(void)dev_id;
	return -ENOSYS;
#endif
}

void synchronize_irq(unsigned int irq)
{
#ifdef SOLUTION
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	bool running = desc;

	while (running) {
		while (READ_ONCE(desc->in_progress))
			cpu_relax();
		/* Under the lock what the handler has written is seen, too. */
		spin_lock_irqsave(&desc->lock, flags);
		running = desc->in_progress;
		spin_unlock_irqrestore(&desc->lock, flags);
	}
#else
	/* Write this: wait until in_progress is false; then once more under its lock, and from the start if it is not. */
	(void)irq;
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
	for (struct irqaction **a = &desc->action; *a && !desc->norequest; a = &(*a)->next) {
		if ((*a)->dev_id == dev_id) {
			found = *a;
			WRITE_ONCE(*a, found->next);
			break;
		}
	}
	if (found && !desc->action) {
		desc->depth = 1;
		mask_irq(desc);
	}
	spin_unlock_irqrestore(&desc->lock, flags);
	if (!found) {
		pr_err("Trying to free already-free IRQ %u\n", irq);
		return;
	}
	synchronize_irq(irq);
	kfree(found);
#else
	/*
	 * Write this: take the action with that dev_id off; the last one masks the line
	 * (depth 1). None: "Trying to free already-free IRQ ...". Its memory may go when
	 * no handler runs any more: synchronize_irq().
	 */
	(void)irq;
	(void)dev_id;
#endif
}

void disable_irq_nosync(unsigned int irq)
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

void disable_irq(unsigned int irq)
{
#ifdef SOLUTION
	disable_irq_nosync(irq);
	synchronize_irq(irq);
#else
	/* Write this: disabled, and no handler runs any more. */
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
	if (!desc->depth) {
		pr_err("Unbalanced enable for IRQ %u\n", irq);
	} else if (!--desc->depth) {
		/* An edge that came when it could not be handled is not lost. */
		check_irq_resend(desc);
		unmask_irq(desc);
	}
	spin_unlock_irqrestore(&desc->lock, flags);
#else
	/* Write this: one less; the last does check_irq_resend() and unmasks. One too many: "Unbalanced enable for IRQ ...". */
	(void)irq;
#endif
}
