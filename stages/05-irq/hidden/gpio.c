// SPDX-License-Identifier: MIT
/* The GPIO block: what its registers say when a line is set up. */
#include <linux/gpio.h>
#include "../tests/gic.h"

#define GPIODIR	0x400	/* 1: an output, driven by GPIODATA */
#define GPIOIS	0x404
#define GPIOIBE	0x408
#define GPIOIEV	0x40c
#define GPIOIE	0x410
#define LINE	5
#define NEXT	6

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

static unsigned int next_irq;
static volatile unsigned int first_calls, next_calls;

static irqreturn_t disables_next(unsigned int irq, void *dev_id)
{
	(void)irq;
	(void)dev_id;
	first_calls++;
	disable_irq_nosync(next_irq);
	return IRQ_HANDLED;
}

static irqreturn_t next_line(unsigned int irq, void *dev_id)
{
	(void)irq;
	(void)dev_id;
	next_calls++;
	return IRQ_HANDLED;
}

/* Lines that nothing is connected to keep what they were driven to: so both rise in one step. */
static void drive(u32 lines, bool high)
{
	writel(lines, gpio + GPIODIR);
	writel(high ? lines : 0, gpio + (lines << 2));
	writel(0, gpio + GPIODIR);
	isb();
}

CHECK(neighbour_disables, "a line of the GPIO block that another line's handler disables is sent again when it is enabled",
      .hint = "Edge and level")
{
	struct device_node *np = of_find_node_by_path("/pl061@9030000");
	unsigned int irq = gpio_to_irq(np, LINE);
	u32 lines = 1u << LINE | 1u << NEXT;

	next_irq = gpio_to_irq(np, NEXT);
	first_calls = next_calls = 0;
	gpio = of_iomap(np, 0);
	ASSERT_TRUE(gpio && irq && next_irq, "lines 5 and 6 of the GPIO block");
	drive(lines, false);
	ASSERT_EQ(request_irq(irq, disables_next, IRQ_TYPE_EDGE_RISING, "first", NULL), 0, "request_irq()");
	ASSERT_EQ(request_irq(next_irq, next_line, IRQ_TYPE_EDGE_RISING, "next", NULL), 0, "request_irq() of the next line");
	drive(lines, true);
	EXPECT_EQ(first_calls, 1, "calls of line 5's handler");
	EXPECT_EQ(next_calls, 0, "calls of line 6's, which line 5's has disabled");
	enable_irq(next_irq);
	isb();
	EXPECT_EQ(next_calls, 1, "calls of line 6's, when it is enabled");
	free_irq(irq, NULL);
	free_irq(next_irq, NULL);
	drive(lines, false);
}
