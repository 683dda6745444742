// SPDX-License-Identifier: MIT
/* The GPIO block: what its registers say when a line is set up. */
#include <linux/gpio.h>
#include "../tests/gic.h"

#define GPIOIS	0x404
#define GPIOIBE	0x408
#define GPIOIEV	0x40c
#define GPIOIE	0x410
#define LINE	5

static char *gpio;

static unsigned int bits(void)
{
	return (readl(gpio + GPIOIS) >> LINE & 1) << 2 | (readl(gpio + GPIOIBE) >> LINE & 1) << 1 |
	       (readl(gpio + GPIOIEV) >> LINE & 1);
}

static irqreturn_t nothing(unsigned int irq, void *dev_id)
{
	(void)irq;
	(void)dev_id;
	return IRQ_HANDLED;
}

CHECK(lines_of_the_gpio, "a line of the GPIO block is told its trigger, and unmasked for its user",
      .hint = "The drivers")
{
	struct device_node *np = of_find_node_by_path("/pl061@9030000");
	unsigned int irq = gpio_to_irq(np, LINE);

	gpio = of_iomap(np, 0);
	ASSERT_TRUE(gpio && irq, "line 5 of the GPIO block");
	EXPECT_EQ(irq_set_irq_type(irq, IRQ_TYPE_EDGE_FALLING), 0, "a falling edge");
	EXPECT_EQ(bits(), 0, "IS, IBE, IEV");
	EXPECT_EQ(irq_set_irq_type(irq, IRQ_TYPE_EDGE_BOTH), 0, "both edges");
	EXPECT_EQ(bits() & 6, 2, "IS, IBE");
	EXPECT_EQ(irq_set_irq_type(irq, IRQ_TYPE_LEVEL_HIGH), 0, "a high level");
	EXPECT_EQ(bits(), 5, "IS, IBE, IEV");
	EXPECT_EQ((unsigned long)irq_desc[irq].handle_irq, (unsigned long)handle_level_irq, "its flow");
	EXPECT_NE(irq_set_irq_type(irq, IRQ_TYPE_LEVEL_HIGH | IRQ_TYPE_EDGE_RISING), 0, "both kinds at once are refused");
	ASSERT_EQ(request_irq(irq, nothing, IRQ_TYPE_EDGE_RISING, "line", NULL), 0, "request_irq()");
	EXPECT_EQ(bits(), 1, "IS, IBE, IEV of a rising edge");
	EXPECT_EQ(readl(gpio + GPIOIE) >> LINE & 1, 1, "GPIOIE while it is in use");
	free_irq(irq, NULL);
	EXPECT_EQ(readl(gpio + GPIOIE) >> LINE & 1, 0, "GPIOIE afterwards");
}
