// SPDX-License-Identifier: MIT
/*
 * base.c: the device tree as structs. Names and values stay in the flattened
 * tree, which is reserved; only the links are new. Linux: drivers/of/base.c,
 * fdt.c (unflatten_dt_nodes).
 */
#include <asm/byteorder.h>
#include <linux/fdt.h>
#include <linux/of.h>
#include <linux/of_fdt.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>

struct device_node *of_root;

static void add_properties(struct device_node *np, int node)
{
	const void *fdt = initial_boot_params;
	struct property **end = &np->properties;

	for (int prop = fdt_first_property(fdt, node); prop >= 0; prop = fdt_next_property(fdt, prop)) {
		struct property *p = kzalloc(sizeof(*p), GFP_KERNEL);

		if (!p)
			return;
		p->value = fdt_property(fdt, prop, &p->name, &p->length);
		*end = p;
		end = &p->next;
		if (!strcmp(p->name, "phandle") && p->length == 4)
			np->phandle = be32_to_cpu(*(const __be32 *)p->value);
	}
}

void unflatten_device_tree(void)
{
	const void *fdt = initial_boot_params;
	/* The last node that was seen at each depth. */
	struct device_node *last[FDT_MAX_DEPTH] = { NULL };
	int depth = 0;

	if (!fdt)
		return;
	for (int node = fdt_next_node(fdt, -1, &depth); node >= 0; node = fdt_next_node(fdt, node, &depth)) {
		struct device_node *np = kzalloc(sizeof(*np), GFP_KERNEL);

		if (!np) {
			pr_err("unflatten_device_tree: no memory for the nodes\n");
			return;
		}
		np->name = fdt_get_name(fdt, node);
		add_properties(np, node);
		if (!depth) {
			of_root = np;
		} else {
			np->parent = last[depth - 1];
			if (np->parent->child)
				last[depth]->sibling = np;
			else
				np->parent->child = np;
		}
		last[depth] = np;
	}
}

struct device_node *of_find_next(struct device_node *np)
{
	if (!np)
		return of_root;
	if (np->child)
		return np->child;
	while (np && !np->sibling)
		np = np->parent;
	return np ? np->sibling : NULL;
}

struct device_node *of_find_node_by_path(const char *path)
{
	struct device_node *np = of_root;

	while (np) {
		const char *end;
		size_t len;

		while (*path == '/')
			path++;
		if (!*path)
			return np;
		end = strchr(path, '/');
		len = end ? (size_t)(end - path) : strlen(path);
		for (np = np->child; np; np = np->sibling)
			if (!strncmp(np->name, path, len) && (!np->name[len] || np->name[len] == '@'))
				break;
		path += len;
	}
	return NULL;
}

struct device_node *of_find_node_by_phandle(u32 phandle)
{
	struct device_node *np = NULL;

	while (phandle && (np = of_find_next(np)))
		if (np->phandle == phandle)
			return np;
	return NULL;
}

const void *of_get_property(const struct device_node *np, const char *name, int *len)
{
	for (const struct property *p = np ? np->properties : NULL; p; p = p->next) {
		if (strcmp(p->name, name))
			continue;
		if (len)
			*len = p->length;
		return p->value;
	}
	return NULL;
}

bool of_device_is_compatible(const struct device_node *np, const char *compat)
{
	int len = 0;
	const char *s = of_get_property(np, "compatible", &len);

	for (int n; s && len > 0; s += n + 1, len -= n + 1) {
		n = strnlen(s, len);
		if (n == len)
			return false;
		if (!strcmp(s, compat))
			return true;
	}
	return false;
}

bool of_device_is_available(const struct device_node *np)
{
	int len;
	const char *status = of_get_property(np, "status", &len);

	return !status || (len > 2 && !strncmp(status, "ok", 2));
}

struct device_node *of_find_compatible_node(struct device_node *from, const char *compat)
{
	while ((from = of_find_next(from)))
		if (of_device_is_compatible(from, compat))
			return from;
	return NULL;
}

int of_init_table(const struct of_device_id *table, const struct of_device_id *end)
{
	struct device_node *np = NULL;
	int good = 0;

	while ((np = of_find_next(np)))
		for (const struct of_device_id *id = table; id < end; id++)
			if (of_device_is_available(np) && of_device_is_compatible(np, id->compatible))
				good += !id->init(np, np->parent);
	return good;
}
