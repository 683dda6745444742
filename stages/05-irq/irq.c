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
	/*
	 * Write this: pending is over, in_progress begins; with the lock given up call
	 * the handler of every action (a shared line: each is asked) with its dev_id. One
	 * that comes back with interrupts enabled: warn_irqs_enabled(), and mask them
	 * again. Then note_interrupt() whether any of them said IRQ_HANDLED.
	 */
	(void)desc;
}

void handle_level_irq(struct irq_desc *desc)
{
	/*
	 * Write this: under the lock, mask and acknowledge, count; if it is being
	 * handled, disabled or nobody's, it is pending and stays masked; else handle it,
	 * and unmask unless it was disabled meanwhile.
	 */
	(void)desc;
}

void handle_fasteoi_irq(struct irq_desc *desc)
{
	/*
	 * Write this: count; being handled: pending; disabled or nobody's: pending and
	 * masked; else handle it, and check_irq_resend() what came meanwhile, unless it
	 * is disabled now. At the end, always, eoi.
	 */
	(void)desc;
}

void handle_edge_irq(struct irq_desc *desc)
{
	/*
	 * Write this: acknowledge, or the controller sees no further edge. If it cannot
	 * be handled now: pending, masked. Else handle it, and again as long as another
	 * one came meanwhile (pending).
	 */
	(void)desc;
}

void handle_percpu_devid_irq(struct irq_desc *desc)
{
	/*
	 * Write this: count, acknowledge; the one action's handler with this CPU's copy of
	 * its dev_id (this_cpu_ptr()), or mask what is nobody's; eoi. Without the lock:
	 * all CPUs may be here at once, each with its own interrupt.
	 */
	(void)desc;
}

int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name,
		void *dev_id)
{
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
}

void synchronize_irq(unsigned int irq)
{
	/* Write this: wait until in_progress is false; then once more under its lock, and from the start if it is not. */
	(void)irq;
}

void free_irq(unsigned int irq, void *dev_id)
{
	/*
	 * Write this: take the action with that dev_id off; the last one masks the line
	 * (depth 1). None: "Trying to free already-free IRQ ...". Its memory may go when
	 * no handler runs any more: synchronize_irq().
	 */
	(void)irq;
	(void)dev_id;
}

void disable_irq_nosync(unsigned int irq)
{
	/* Write this: one more; the first masks. */
	(void)irq;
}

void disable_irq(unsigned int irq)
{
	/* Write this: disabled, and no handler runs any more. */
	(void)irq;
}

void enable_irq(unsigned int irq)
{
	/* Write this: one less; the last does check_irq_resend() and unmasks. One too many: "Unbalanced enable for IRQ ...". */
	(void)irq;
}
