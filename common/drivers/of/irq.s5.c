// SPDX-License-Identifier: MIT
/* irq.c: which interrupts a device has, and of whom. Linux: drivers/of/irq.c. */
#include <asm/byteorder.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/of.h>
#include <linux/of_fdt.h>
#include <linux/printk.h>

/* The controller that a node's `interrupts` are about: the nearest that anybody above names. */
static struct device_node *interrupt_parent(const struct device_node *np)
{
	u32 phandle;

	for (; np; np = np->parent)
		if (!of_property_read_u32(np, "interrupt-parent", &phandle))
			return of_find_node_by_phandle(phandle);
	return NULL;
}

static int take_cells(struct of_phandle_args *out, struct device_node *controller,
		      const __be32 *cells, const __be32 *end)
{
	u32 n;

	if (!controller || of_property_read_u32(controller, "#interrupt-cells", &n) ||
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
		for (const struct of_device_id *id = table; id < end && n < MAX_CONTROLLERS; id++) {
			struct device_node *parent;

			if (!of_get_property(np, "interrupt-controller", NULL) ||
			    !of_device_is_compatible(np, id->compatible))
				continue;
			parent = interrupt_parent(np);
			found[n].np = np;
			found[n].parent = parent == np ? NULL : parent;
			found[n].init = id->init;
			found[n++].done = false;
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
}
