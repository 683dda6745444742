// SPDX-License-Identifier: MIT
/* What several CPUs need: waiting for a handler that runs elsewhere, and a CPU's own way up. */
#include <asm/smp.h>
#include <linux/irqchip/arm-gic-v3.h>
#include <linux/percpu.h>
#include "../tests/gic.h"

#define TIMER_PPI	11	/* of the virtual timer */
#define TICKS		2000	/* of its counter, until the "other CPU" is done */

static unsigned int waited_for;
static DEFINE_PER_CPU(unsigned int, ended);

/* Plays the other CPU, whose handler of the interrupt returns now. */
static irqreturn_t other_cpu(unsigned int irq, void *dev_id)
{
	(void)irq;
	write_sysreg(0, cntv_ctl_el0);
	isb();
	WRITE_ONCE(irq_desc[waited_for].in_progress, false);
	++*(volatile unsigned int *)dev_id;
	return IRQ_HANDLED;
}

static irqreturn_t nothing(unsigned int irq, void *dev_id)
{
	(void)irq;
	(void)dev_id;
	return IRQ_HANDLED;
}

static void handler_runs_elsewhere(void)
{
	this_cpu_write(ended, 0);
	WRITE_ONCE(irq_desc[waited_for].in_progress, true);
	write_sysreg(TICKS, cntv_tval_el0);
	write_sysreg(1, cntv_ctl_el0);
	isb();
}

CHECK(waits_for_the_handler, "disable_irq() and free_irq() return when no handler runs any more, disable_irq_nosync() at once",
      .hint = "Requesting, disabling")
{
	unsigned int timer = map_ppi(TIMER_PPI, IRQ_TYPE_LEVEL_HIGH);

	waited_for = map_spi(FREE_SPI + 2, IRQ_TYPE_EDGE_RISING);
	ASSERT_TRUE(timer && waited_for, "two interrupts");
	ASSERT_EQ(request_percpu_irq(timer, other_cpu, "other CPU", &ended), 0, "request_percpu_irq()");
	enable_percpu_irq(timer, IRQ_TYPE_LEVEL_HIGH);
	ASSERT_EQ(request_irq(waited_for, nothing, 0, "waited for", NULL), 0, "request_irq()");

	handler_runs_elsewhere();
	disable_irq_nosync(waited_for);
	EXPECT_EQ(this_cpu_read(ended), 0, "the handler has returned, behind disable_irq_nosync()");
	disable_irq(waited_for);
	EXPECT_EQ(this_cpu_read(ended), 1, "the handler has returned, behind disable_irq()");
	handler_runs_elsewhere();
	free_irq(waited_for, NULL);
	EXPECT_EQ(this_cpu_read(ended), 1, "the handler has returned, behind free_irq()");

	while (!this_cpu_read(ended))
		asm volatile("wfi");
	disable_percpu_irq(timer);
	free_percpu_irq(timer, &ended);
}

CHECK(cpu_begins_quiet, "a CPU that starts finds its private interrupts off, inactive and of our priority",
      .hint = "One for each CPU")
{
	u32 bit = 1u << 22;
	unsigned long flags;
	char *sgi;

	map_gic();
	ASSERT_NE(redist, 0, "the redistributor");
	sgi = redist + GICR_SGI_BASE;
	local_irq_save(flags);
	/* As something before us, a boot loader or another kernel, may have left it. */
	writel(bit, sgi + GICD_ISENABLER);
	writel(bit, sgi + GICD_ISACTIVER);
	((volatile u8 *)sgi)[GICD_IPRIORITYR + 22] = 0x40;
	EXPECT_EQ(gic_starting_cpu(raw_smp_processor_id()), 0, "gic_starting_cpu()");
	EXPECT_EQ(readl(sgi + GICD_ISENABLER) & bit, 0, "ISENABLER0");
	EXPECT_EQ(readl(sgi + GICD_ISACTIVER) & bit, 0, "ISACTIVER0");
	EXPECT_EQ(((volatile u8 *)sgi)[GICD_IPRIORITYR + 22], GIC_PRIORITY, "IPRIORITYR");
	local_irq_restore(flags);
}
