// SPDX-License-Identifier: MIT
/* The given drivers on top of the student's code: console and counters. */
#include "gic.h"

CHECK(console_of_the_tree, "the console that the tree names has taken over",
      .hint = "The drivers")
{
	struct device_node *gpio = of_find_node_by_path("/pl061@9030000");

	ASSERT_NE(gpio, 0, "a GPIO block in the tree");
	EXPECT_NE(gpio->data, 0, "it is an interrupt controller now");
}
CONSOLE_BOOT(console_of_the_tree, has, "^GICv3: [1-9][0-9]* SPIs implemented");
CONSOLE_BOOT(console_of_the_tree, has, "^ttyAMA0 at pl011@9000000 .irq = [1-9][0-9]*. is a PL011");

static irqreturn_t nothing(unsigned int irq, void *dev_id)
{
	(void)irq;
	(void)dev_id;
	return IRQ_HANDLED;
}

CHECK(counters_are_shown, "irq_show() prints each interrupt with its count and its user",
      .hint = "The drivers")
{
	unsigned int irq = map_spi(FREE_SPI + 4, IRQ_TYPE_EDGE_RISING);

	ASSERT_NE(irq, 0, "a number for an SPI");
	ASSERT_EQ(request_irq(irq, nothing, 0, "counted", NULL), 0, "request_irq()");
	for (int i = 0; i < 7; i++)
		pend_spi(FREE_SPI + 4);
	EXPECT_EQ(kstat_irqs(irq), 7, "count");
	irq_show();
	free_irq(irq, NULL);
}
CONSOLE(counters_are_shown, has, "^ *[0-9]+: +7 +GICv3 +136 Edge  counted");

/* PL031, the real-time clock: it compares seconds, and holds its line up until it is told. */
#define RTCDR	0x00
#define RTCMR	0x04
#define RTCIMSC	0x10
#define RTCICR	0x1c

static char *rtc;
static volatile unsigned int alarms;

static irqreturn_t alarm(unsigned int irq, void *dev_id)
{
	(void)irq;
	(void)dev_id;
	/* Content only the third time: until then the line stays up, and it comes again. */
	if (++alarms == 3)
		writel(1, rtc + RTCICR);
	return IRQ_HANDLED;
}

CHECK(level_stays, "an interrupt whose line stays up comes again until its device is content",
      .hint = "Edge and level")
{
	struct device_node *np = of_find_compatible_node(NULL, "arm,pl031");
	unsigned int irq = irq_of_parse_and_map(np, 0);

	rtc = of_iomap(np, 0);
	alarms = 0;
	ASSERT_TRUE(rtc && irq, "a clock with an interrupt");
	ASSERT_EQ(request_irq(irq, alarm, 0, "rtc", NULL), 0, "request_irq()");
	writel(readl(rtc + RTCDR) + 1, rtc + RTCMR);
	writel(1, rtc + RTCIMSC);
	/* A second of the machine's time, and not of ours. */
	test_let_pass(1100000000);
	isb();
	EXPECT_EQ(alarms, 3, "calls of the handler");
	writel(0, rtc + RTCIMSC);
	free_irq(irq, NULL);
}
