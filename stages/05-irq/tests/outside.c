// SPDX-License-Identifier: MIT
/* From outside of the machine: somebody types on the console, and presses the power key. */
#include <linux/gpio.h>
#include "gic.h"

#define POWER_KEY	3U	/* the line of the GPIO block that the key hangs on */

extern unsigned int gpio_key_presses;

CHECK(typed_bytes_come_back, "what is typed on the console arrives by interrupt, and is echoed",
      .hint = "The drivers")
{
	unsigned int irq = irq_of_parse_and_map(of_find_node_by_path("/pl011@9000000"), 0);
	unsigned long before;

	ASSERT_NE(irq, 0, "an interrupt of the console");
	before = kstat_irqs(irq);
	for (const char *c = "hello"; *c; c++)
		EXPECT_TRUE(test_type(*c), "room in the UART");
	isb();
	EXPECT_EQ(kstat_irqs(irq) - before, 5, "interrupts of five bytes, typed one by one");
}
CONSOLE(typed_bytes_come_back, has, "hello");

CHECK(power_key_arrives, "the power key reaches its driver through the GPIO block",
      .hint = "The drivers")
{
	unsigned int irq = gpio_to_irq(of_find_node_by_path("/pl061@9030000"), POWER_KEY);
	unsigned int before = gpio_key_presses;

	ASSERT_NE(irq, 0, "a number for the key's line");
	test_press_power();
	isb();
	EXPECT_EQ(gpio_key_presses - before, 1, "presses that the driver has seen");
}
CONSOLE(power_key_arrives, has, "key pressed");
