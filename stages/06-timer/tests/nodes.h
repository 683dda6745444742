/* SPDX-License-Identifier: MIT */
/* A small device tree of the test's own in the place of the machine's. */
#ifndef _TEST_NODES_H
#define _TEST_NODES_H

#include <asm/byteorder.h>
#include <linux/of.h>
#include <linux/string.h>
#include <test/test.h>

#define NODES	8
#define PROPS	48

static struct device_node nodes[NODES], *machine_tree;
static struct property props[PROPS];
static __be32 cells[PROPS];
static int node_count, prop_count;

static inline void begin_tree(void)
{
	memset(nodes, 0, sizeof(nodes));
	nodes[0].name = "";
	node_count = 1;
	prop_count = 0;
	machine_tree = of_root;
	of_root = &nodes[0];
}

static inline void end_tree(void)
{
	of_root = machine_tree;
}

static inline void add_property(struct device_node *np, const char *name, const void *value, int length)
{
	struct property *p = &props[prop_count++];

	p->name = name;
	p->value = value;
	p->length = length;
	p->next = np->properties;
	np->properties = p;
}

static inline void add_cell(struct device_node *np, const char *name, u32 value)
{
	cells[prop_count] = cpu_to_be32(value);
	add_property(np, name, &cells[prop_count], 4);
}

/* Behind all others, below the root; #clock-cells is 0, so references to it are one cell long. */
static inline struct device_node *add_node(const char *name, const char *compatible, u32 phandle)
{
	struct device_node *np = &nodes[node_count++];

	if (node_count == 2)
		nodes[0].child = np;
	else
		np[-1].sibling = np;
	np->name = name;
	np->parent = &nodes[0];
	np->phandle = phandle;
	add_property(np, "compatible", compatible, strlen(compatible) + 1);
	add_cell(np, "#clock-cells", 0);
	return np;
}

#endif /* _TEST_NODES_H */
