// SPDX-License-Identifier: MIT
/* An interrupt from the distributor to a handler, and what can keep it away. */
#include <linux/errno.h>
#include "gic.h"

static volatile unsigned int hits, inside;

static irqreturn_t hit(unsigned int irq, void *dev_id)
{
	(void)irq;
	hits++;
	inside = in_irq();
	if (dev_id)
		++*(unsigned int *)dev_id;
	return IRQ_HANDLED;
}

static unsigned int irq;

static void begin(void)
{
	hits = inside = 0;
	irq = map_spi(FREE_SPI, IRQ_TYPE_EDGE_RISING);
}

CHECK(interrupt_arrives, "a pending interrupt reaches its handler, once",
      .hint = "From the line to the handler", .setup = begin)
{
	ASSERT_NE(irq, 0, "a number for an SPI");
	ASSERT_EQ(request_irq(irq, hit, 0, "test", NULL), 0, "request_irq()");
	pend_spi(FREE_SPI);
	EXPECT_EQ(hits, 1, "calls of the handler");
	EXPECT_EQ(inside, 1, "in_irq() in the handler");
	EXPECT_TRUE(!in_irq(), "in_irq() outside of it");
	EXPECT_TRUE(!spi_bit(GICD_ISACTIVER, FREE_SPI), "the interrupt is not active any more");
	pend_spi(FREE_SPI);
	EXPECT_EQ(hits, 2, "calls behind a second one");
	free_irq(irq, NULL);
}

CHECK(masked_is_not_lost, "what comes while an interrupt is disabled arrives when it is enabled",
      .hint = "Requesting, disabling", .setup = begin)
{
	ASSERT_NE(irq, 0, "a number for an SPI");
	ASSERT_EQ(request_irq(irq, hit, 0, "test", NULL), 0, "request_irq()");
	disable_irq(irq);
	pend_spi(FREE_SPI);
	EXPECT_EQ(hits, 0, "calls while it is disabled");
	enable_irq(irq);
	isb();
	EXPECT_EQ(hits, 1, "calls when it is enabled");
	free_irq(irq, NULL);
}

CHECK(disabling_nests, "an interrupt that is disabled twice has to be enabled twice",
      .hint = "Requesting, disabling", .setup = begin)
{
	ASSERT_NE(irq, 0, "a number for an SPI");
	ASSERT_EQ(request_irq(irq, hit, 0, "test", NULL), 0, "request_irq()");
	disable_irq(irq);
	disable_irq(irq);
	enable_irq(irq);
	pend_spi(FREE_SPI);
	EXPECT_EQ(hits, 0, "calls behind one enable_irq()");
	enable_irq(irq);
	isb();
	EXPECT_EQ(hits, 1, "calls behind the second");
	free_irq(irq, NULL);
}

CHECK(shared_line, "every user of a shared line is asked, and one may leave",
      .hint = "Requesting, disabling", .setup = begin)
{
	static unsigned int a, b, c;

	a = b = 0;
	ASSERT_NE(irq, 0, "a number for an SPI");
	ASSERT_EQ(request_irq(irq, hit, IRQF_SHARED, "a", &a), 0, "the first user");
	ASSERT_EQ(request_irq(irq, hit, IRQF_SHARED, "b", &b), 0, "the second user");
	EXPECT_EQ(request_irq(irq, hit, 0, "c", NULL), -EBUSY, "a third one that does not share");
	EXPECT_EQ(request_irq(irq, hit, IRQF_SHARED, "d", NULL), -EINVAL, "one that shares without dev_id");
	EXPECT_EQ(request_irq(irq, hit, IRQF_SHARED | IRQ_TYPE_LEVEL_HIGH, "e", &c), -EBUSY, "one that wants a level");
	pend_spi(FREE_SPI);
	EXPECT_EQ(a * 10 + b, 11, "calls of both");
	free_irq(irq, &a);
	pend_spi(FREE_SPI);
	EXPECT_EQ(a * 10 + b, 12, "calls, when the first has left");
	free_irq(irq, &b);
	EXPECT_TRUE(!spi_bit(GICD_ISENABLER, FREE_SPI), "the line is masked when nobody is left");
}

CHECK(numbers_of_nobody, "a number that stands for nothing cannot be requested",
      .hint = "Requesting, disabling")
{
	EXPECT_EQ(request_irq(0, hit, 0, "zero", NULL), -EINVAL, "interrupt 0");
	EXPECT_EQ(request_irq(NR_IRQS - 1, hit, 0, "last", NULL), -EINVAL, "one that is not mapped");
	EXPECT_EQ(request_irq(NR_IRQS + 5, hit, 0, "beyond", NULL), -EINVAL, "one that does not exist");
	EXPECT_EQ(request_irq(irq_of_parse_and_map(of_find_node_by_path("/pl061@9030000"), 0), hit, 0, "chained", NULL),
		  -EINVAL, "the GPIO block's, which is chained");
}
