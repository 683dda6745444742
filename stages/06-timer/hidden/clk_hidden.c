// SPDX-License-Identifier: MIT
/* Clocks that cannot be, and must not keep the others away. */
#include <linux/clk.h>
#include "../tests/nodes.h"

CHECK(clocks_that_cannot_be, "clocks that drive each other, divide by 0 or are disabled keep nobody else away",
      .hint = "Clocks", .setup = begin_tree, .teardown = end_tree)
{
	struct device_node *hen = add_node("hen", "fixed-factor-clock", 1);
	struct device_node *egg = add_node("egg", "fixed-factor-clock", 2);
	struct device_node *zero = add_node("zero", "fixed-factor-clock", 3);
	struct device_node *off = add_node("off", "fixed-clock", 4);
	struct device_node *mute = add_node("mute", "fixed-clock", 5);
	struct device_node *good = add_node("good", "fixed-clock", 6);

	add_cell(hen, "clocks", 2);
	add_cell(egg, "clocks", 1);
	add_cell(zero, "clocks", 6);
	for (int i = 1; i < 4; i++) {
		add_cell(&nodes[i], "clock-mult", 1);
		add_cell(&nodes[i], "clock-div", i != 3);
	}
	add_cell(off, "clock-frequency", 1000);
	add_property(off, "status", "disabled", 9);
	add_cell(good, "clock-frequency", 5000);
	of_clk_init();
	EXPECT_EQ(clk_get_rate(of_clk_provider(good)), 5000, "the rate of the good one");
	EXPECT_EQ(of_clk_provider(hen), 0, "a clock that its own output drives");
	EXPECT_EQ(of_clk_provider(egg), 0, "and the other one of the two");
	EXPECT_EQ(of_clk_provider(zero), 0, "a clock divided by 0");
	EXPECT_EQ(of_clk_provider(off), 0, "a clock that is disabled");
	EXPECT_EQ(of_clk_provider(mute), 0, "an oscillator without a rate");
}
CONSOLE(clocks_that_cannot_be, has, "hen cannot be set up");
CONSOLE(clocks_that_cannot_be, has, "zero cannot be set up");
CONSOLE(clocks_that_cannot_be, not, "(off|good) cannot be set up");

CHECK(clock_by_index, "a device with several clocks gets the one that it asks for", .hint = "Clocks",
      .setup = begin_tree, .teardown = end_tree)
{
	static __be32 list[3];
	static const char names[] = "core\0bus\0slow";
	struct device_node *device = add_node("device", "some,device", 9);
	struct device_node *a = add_node("a", "fixed-clock", 1);
	struct device_node *b = add_node("b", "fixed-clock", 2);

	list[0] = cpu_to_be32(2);
	list[1] = cpu_to_be32(1);
	list[2] = cpu_to_be32(7);
	add_property(device, "clocks", list, sizeof(list));
	add_property(device, "clock-names", names, sizeof(names));
	add_cell(a, "clock-frequency", 100);
	add_cell(b, "clock-frequency", 200);
	of_clk_init();
	EXPECT_EQ(clk_get_rate(of_clk_get(device, 0)), 200, "the rate of clock 0");
	EXPECT_EQ(clk_get_rate(of_clk_get(device, 1)), 100, "the rate of clock 1");
	EXPECT_EQ(clk_get_rate(of_clk_get_by_name(device, "bus")), 100, "the rate of \"bus\"");
	EXPECT_EQ(of_clk_get(device, 2), 0, "a clock of a node that is not there");
	EXPECT_EQ(of_clk_get(device, 3), 0, "a clock behind the end");
	EXPECT_EQ(of_clk_get_by_name(device, "fast"), 0, "a name that is not there");
}
