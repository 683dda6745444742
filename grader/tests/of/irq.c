// SPDX-License-Identifier: MIT
/* Whose interrupt it is, and in which order controllers are set up. */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <test/test.h>
#include "sample.h"

static void expect_irq(const char *path, int index, const char *controller, u32 count, u32 first, u32 last)
{
	struct of_phandle_args args = { .args_count = 0 };

	ASSERT_EQ(of_irq_parse_one(of_find_node_by_path(path), index, &args), 0, "of_irq_parse_one()");
	EXPECT_STREQ(args.np->name, controller, "the controller");
	ASSERT_EQ(args.args_count, count, "its cells");
	EXPECT_EQ(args.args[0], first, "the first cell");
	EXPECT_EQ(args.args[count - 1], last, "the last cell");
}

CHECK(interrupts, "interrupts are found by interrupt-parent, by the place in the tree, and by references",
      .setup = begin_sample, .teardown = end_sample)
{
	expect_irq("serial0", 0, "intc@8000000", 3, 0, 4);
	expect_irq("serial0", 1, "intc@8000000", 3, 0, 1);
	expect_irq("/soc/gpio", 0, "intc@8000000", 3, 0, 4);
	expect_irq("/soc/gpio/button", 0, "gpio@30000", 2, 3, 1);
	expect_irq("/soc/keys", 0, "gpio@30000", 2, 5, 2);
	expect_irq("/soc/keys", 1, "intc@8000000", 3, 0, 4);
}

CHECK(no_interrupt, "an interrupt that there is not is an error", .setup = begin_sample, .teardown = end_sample)
{
	struct of_phandle_args args;

	EXPECT_EQ(of_irq_parse_one(of_find_node_by_path("serial0"), 2, &args), -EINVAL, "a third of two");
	EXPECT_EQ(of_irq_parse_one(of_find_node_by_path("serial0"), -1, &args), -EINVAL, "one before the first");
	EXPECT_EQ(of_irq_parse_one(of_find_node_by_path("/soc/keys"), 2, &args), -EINVAL, "a third reference");
	EXPECT_EQ(of_irq_parse_one(of_find_node_by_path("/pll"), 0, &args), -EINVAL, "of a node without interrupts");
	EXPECT_EQ(of_irq_parse_one(of_find_node_by_path("/wide"), 0, &args), -EINVAL, "one of 17 cells");
	EXPECT_EQ(of_irq_parse_one(NULL, 0, &args), -EINVAL, "of nobody");
}

CHECK(circles, "interrupt parents in a circle end the search", .teardown = end_sample)
{
	struct of_phandle_args args;

	begin_tree();
	begin_node("a");
	CELLS("phandle", 1);
	CELLS("interrupt-parent", 2);
	CELLS("interrupts", 5);
	end_node();
	begin_node("b");
	CELLS("phandle", 2);
	CELLS("interrupt-parent", 1);
	end_node();
	ASSERT_TRUE(early_init_dt_verify(&tree, end_tree()), "the tree is taken");
	unflatten_device_tree();
	EXPECT_EQ(of_irq_parse_one(of_find_node_by_path("/a"), 0, &args), -EINVAL, "of_irq_parse_one()");
}

static const char *order[12];
static unsigned int inits;

static int note_init(struct device_node *np, struct device_node *parent)
{
	(void)parent;
	order[inits++ % ARRAY_SIZE(order)] = np->name;
	np->data = np;
	return 0;
}

static int refuse_init(struct device_node *np, struct device_node *parent)
{
	note_init(np, parent);
	np->data = NULL;
	return -ENODEV;
}

static void controller(const char *name, u32 phandle, u32 parent, const char *status)
{
	begin_node(name);
	text_prop("compatible", "a,chip");
	begin_prop("interrupt-controller", 0);
	CELLS("#interrupt-cells", 1);
	CELLS("phandle", phandle);
	CELLS("interrupt-parent", parent);
	text_prop("status", status);
	end_node();
}

static void controllers(void)
{
	inits = 0;
	begin_tree();
	controller("leaf", 3, 2, "okay");
	controller("middle", 2, 1, "okay");
	controller("off", 4, 1, "disabled");
	controller("root", 1, 1, "okay");
	end_tree();
	early_init_dt_verify(&tree, sizeof(tree));
	unflatten_device_tree();
}

CHECK(parents_first, "controllers are set up after their parents, and not at all without",
      .setup = controllers, .teardown = end_sample)
{
	struct of_device_id good = { "a,chip", note_init }, bad = { "a,chip", refuse_init };
	unsigned long said;

	of_irq_init(&good, &good + 1);
	ASSERT_EQ(inits, 3, "controllers");
	EXPECT_STREQ(order[0], "root", "the first");
	EXPECT_STREQ(order[1], "middle", "the second");
	EXPECT_STREQ(order[2], "leaf", "the third");
	end_sample();
	controllers();
	said = host_printed;
	of_irq_init(&bad, &bad + 1);
	EXPECT_EQ(inits, 1, "controllers, when the first cannot be used");
	EXPECT_EQ(host_printed - said, 3, "lines about it: one that failed, two that wait");
}
