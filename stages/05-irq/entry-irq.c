// SPDX-License-Identifier: MIT
/*
 * entry-irq.c: from the vector to the interrupt controller's driver.
 *
 * Takes the place of the weak handler of stage 3. Linux:
 * arch/arm64/kernel/entry-common.c (el1h_64_irq_handler, el1_interrupt),
 * kernel/softirq.c (irq_enter, irq_exit), kernel/irq/handle.c.
 */
#include <asm/ptrace.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/printk.h>

/* How deep in interrupts this CPU is: a handler may let others in. */
static DEFINE_PER_CPU(unsigned int, irq_depth);

static void (*handle_arch_irq)(struct pt_regs *regs);

void set_handle_irq(void (*handler)(struct pt_regs *regs))
{
	handle_arch_irq = handler;
}

void irq_enter(void)
{
	/* Write this: one deeper, in this CPU's irq_depth. */
	(void)irq_depth;
}

void irq_exit(void)
{
	/* Write this: one less deep. */
}

bool in_irq(void)
{
	unsigned long flags;
	bool inside;

	/* Or a thread might ask for one CPU's depth, and read another's. */
	local_irq_save(flags);
	inside = this_cpu_read(irq_depth);
	local_irq_restore(flags);
	return inside;
}

static void el1_interrupt(struct pt_regs *regs)
{
	/*
	 * Write this: irq_enter(), handle_arch_irq(), irq_exit(). Without a controller the
	 * interrupt would come again for ever: panic().
	 */
	(void)regs;
	panic("el1_interrupt() is not written yet (stages/05-irq/entry-irq.c)");
}

void __weak arm64_preempt_schedule_irq(void)
{
}

void el1h_64_irq_handler(struct pt_regs *regs);

/* By the vector of stage 3, with interrupts masked; what was interrupted is in @regs, on this stack. */
void el1h_64_irq_handler(struct pt_regs *regs)
{
	el1_interrupt(regs);
	arm64_preempt_schedule_irq();
}

void init_IRQ(void)
{
	extern const struct of_device_id __irqchip_of_table[], __irqchip_of_table_end[];

	of_irq_init(__irqchip_of_table, __irqchip_of_table_end);
	if (!handle_arch_irq)
		pr_err("init_IRQ: there is no interrupt controller\n");
}
