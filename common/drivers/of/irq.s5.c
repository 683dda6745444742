// SPDX-License-Identifier: MIT
/* irq.c: which interrupts a device has, and of whom. Linux: drivers/of/irq.c. */
#include <asm/byteorder.h>
#include <linux/errno.h>
#include <linux/fdt.h>
#include <linux/kernel.h>
#include <linux/of.h>
#include <linux/of_fdt.h>
#include <linux/printk.h>

/*
 * Whom a node's interrupts go to: the node that `interrupt-parent` names, or
 * the one above it in the tree; and so on from there, until one has
 * #interrupt-cells (Devicetree Specification v0.4, 2.4). A tree may lead in
 * circles: no longer way than the tree is deep.
 */
static struct device_node *interrupt_parent(const struct device_node *np)
{
	for (int steps = 0; np && steps < FDT_MAX_DEPTH; steps++) {
		struct device_node *up = np->parent;
		u32 phandle;

		if (!of_property_read_u32(np, "interrupt-parent", &phandle))
			up = of_find_node_by_phandle(phandle);
		if (up && of_property_read_bool(up, "#interrupt-cells"))
			return up;
		np = up;
	}
	return NULL;
}

static int take_cells(struct of_phandle_args *out, struct device_node *controller,
		      const __be32 *cells, const __be32 *end)
{
	u32 n;

	/* What an interrupt-map makes of it is not looked up. */
	if (!controller || of_property_read_bool(controller, "interrupt-map") ||
	    of_property_read_u32(controller, "#interrupt-cells", &n) ||
	    n > MAX_PHANDLE_ARGS || end - cells < n)
		return -EINVAL;
	out->np = controller;
	out->args_count = n;
	for (u32 i = 0; i < n; i++)
		out->args[i] = be32_to_cpu(cells[i]);
	return n;
}

int of_irq_parse_one(const struct device_node *np, int index, struct of_phandle_args *out)
{
	int len = 0, used = -EINVAL;
	const __be32 *cells = of_get_property(np, "interrupts-extended", &len), *end;
	bool extended = cells;

	if (index < 0)
		return -EINVAL;
	if (!extended)
		cells = of_get_property(np, "interrupts", &len);
	if (!cells)
		return -EINVAL;
	for (end = cells + len / 4; cells < end && index >= 0; index--, cells += used) {
		struct device_node *controller = extended ? of_find_node_by_phandle(be32_to_cpu(*cells)) :
							    interrupt_parent(np);

		cells += extended;
		used = take_cells(out, controller, cells, end);
		if (used <= 0)
			return -EINVAL;
	}
	return index < 0 ? 0 : -EINVAL;
}

#define MAX_CONTROLLERS	8

void of_irq_init(const struct of_device_id *table, const struct of_device_id *end)
{
	struct { struct device_node *np, *parent; of_init_fn init; bool done; } found[MAX_CONTROLLERS];
	struct device_node *np = NULL;
	int n = 0, again = 1;

	while ((np = of_find_next(np))) {
		if (!of_property_read_bool(np, "interrupt-controller") || !of_device_is_available(np))
			continue;
		for (const struct of_device_id *id = table; id < end; id++) {
			struct device_node *parent = interrupt_parent(np);

			if (!of_device_is_compatible(np, id->compatible))
				continue;
			if (n == MAX_CONTROLLERS) {
				pr_err("of_irq_init: no room for %s\n", np->name);
				break;
			}
			found[n].np = np;
			found[n].parent = parent == np ? NULL : parent;
			found[n].init = id->init;
			found[n++].done = false;
			break;
		}
	}
	/* Round after round: those whose parent is ready. A node's data says that it is. */
	while (again) {
		again = 0;
		for (int i = 0; i < n; i++) {
			if (found[i].done || (found[i].parent && !found[i].parent->data))
				continue;
			found[i].done = true;
			again = 1;
			if (found[i].init(found[i].np, found[i].parent))
				pr_err("of_irq_init: %s cannot be used\n", found[i].np->name);
		}
	}
	for (int i = 0; i < n; i++)
		if (!found[i].done)
			pr_err("of_irq_init: %s waits for %s, which is not there\n", found[i].np->name,
			       found[i].parent->name);
}
