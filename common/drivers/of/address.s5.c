// SPDX-License-Identifier: MIT
/* address.c: where a device's registers are. Linux: drivers/of/address.c. */
#include <linux/errno.h>
#include <linux/ioport.h>
#include <linux/of.h>
#include <linux/of_fdt.h>
#include <linux/vmalloc.h>

/*
 * How many cells an address and a size have in the children of @bus. They come
 * from outside and decide how far is read: 0, or -EINVAL if no number of 64
 * bits holds them.
 */
static int cells_of(const struct device_node *bus, int *addr, int *size)
{
	u32 na = 2, ns = 1;

	of_property_read_u32(bus, "#address-cells", &na);
	of_property_read_u32(bus, "#size-cells", &ns);
	if (na < 1 || na > 2 || ns > 2)
		return -EINVAL;
	*addr = na;
	*size = ns;
	return 0;
}

/* From an address on @bus to one on the bus above, by @bus's ranges. */
static int translate(const struct device_node *bus, u64 *address)
{
	int na, ns, pna, pns, len;
	const __be32 *ranges = of_get_property(bus, "ranges", &len), *end;

	if (!ranges)
		return -EINVAL;		/* nothing of it can be seen from above */
	if (!len)
		return 0;
	if (cells_of(bus, &na, &ns) || cells_of(bus->parent, &pna, &pns))
		return -EINVAL;
	for (end = ranges + len / 4; end - ranges >= na + pna + ns; ) {
		u64 child = dt_mem_next_cell(na, &ranges), parent = dt_mem_next_cell(pna, &ranges);
		u64 size = dt_mem_next_cell(ns, &ranges);

		if (*address - child < size) {
			*address += parent - child;
			return 0;
		}
	}
	return -EINVAL;
}

int of_address(const struct device_node *np, int index, phys_addr_t *base, u64 *size)
{
	int na, ns, len = 0;
	const __be32 *reg;

	if (!np || !np->parent || cells_of(np->parent, &na, &ns))
		return -EINVAL;
	reg = of_get_property(np, "reg", &len);
	if (!reg || index < 0 || index >= len / 4 / (na + ns))
		return -EINVAL;
	reg += index * (na + ns);
	*base = dt_mem_next_cell(na, &reg);
	*size = dt_mem_next_cell(ns, &reg);
	for (const struct device_node *bus = np->parent; bus->parent; bus = bus->parent)
		if (translate(bus, base))
			return -EINVAL;
	return 0;
}

int of_address_to_resource(const struct device_node *np, int index, struct resource *r)
{
	phys_addr_t base;
	u64 size;
	int err = of_address(np, index, &base, &size);

	if (err)
		return err;
	if (!size || base + size - 1 < base)
		return -EINVAL;
	*r = (struct resource){ .start = base, .end = base + size - 1, .name = np->name, .flags = IORESOURCE_MEM };
	return 0;
}

void *of_iomap(const struct device_node *np, int index)
{
	struct resource r;

	return of_address_to_resource(np, index, &r) ? NULL : ioremap(r.start, resource_size(&r));
}

void *of_io_request_and_map(const struct device_node *np, int index, const char *name)
{
	struct resource r;
	void *regs;

	if (of_address_to_resource(np, index, &r) ||
	    !request_mem_region(r.start, resource_size(&r), name))
		return NULL;
	regs = ioremap(r.start, resource_size(&r));
	if (!regs)
		release_mem_region(r.start, resource_size(&r));
	return regs;
}
