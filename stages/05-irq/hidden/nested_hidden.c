// SPDX-License-Identifier: MIT
/* Handlers that let interrupts in: equals wait, and nobody leaves them in. */
#include "../tests/nested.h"

CHECK(equals_wait, "an interrupt of the same priority waits, although the handler lets interrupts in",
      .hint = "Interrupts in interrupts")
{
	ASSERT_TRUE(begin(GIC_PRIORITY), "two interrupts of one priority");
	test_pend(SLOW);
	isb();
	EXPECT_EQ(slow_calls, 1, "calls of the first handler");
	EXPECT_EQ(came_inside, 0, "calls of the second while the first one ran");
	EXPECT_EQ(other_calls, 1, "calls of the second behind it");
	end();
}

static volatile unsigned int careful_calls, masked;

static irqreturn_t careless(unsigned int irq, void *dev_id)
{
	(void)irq;
	(void)dev_id;
	local_irq_enable();
	return IRQ_HANDLED;
}

static irqreturn_t careful(unsigned int irq, void *dev_id)
{
	(void)irq;
	(void)dev_id;
	careful_calls++;
	masked += irqs_disabled();
	return IRQ_HANDLED;
}

CHECK(left_enabled, "a handler that returns with interrupts enabled is named, once, and they are masked again",
      .hint = "Interrupts in interrupts")
{
	static int a, b;
	unsigned int irq = map_spi(FREE_SPI + 1, IRQ_TYPE_EDGE_RISING);

	careful_calls = masked = 0;
	ASSERT_EQ(request_irq(irq, careless, IRQF_SHARED, "careless", &a), 0, "request_irq()");
	ASSERT_EQ(request_irq(irq, careful, IRQF_SHARED, "careful", &b), 0, "request_irq() of another user");
	for (int i = 0; i < 3; i++)
		pend_spi(FREE_SPI + 1);
	EXPECT_EQ(careful_calls, 3, "calls of the second handler");
	EXPECT_EQ(masked, 3, "and of them those with interrupts masked");
	free_irq(irq, &a);
	free_irq(irq, &b);
}
CONSOLE(left_enabled, has, "^irq [0-9]+ handler of careless enabled interrupts");
CONSOLE(left_enabled, not, "enabled interrupts[^$]*enabled interrupts");
