// SPDX-License-Identifier: MIT
/* From a device tree's words to a number, and the tree itself as structs. */
#include "gic.h"

CHECK(mapping_is_kept, "an input has one number, however often it is asked for",
      .hint = "Domains")
{
	unsigned int a = map_spi(FREE_SPI + 1, IRQ_TYPE_EDGE_RISING);
	unsigned int b = map_spi(FREE_SPI + 2, IRQ_TYPE_EDGE_RISING);

	ASSERT_TRUE(a && b, "two numbers");
	EXPECT_NE(a, b, "the second number");
	EXPECT_EQ(map_spi(FREE_SPI + 1, IRQ_TYPE_EDGE_RISING), a, "the first input, asked for again");
	EXPECT_EQ(irq_desc[a].irq_data.hwirq, FREE_SPI + 1 + GIC_FIRST_SPI, "its number in the GIC");
	EXPECT_EQ(irq_find_mapping(irq_desc[a].irq_data.domain, FREE_SPI + 1 + GIC_FIRST_SPI), a, "irq_find_mapping()");
	EXPECT_EQ(irq_find_mapping(irq_desc[a].irq_data.domain, 5000), 0, "an input that the GIC does not have");
}

CHECK(devices_get_theirs, "the tree's devices get the interrupts that it says",
      .hint = "Domains")
{
	struct device_node *uart = of_find_node_by_path("/pl011@9000000");
	struct of_phandle_args args;
	unsigned int irq = irq_of_parse_and_map(uart, 0);

	ASSERT_EQ(of_irq_parse_one(uart, 0, &args), 0, "the UART has an interrupt");
	ASSERT_NE(irq, 0, "a number for it");
	EXPECT_EQ(irq_desc[irq].irq_data.hwirq, args.args[1] + GIC_FIRST_SPI, "its number in the GIC");
	EXPECT_EQ(irq_desc[irq].type, IRQ_TYPE_LEVEL_HIGH, "its trigger type");
	EXPECT_NE(irq_desc[irq].action, 0, "its driver has requested it");
	EXPECT_EQ(irq_of_parse_and_map(uart, 7), 0, "an eighth interrupt: there is none");
}

CHECK(trigger_types, "the GIC is told edge or level, and refuses what it does not know",
      .hint = "Edge and level")
{
	unsigned int irq = map_spi(FREE_SPI + 3, IRQ_TYPE_EDGE_RISING), hwirq = FREE_SPI + 3 + GIC_FIRST_SPI;

	ASSERT_NE(irq, 0, "a number for an SPI");
	EXPECT_EQ(readl(dist + GICD_ICFGR + hwirq / 16 * 4) >> hwirq % 16 * 2 & 2, 2, "ICFGR: edge");
	EXPECT_EQ(irq_set_irq_type(irq, IRQ_TYPE_LEVEL_HIGH), 0, "a high level");
	EXPECT_EQ(readl(dist + GICD_ICFGR + hwirq / 16 * 4) >> hwirq % 16 * 2 & 2, 0, "ICFGR: level");
	EXPECT_NE(irq_set_irq_type(irq, IRQ_TYPE_EDGE_FALLING), 0, "a falling edge is refused");
	EXPECT_EQ(irq_desc[irq].type, IRQ_TYPE_LEVEL_HIGH, "and nothing has changed");
}

CHECK(type_is_kept, "a device that names another trigger type for an input in use is refused",
      .hint = "Domains")
{
	unsigned int irq = map_spi(FREE_SPI + 4, IRQ_TYPE_EDGE_RISING), hwirq = FREE_SPI + 4 + GIC_FIRST_SPI;

	ASSERT_NE(irq, 0, "a number for an SPI");
	EXPECT_EQ(map_spi(FREE_SPI + 4, IRQ_TYPE_LEVEL_HIGH), 0, "the same input as a level");
	EXPECT_EQ(readl(dist + GICD_ICFGR + hwirq / 16 * 4) >> hwirq % 16 * 2 & 2, 2, "ICFGR: still an edge");
	EXPECT_EQ(map_spi(FREE_SPI + 4, IRQ_TYPE_NONE), irq, "the same input without a type");
}
CONSOLE(type_is_kept, has, "^type mismatch");
