/* SPDX-License-Identifier: MIT */
/*
 * The device tree as a tree of structs, once there is memory for it; and what
 * drivers ask of it. Linux: include/linux/of.h, of_address.h, of_irq.h.
 */
#ifndef _LINUX_OF_H
#define _LINUX_OF_H

#include <linux/compiler.h>
#include <linux/types.h>

struct property {
	const char *name;
	int length;
	const void *value;		/* big-endian, in the flattened tree */
	struct property *next;
};

struct device_node {
	const char *name;		/* with its unit address: "pl011@9000000" */
	u32 phandle;			/* 0: none */
	struct property *properties;
	struct device_node *parent, *child, *sibling;
	void *data;			/* the driver's own, e.g. its irq_domain */
};

extern struct device_node *of_root;

/** unflatten_device_tree() - make the structs; by start_kernel(), when there is kmalloc() */
void unflatten_device_tree(void);

/** of_find_next() - the node behind @from, in the order of the tree; NULL: begin, or the end */
struct device_node *of_find_next(struct device_node *from);

/**
 * of_find_node_by_path() - the node at "/a/b@1", or below an alias: "serial0/b"
 *
 * A part may leave out its unit address. A colon ends the path: what follows,
 * as in stdout-path, are options. Return: NULL if there is none.
 */
struct device_node *of_find_node_by_path(const char *path);
struct device_node *of_find_node_by_phandle(u32 phandle);

/** of_find_compatible_node() - the next node behind @from (NULL: the first) that has @compat in its list */
struct device_node *of_find_compatible_node(struct device_node *from, const char *compat);
bool of_device_is_compatible(const struct device_node *np, const char *compat);

/** of_device_is_available() - whether its `status`, if it has one, is "okay": others belong to somebody else */
bool of_device_is_available(const struct device_node *np);

/** of_get_property() - a property's value, its bytes in *@len; or NULL */
const void *of_get_property(const struct device_node *np, const char *name, int *len);

/*
 * Values of properties. All return 0 (the counts: a number), or
 *   -EINVAL	there is no such property
 *   -EOVERFLOW	it is too short for that
 *   -ENODATA	a list of strings has none at that index
 *   -EILSEQ	a string in it is not closed
 * and leave *@out as it was when they fail.
 */

/** of_property_read_bool() - whether the property is there, with or without a value */
static inline bool of_property_read_bool(const struct device_node *np, const char *name)
{
	return of_get_property(np, name, NULL);
}

/** of_property_read_u32_index() - cell @index of a property, in the CPU's byte order */
int of_property_read_u32_index(const struct device_node *np, const char *name, u32 index, u32 *out);

/** of_property_read_u32() - its first cell */
static inline int of_property_read_u32(const struct device_node *np, const char *name, u32 *out)
{
	return of_property_read_u32_index(np, name, 0, out);
}

/** of_property_read_u64() - its first two cells, the higher half first */
int of_property_read_u64(const struct device_node *np, const char *name, u64 *out);

/** of_property_count_u32_elems() - how many cells it has; -EINVAL also if its length is no multiple of 4 */
int of_property_count_u32_elems(const struct device_node *np, const char *name);

/** of_property_read_string_index() - string @index of a property, where it stands in the tree */
int of_property_read_string_index(const struct device_node *np, const char *name, int index,
				  const char **out);

/** of_property_read_string() - its first string */
static inline int of_property_read_string(const struct device_node *np, const char *name,
					  const char **out)
{
	return of_property_read_string_index(np, name, 0, out);
}

/** of_property_count_strings() - how many strings it has */
int of_property_count_strings(const struct device_node *np, const char *name);

/** of_property_match_string() - at which index it holds @string (-ENODATA: at none), as in `clock-names` */
int of_property_match_string(const struct device_node *np, const char *name, const char *string);

#define MAX_PHANDLE_ARGS	16

/* A reference to a node with numbers behind it, as a clock or an interrupt is one. */
struct of_phandle_args {
	struct device_node *np;		/* the provider: its clock, interrupt controller, ... */
	int args_count;
	u32 args[MAX_PHANDLE_ARGS];
};

/**
 * of_parse_phandle_with_args() - entry @index of a list of references
 * @list_name: the property that holds them: "clocks"
 * @cells_name: the property of a provider that says how many cells follow its phandle: "#clock-cells"
 * @out: may be NULL, to ask only whether there is one
 *
 * Return: 0; -ENOENT if there is no such property or entry, or the entry is
 * empty (phandle 0); -EINVAL if the list contradicts itself before its end.
 */
int of_parse_phandle_with_args(const struct device_node *np, const char *list_name,
			       const char *cells_name, int index, struct of_phandle_args *out);

/** of_count_phandle_with_args() - how many entries it has, empty ones as well; errors as above */
int of_count_phandle_with_args(const struct device_node *np, const char *list_name,
			       const char *cells_name);

/** of_parse_phandle() - the node that phandle @index of a list of only phandles names, or NULL */
struct device_node *of_parse_phandle(const struct device_node *np, const char *name, int index);

/**
 * of_address() - entry @index of a node's `reg`, as the CPU sees it
 *
 * Translated through the `ranges` of all parents. Return: 0, or -EINVAL.
 */
int of_address(const struct device_node *np, int index, phys_addr_t *base, u64 *size);

struct resource;

/** of_address_to_resource() - the same as a range; -EINVAL also if it is empty or goes round the end */
int of_address_to_resource(const struct device_node *np, int index, struct resource *r);

/** of_iomap() - map entry @index of `reg`; NULL if that cannot be */
void *of_iomap(const struct device_node *np, int index);

/** of_io_request_and_map() - the same for its driver, which claims it: NULL also if somebody else has it */
void *of_io_request_and_map(const struct device_node *np, int index, const char *name);

/**
 * of_irq_parse_one() - interrupt @index of a device
 *
 * By `interrupts-extended`; or by `interrupts` and `interrupt-parent`, its own
 * or that of a node above it; where there is none, the parent in the tree takes
 * them. An interrupt-map is not followed. Return: 0, or -EINVAL.
 */
int of_irq_parse_one(const struct device_node *np, int index, struct of_phandle_args *out);

typedef int (*of_init_fn)(struct device_node *np, struct device_node *parent);

/* A driver that has to be there before there are devices, found by `compatible`. */
struct of_device_id {
	const char *compatible;
	of_init_fn init;
};

#define OF_DECLARE(table, name, compat, fn)				\
	static const struct of_device_id __of_table_##name __used	\
	__section("__" #table "_of_table") __aligned(8) = { compat, fn }

#define IRQCHIP_DECLARE(name, compat, fn)	OF_DECLARE(irqchip, name, compat, fn)
#define TIMER_OF_DECLARE(name, compat, fn)	OF_DECLARE(timer, name, compat, fn)
#define CLK_OF_DECLARE(name, compat, fn)	OF_DECLARE(clk, name, compat, fn)

/** of_irq_init() - every IRQCHIP_DECLARE()d controller that the tree has, parents before children */
void of_irq_init(const struct of_device_id *table, const struct of_device_id *end);

/** of_init_table() - the same for drivers without such an order; the number that said 0 */
int of_init_table(const struct of_device_id *table, const struct of_device_id *end);

#endif /* _LINUX_OF_H */
