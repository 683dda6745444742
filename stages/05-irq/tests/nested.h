/* SPDX-License-Identifier: MIT */
/* Two interrupts: in the handler of the first, which lets interrupts in, the second is made pending. */
#include "gic.h"

#define SLOW		(FREE_SPI + GIC_FIRST_SPI)
#define OTHER		(FREE_SPI + 5 + GIC_FIRST_SPI)

static volatile unsigned int slow_calls, other_calls, came_inside, irq_behind;
static unsigned int slow_irq, other_irq;

static irqreturn_t other_handler(unsigned int irq, void *dev_id)
{
	(void)irq;
	(void)dev_id;
	other_calls++;
	return IRQ_HANDLED;
}

static irqreturn_t slow_handler(unsigned int irq, void *dev_id)
{
	(void)irq;
	(void)dev_id;
	slow_calls++;
	local_irq_enable();
	test_pend(OTHER);
	isb();
	came_inside = other_calls;
	irq_behind = in_irq();
	local_irq_disable();
	return IRQ_HANDLED;
}

static void set_priority(unsigned int hwirq, u8 priority)
{
	((volatile u8 *)dist)[GICD_IPRIORITYR + hwirq] = priority;
	(void)readl(dist + GICD_IPRIORITYR + (hwirq & ~3U));
}

/* Both requested, the second one with @priority. */
static bool begin(u8 priority)
{
	slow_irq = map_spi(FREE_SPI, IRQ_TYPE_EDGE_RISING);
	other_irq = map_spi(FREE_SPI + 5, IRQ_TYPE_EDGE_RISING);
	slow_calls = other_calls = came_inside = irq_behind = 0;
	if (request_irq(slow_irq, slow_handler, 0, "slow", NULL) ||
	    request_irq(other_irq, other_handler, 0, "other", NULL))
		return false;
	set_priority(OTHER, priority);
	return true;
}

static void end(void)
{
	set_priority(OTHER, GIC_PRIORITY);
	free_irq(slow_irq, NULL);
	free_irq(other_irq, NULL);
}
