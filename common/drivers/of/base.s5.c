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

/* Whether there was memory for all of them. */
static bool add_properties(struct device_node *np, int node)
{
	const void *fdt = initial_boot_params;
	struct property **end = &np->properties;

	for (int prop = fdt_first_property(fdt, node); prop >= 0; prop = fdt_next_property(fdt, prop)) {
		struct property *p = kzalloc(sizeof(*p), GFP_KERNEL);

		if (!p)
			return false;
		p->value = fdt_property(fdt, prop, &p->name, &p->length);
		*end = p;
		end = &p->next;
		if (!strcmp(p->name, "phandle") && p->length == 4)
			np->phandle = be32_to_cpu(*(const __be32 *)p->value);
	}
	return true;
}

void unflatten_device_tree(void)
{
	const void *fdt = initial_boot_params;
	/* The last node that was seen at each depth. */
	struct device_node *last[FDT_MAX_DEPTH] = { NULL };
	int depth = 0, node;

	if (!fdt)
		return;
	for (node = fdt_next_node(fdt, -1, &depth); node >= 0; node = fdt_next_node(fdt, node, &depth)) {
		struct device_node *np = kzalloc(sizeof(*np), GFP_KERNEL);

		if (!np)
			break;
		np->name = fdt_get_name(fdt, node);
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
		if (!add_properties(np, node))
			break;
	}
	/* What has been made is sound; what is missing may be missed. */
	if (node >= 0)
		pr_err("unflatten_device_tree: no memory for all of it, cut at %s\n", fdt_get_name(fdt, node));
	else if (node != -FDT_ERR_NOTFOUND)
		pr_err("unflatten_device_tree: %s\n", fdt_strerror(node));
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

/* The child of @np that the first part of @path names, up to a '/', a ':' or its end. */
static struct device_node *child_of(struct device_node *np, const char *path, size_t len)
{
	for (np = np->child; np; np = np->sibling)
		if (!strncmp(np->name, path, len) && (!np->name[len] || np->name[len] == '@'))
			break;
	return np;
}

static size_t part_of(const char *path)
{
	size_t len = 0;

	while (path[len] && path[len] != '/' && path[len] != ':')
		len++;
	return len;
}

/* The node that property @name[0..len) of /aliases names. */
static struct device_node *alias(const char *name, size_t len)
{
	struct device_node *np = child_of(of_root, "aliases", 7);
	const char *path;

	for (const struct property *p = np ? np->properties : NULL; p; p = p->next)
		if (!strncmp(p->name, name, len) && !p->name[len] &&
		    !of_property_read_string(np, p->name, &path) && *path == '/')
			return of_find_node_by_path(path);
	return NULL;
}

struct device_node *of_find_node_by_path(const char *path)
{
	struct device_node *np = of_root;

	if (np && *path != '/') {
		np = alias(path, part_of(path));
		path += part_of(path);
	}
	while (np) {
		size_t len;

		while (*path == '/')
			path++;
		len = part_of(path);
		if (!len)
			return np;
		np = child_of(np, path, len);
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
	return of_property_match_string(np, "compatible", compat) >= 0;
}

bool of_device_is_available(const struct device_node *np)
{
	return !of_property_read_bool(np, "status") || !of_property_match_string(np, "status", "okay") ||
	       !of_property_match_string(np, "status", "ok");
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
