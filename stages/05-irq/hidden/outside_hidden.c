// SPDX-License-Identifier: MIT
/* From outside, at a bad moment: while interrupts are masked, or one after the other. */
#include <linux/gpio.h>
#include "../tests/gic.h"

#define POWER_KEY	3U

extern unsigned int gpio_key_presses;

CHECK(typed_ahead, "what is typed while interrupts are masked waits in the UART, and comes in order",
      .hint = "The drivers")
{
	unsigned long flags;

	local_irq_save(flags);
	for (const char *c = "typed-ahead"; *c; c++)
		EXPECT_TRUE(test_type(*c), "room in the UART");
	local_irq_restore(flags);
	isb();
}
CONSOLE(typed_ahead, has, "typed-ahead");

CHECK(key_again, "each press of the power key arrives, not only the first",
      .hint = "The drivers")
{
	unsigned int before = gpio_key_presses;

	for (int i = 0; i < 4; i++)
		test_press_power();
	isb();
	EXPECT_EQ(gpio_key_presses - before, 4, "presses that the driver has seen");
}

CHECK(key_while_masked, "a key that was pressed and let go while interrupts were masked is not lost",
      .hint = "Edge and level")
{
	unsigned int before = gpio_key_presses;
	unsigned long flags;

	local_irq_save(flags);
	test_press_power();
	isb();
	EXPECT_EQ(gpio_key_presses - before, 0, "presses before interrupts are let in");
	local_irq_restore(flags);
	isb();
	EXPECT_EQ(gpio_key_presses - before, 1, "presses behind that");
}

CHECK(key_while_disabled, "a key that was pressed while its interrupt was disabled is not lost",
      .hint = "Edge and level")
{
	unsigned int irq = gpio_to_irq(of_find_node_by_path("/pl061@9030000"), POWER_KEY);
	unsigned int before = gpio_key_presses;

	ASSERT_NE(irq, 0, "a number for the key's line");
	disable_irq(irq);
	test_press_power();
	isb();
	EXPECT_EQ(gpio_key_presses - before, 0, "presses while it is disabled");
	enable_irq(irq);
	isb();
	EXPECT_EQ(gpio_key_presses - before, 1, "presses when it is enabled");
}
