// SPDX-License-Identifier: MIT
/*
 * Damaged trees through unflatten_device_tree() and everything that drivers ask
 * of it, under ASan and UBSan. Each value is moved to memory of exactly its
 * length, so that reading past a property shows, not only past the tree.
 */
#include <linux/ioport.h>
#include <test/test.h>
#include "../of/sample.h"
#include "damage.h"

#define ROUNDS	50000
#define QEMUS	40	/* every so many of them QEMU's tree, which is larger */

static struct device_node *nodes[1000];
static unsigned int nnodes;

/* Values that were moved; for the host, so that there is nothing of ours on either side of them. */
static void *values[4000];
static unsigned int nvalues;

static void own_values(struct device_node *np)
{
	for (struct property *p = np->properties; p && nvalues < ARRAY_SIZE(values); p = p->next) {
		values[nvalues] = host_alloc(p->length);
		p->value = memcpy(values[nvalues++], p->value, p->length);
	}
}

static void free_values(void)
{
	while (nvalues)
		host_free(values[--nvalues]);
}

/* Whether the structs are a tree, and as many as the flat tree has. */
static bool is_tree(const void *fdt)
{
	int depth = 0, expected = 0;

	for (int node = fdt_next_node(fdt, -1, &depth); node >= 0; node = fdt_next_node(fdt, node, &depth))
		expected++;
	nnodes = 0;
	for (struct device_node *np = NULL; (np = of_find_next(np)); nodes[nnodes++] = np) {
		struct device_node *child = np->parent ? np->parent->child : np;

		if (nnodes == ARRAY_SIZE(nodes))
			return false;
		while (child && child != np)
			child = child->sibling;
		if (!child)
			return false;
	}
	return expected == (int)nnodes;
}

static bool is_node(const struct device_node *np)
{
	for (unsigned int i = 0; i < nnodes; i++)
		if (nodes[i] == np)
			return true;
	return false;
}

static bool good_args(const struct of_phandle_args *args)
{
	u32 sum = 0;

	for (int i = 0; i < args->args_count; i++)
		sum |= args->args[i];
	return is_node(args->np) && args->args_count <= MAX_PHANDLE_ARGS && (sum || !sum);
}

/* All questions about one node; whether the answers make sense. */
static bool ask(const struct device_node *np)
{
	struct of_phandle_args args;
	struct resource r;
	phys_addr_t base;
	const char *s;
	u64 size;
	u32 cell;
	bool good = true;

	for (int i = -1; i < 5; i++) {
		if (!of_address(np, i, &base, &size) && !of_address_to_resource(np, i, &r))
			good &= r.start == base && resource_size(&r) == size;
		if (!of_irq_parse_one(np, i, &args))
			good &= good_args(&args);
		if (!of_parse_phandle_with_args(np, "clocks", "#clock-cells", i, &args))
			good &= good_args(&args);
		if (!of_parse_phandle_with_args(np, "gpios", "#gpio-cells", i, &args))
			good &= good_args(&args);
	}
	for (const struct property *p = np->properties; p; p = p->next) {
		int strings = of_property_count_strings(np, p->name), len;

		/* Of two with one name the first counts. */
		of_get_property(np, p->name, &len);
		if (!of_property_read_string_index(np, p->name, strings - 1, &s))
			good &= strlen(s) < (size_t)len;
		of_property_read_u32(np, p->name, &cell);
		of_property_read_u64(np, p->name, &size);
		good &= of_property_count_u32_elems(np, p->name) <= len / 4;
		of_parse_phandle(np, p->name, 1);
	}
	return good && of_device_is_available(np) + of_device_is_compatible(np, "arm,gic-v3") < 3;
}

static int no_init(struct device_node *np, struct device_node *parent)
{
	np->data = parent ? parent : np;
	return 0;
}

static bool ask_all(void)
{
	static const struct of_device_id chips[] = { { "arm,gic-v3", no_init }, { "a,gpio", no_init }, { "arm,pl061", no_init } };
	bool good = true;
	const char *path;

	for (unsigned int i = 0; i < nnodes; i++)
		good &= ask(nodes[i]);
	if (!of_property_read_string(of_find_node_by_path("/chosen"), "stdout-path", &path))
		of_find_node_by_path(path);
	of_find_compatible_node(of_find_node_by_path("/soc/bus/serial"), "a,uart");
	of_irq_init(chips, chips + ARRAY_SIZE(chips));
	return good;
}

/* One tree; whether it could be used, and its answers in *@good. */
static bool use(void *fdt, u32 size, bool *good)
{
	*good = true;
	if (!early_init_dt_verify(fdt, size))
		return false;
	unflatten_device_tree();
	*good = is_tree(fdt);
	for (unsigned int i = 0; *good && i < nnodes; i++)
		own_values(nodes[i]);
	*good = *good && ask_all();
	end_sample();
	free_values();
	return true;
}

CHECK(damaged_structs, "50,000 damaged trees become structs, and answer every question, without harm")
{
	u32 size = make_sample(), virt_size, *virt = copy_of_tree(&virt_size);
	u32 *copy = host_alloc(size), *virt_copy = host_alloc(virt_size);
	unsigned long used = 0;
	bool good;

	ASSERT_TRUE(use(memcpy(copy, &tree, size), size, &good) && good, "the tree that is not damaged");
	ASSERT_TRUE(use(memcpy(virt_copy, virt, virt_size), virt_size, &good) && good, "QEMU's tree");
	for (u64 round = 0; round < ROUNDS; round++) {
		state = round;
		if (round % QEMUS) {
			damage(memcpy(copy, &tree, size), size);
			used += use(copy, size, &good);
		} else {
			damage(memcpy(virt_copy, virt, virt_size), virt_size);
			used += use(virt_copy, virt_size, &good);
		}
		if (!good)
			test_note("damaged tree %llu", round);
		ASSERT_TRUE(good, "the structs are a tree, and what they answer lies in it");
	}
	EXPECT_GT(used, ROUNDS / 5, "trees that could be used");
	EXPECT_GT(ROUNDS - used, ROUNDS / 20, "trees that were refused");
	host_free(virt_copy);
	host_free(copy);
	host_free(virt);
}
