// SPDX-License-Identifier: MIT
/* The clocks of the machine, and of a tree that the test has made. */
#include <linux/clk.h>
#include "nodes.h"

#define UART		0x09000000U
#define UARTIBRD	0x24
#define UARTFBRD	0x28

CHECK(clock_of_the_uart, "the UART is driven by the tree's oscillator, and its baud rate is made from that",
      .hint = "Clocks")
{
	struct clk *clk = of_clk_get_by_name(of_find_node_by_path("/pl011@9000000"), "uartclk");

	ASSERT_NE(clk, 0, "the clock \"uartclk\" of the UART");
	EXPECT_EQ(clk_get_rate(clk), 24000000, "its rate");
	EXPECT_STREQ(clk->name, "clk24mhz", "its name, from clock-output-names");
	EXPECT_EQ(hw_read32(UART + UARTIBRD), 13, "the UART's divisor for 115200 baud");
	EXPECT_EQ(hw_read32(UART + UARTFBRD), 1, "and its 64ths");
}

CHECK(clocks_in_a_row, "a clock that another one drives is set up behind it, wherever it stands in the tree",
      .hint = "Clocks", .setup = begin_tree, .teardown = end_tree)
{
	/* 3 is driven by 2, and 2 by 1; in the tree they stand the other way around. */
	struct device_node *last = add_node("last", "fixed-factor-clock", 3);
	struct device_node *middle = add_node("middle", "fixed-factor-clock", 2);
	struct device_node *first = add_node("first", "fixed-clock", 1);

	add_cell(last, "clocks", 2);
	add_cell(last, "clock-mult", 3);
	add_cell(last, "clock-div", 2);
	add_cell(middle, "clocks", 1);
	add_cell(middle, "clock-mult", 1);
	add_cell(middle, "clock-div", 4);
	add_cell(first, "clock-frequency", 48000000);
	of_clk_init();
	EXPECT_EQ(clk_get_rate(of_clk_provider(first)), 48000000, "the oscillator's rate");
	EXPECT_EQ(clk_get_rate(of_clk_provider(middle)), 12000000, "the rate of a quarter of it");
	EXPECT_EQ(clk_get_rate(of_clk_provider(last)), 18000000, "the rate of 3 / 2 of that");
}
