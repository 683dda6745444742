// SPDX-License-Identifier: MIT
/*
 * entry-irq.c: from the vector to the interrupt controller's driver.
 *
 * Takes the place of the weak handler of stage 3. Linux:
 * arch/arm64/kernel/entry-common.c (el1h_64_irq_handler), kernel/irq/handle.c.
 */
#include <asm/ptrace.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/percpu.h>
#include <linux/printk.h>

/* How deep in interrupts this CPU is: a handler may let others in. */
static DEFINE_PER_CPU(unsigned int, irq_depth);

static void (*handle_arch_irq)(struct pt_regs *regs);

void set_handle_irq(void (*handler)(struct pt_regs *regs))
{
	handle_arch_irq = handler;
}

bool in_irq(void)
{
	return this_cpu_read(irq_depth);
}

void el1h_64_irq_handler(struct pt_regs *regs);

void el1h_64_irq_handler(struct pt_regs *regs)
{
#ifdef SOLUTION
	this_cpu_write(irq_depth, this_cpu_read(irq_depth) + 1);
	if (!handle_arch_irq)
		panic("An interrupt, and no interrupt controller");
	handle_arch_irq(regs);
	this_cpu_write(irq_depth, this_cpu_read(irq_depth) - 1);
#else
	/*
	 * Write this: one deeper (irq_depth), handle_arch_irq(), one less deep. Without
	 * a controller the interrupt would come again for ever: panic().
	 */
	(void)regs;
	(void)irq_depth;
	panic("el1h_64_irq_handler() is not written yet (stages/05-irq/entry-irq.c)");
#endif
}

void init_IRQ(void)
{
	extern const struct of_device_id __irqchip_of_table[], __irqchip_of_table_end[];

	of_irq_init(__irqchip_of_table, __irqchip_of_table_end);
	if (!handle_arch_irq)
		pr_err("init_IRQ: there is no interrupt controller\n");
}
