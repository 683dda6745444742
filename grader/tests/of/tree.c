// SPDX-License-Identifier: MIT
/* The device tree as structs: nodes, paths, and what happens when memory ends. */
#include <test/test.h>
#include "sample.h"

static const char *name_of(const struct device_node *np)
{
	return np ? np->name : "(none)";
}

static unsigned int count_nodes(void)
{
	unsigned int n = 0;

	for (struct device_node *np = NULL; (np = of_find_next(np)); )
		n++;
	return n;
}

CHECK(nodes_linked, "every node of the flat tree is a struct, in the same order", .setup = begin_sample, .teardown = end_sample)
{
	int depth = 0, node = -1;
	struct device_node *np = NULL;

	while ((node = fdt_next_node(&tree, node, &depth)) >= 0) {
		unsigned int up = 0;

		np = of_find_next(np);
		ASSERT_NE(np, 0, "a struct");
		ASSERT_STREQ(np->name, fdt_get_name(&tree, node), "its name");
		for (struct device_node *p = np; p->parent; p = p->parent)
			up++;
		EXPECT_EQ(up, depth, "its depth");
	}
	EXPECT_EQ(of_find_next(np), 0, "one more");
}

CHECK(paths, "paths find their node, with and without unit addresses, and through aliases",
      .setup = begin_sample, .teardown = end_sample)
{
	static const char *const here[][2] = {
		{ "/", "" }, { "/soc", "soc" }, { "/soc/bus/serial", "serial@200" },
		{ "/soc/bus@1000/serial@200", "serial@200" }, { "//soc//gpio@30000/", "gpio@30000" },
		{ "serial0", "serial@200" }, { "serial0:115200n8", "serial@200" }, { "/soc:x/y", "soc" },
	};
	static const char *const nowhere[] = {
		"/so", "/soc1", "/soc/bus@100", "soc", "serial", "serial00", "nowhere", "/soc/bus/serial@200/x", "",
	};

	for (unsigned int i = 0; i < sizeof(here) / sizeof(here[0]); i++)
		EXPECT_STREQ(name_of(of_find_node_by_path(here[i][0])), here[i][1], "the node at a path");
	for (unsigned int i = 0; i < sizeof(nowhere) / sizeof(nowhere[0]); i++)
		EXPECT_STREQ(name_of(of_find_node_by_path(nowhere[i])), "(none)", "the node at a path that there is not");
	EXPECT_STREQ(name_of(of_find_node_by_phandle(GPIO)), "gpio@30000", "phandle 4");
	EXPECT_EQ(of_find_node_by_phandle(0), 0, "phandle 0");
	EXPECT_EQ(of_find_node_by_phandle(77), 0, "phandle 77");
}

CHECK(compatibles, "compatible and status are compared as whole strings", .setup = begin_sample, .teardown = end_sample)
{
	struct device_node *serial = of_find_node_by_path("serial0"), *np = of_find_compatible_node(NULL, "b,uart");

	EXPECT_EQ((unsigned long)np, (unsigned long)serial, "the node with b,uart as its second");
	EXPECT_EQ(of_find_compatible_node(np, "b,uart"), 0, "another");
	EXPECT_TRUE(!of_device_is_compatible(serial, "a,uar"), "a part of a string is not it");
	EXPECT_TRUE(!of_device_is_compatible(serial, "uart"), "nor is its end");
	EXPECT_TRUE(!of_device_is_compatible(NULL, "a,uart"), "nobody is compatible");
	EXPECT_TRUE(!of_device_is_available(serial), "disabled");
	EXPECT_TRUE(of_device_is_available(serial->parent), "no status");
}

CHECK(no_memory, "without memory the tree ends early, is sound as far as it goes, and that is said",
      .teardown = end_sample)
{
	unsigned int all, before = 0;
	unsigned long said;

	ASSERT_TRUE(early_init_dt_verify(&tree, make_sample()), "the tree is taken");
	unflatten_device_tree();
	all = count_nodes();
	for (long limit = 0; ; limit++) {
		unsigned int n;

		of_root = NULL;
		given_back();
		given_limit = limit;
		said = host_printed;
		unflatten_device_tree();
		n = count_nodes();
		ASSERT_GE(n, before, "nodes");
		before = n;
		if (given_limit)
			break;
		/* With exactly as much as it takes, nothing is left and nothing is missing. */
		if (host_printed == said)
			ASSERT_EQ(n, all, "nodes, when nothing is said");
	}
	EXPECT_EQ(before, all, "nodes with enough memory");
	EXPECT_EQ(host_printed, said, "lines printed with enough memory");
	of_root = NULL;
	given_back();
	given_limit = 7;
	unflatten_device_tree();
	EXPECT_EQ(host_printed, said + 1, "lines printed without");
}
