// SPDX-License-Identifier: MIT
/* Values of properties: numbers, strings, references. */
#include <linux/errno.h>
#include <test/test.h>
#include "sample.h"

static struct device_node *serial, *pll;

static void begin(void)
{
	begin_sample();
	serial = of_find_node_by_path("serial0");
	pll = of_find_node_by_path("/pll");
}

CHECK(numbers, "numbers are read as far as a property goes, and no further", .setup = begin, .teardown = end_sample)
{
	u32 cell = 1;
	u64 big = 1;

	EXPECT_EQ(of_property_read_u32(pll, "#clock-cells", &cell), 0, "a cell");
	EXPECT_EQ(cell, 1, "its value");
	EXPECT_EQ(of_property_read_u32_index(serial, "big", 1, &cell), 0, "the second cell");
	EXPECT_EQ(cell, 0x9abcdef0, "its value");
	EXPECT_EQ(of_property_read_u32_index(serial, "big", 2, &cell), -EOVERFLOW, "a third");
	EXPECT_EQ(of_property_read_u32(serial, "none", &cell), -EINVAL, "a property that there is not");
	EXPECT_EQ(cell, 0x9abcdef0, "the value after errors");
	EXPECT_EQ(of_property_read_u64(serial, "big", &big), 0, "two cells");
	EXPECT_EQ(big, 0x123456789abcdef0, "their value");
	EXPECT_EQ(of_property_read_u64(pll, "#clock-cells", &big), -EOVERFLOW, "two cells of one");
	EXPECT_EQ(of_property_count_u32_elems(serial, "clocks"), 6, "cells of a list");
	EXPECT_EQ(of_property_count_u32_elems(serial, "compatible"), -EINVAL, "cells of 14 bytes");
	EXPECT_EQ(of_property_count_u32_elems(serial, "none"), -EINVAL, "cells of nothing");
	EXPECT_EQ(of_property_read_u32(of_find_node_by_path("/soc/same"), "ranges", &cell), -EOVERFLOW, "a cell of an empty property");
	EXPECT_TRUE(of_property_read_bool(of_find_node_by_path("/soc/same"), "ranges"), "which is there");
}

CHECK(strings, "strings are read as far as they are closed", .setup = begin, .teardown = end_sample)
{
	const char *s = "kept";

	EXPECT_EQ(of_property_read_string(serial, "compatible", &s), 0, "the first string");
	EXPECT_STREQ(s, "a,uart", "the first string");
	EXPECT_EQ(of_property_read_string_index(serial, "compatible", 1, &s), 0, "the second");
	EXPECT_STREQ(s, "b,uart", "the second");
	EXPECT_EQ(of_property_read_string_index(serial, "compatible", 2, &s), -ENODATA, "a third");
	EXPECT_EQ(of_property_read_string_index(serial, "compatible", -1, &s), -EINVAL, "one before the first");
	EXPECT_STREQ(s, "b,uart", "the string after errors");
	EXPECT_EQ(of_property_count_strings(serial, "compatible"), 2, "their number");
	EXPECT_EQ(of_property_match_string(serial, "compatible", "b,uart"), 1, "where b,uart stands");
	EXPECT_EQ(of_property_match_string(serial, "compatible", "c,uart"), -ENODATA, "where c,uart stands");
	/* "fast", "slow", and an "x" that is not closed. */
	EXPECT_EQ(of_property_match_string(pll, "clock-output-names", "slow"), 1, "a string before one that is not closed");
	EXPECT_EQ(of_property_read_string_index(pll, "clock-output-names", 2, &s), -EILSEQ, "one that is not closed");
	EXPECT_EQ(of_property_count_strings(pll, "clock-output-names"), -EILSEQ, "their number");
	EXPECT_EQ(of_property_read_string(of_find_node_by_path("/soc/same"), "ranges", &s), -ENODATA, "a string of an empty property");
}

CHECK(references, "a list of references is taken apart by its providers' cells", .setup = begin, .teardown = end_sample)
{
	struct of_phandle_args args = { .args_count = 99 };

	EXPECT_EQ(of_count_phandle_with_args(serial, "clocks", "#clock-cells"), 4, "entries");
	EXPECT_EQ(of_parse_phandle_with_args(serial, "clocks", "#clock-cells", 0, &args), 0, "the first");
	EXPECT_STREQ(args.np->name, "osc", "its provider");
	EXPECT_EQ(args.args_count, 0, "its arguments");
	EXPECT_EQ(of_parse_phandle_with_args(serial, "clocks", "#clock-cells", 1, &args), 0, "the second");
	EXPECT_EQ((unsigned long)args.np, (unsigned long)pll, "its provider");
	EXPECT_EQ(args.args_count, 1, "its arguments");
	EXPECT_EQ(args.args[0], 7, "the argument");
	EXPECT_EQ(of_parse_phandle_with_args(serial, "clocks", "#clock-cells", 2, &args), -ENOENT, "the third, which is empty");
	EXPECT_EQ(of_parse_phandle_with_args(serial, "clocks", "#clock-cells", 3, NULL), 0, "the fourth");
	EXPECT_EQ(of_parse_phandle_with_args(serial, "clocks", "#clock-cells", 4, &args), -ENOENT, "a fifth");
	EXPECT_EQ(of_parse_phandle_with_args(serial, "clocks", "#clock-cells", -1, &args), -EINVAL, "one before the first");
	EXPECT_EQ(of_parse_phandle_with_args(serial, "none", "#clock-cells", 0, &args), -ENOENT, "an entry of no list");
	EXPECT_EQ(of_count_phandle_with_args(serial, "none", "#clock-cells"), -ENOENT, "entries of no list");
	EXPECT_EQ(of_parse_phandle_with_args(serial, "clocks", "#gpio-cells", 0, &args), -EINVAL, "clocks, read as lines");
	EXPECT_EQ(of_parse_phandle_with_args(of_find_node_by_path("/wide"), "clocks", "#clock-cells", 0, &args), -EINVAL, "one of 17 cells");
	EXPECT_EQ(args.args[0], 7, "the argument after errors");
	EXPECT_EQ((unsigned long)of_parse_phandle(serial, "clocks", 1), (unsigned long)pll, "of_parse_phandle()");
	EXPECT_EQ((unsigned long)of_parse_phandle(serial, "clocks", 5), 0, "behind the list's end");
}
