// SPDX-License-Identifier: MIT
/*
 * fdt_scan.c: what the device tree says of memory, before there is any to work
 * with.
 *
 * Numbers in the tree are big-endian cells of 32 bits; how many make up an
 * address or a size is a property of the node's parent (Devicetree
 * Specification v0.4, 2.3.5). Linux: drivers/of/fdt.c.
 */
#include <asm/byteorder.h>
#include <asm/memory.h>
#include <linux/fdt.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/of_fdt.h>
#include <linux/printk.h>
#include <linux/string.h>

int early_init_dt_scan_root(void)
{
#ifdef SOLUTION
	int node = fdt_path_offset(initial_boot_params, "/"), len;
	const __be32 *prop;

	/* Without the property there are two cells and one: 2.3.5. */
	dt_root_addr_cells = 2;
	dt_root_size_cells = 1;
	if (node < 0)
		return node;
	prop = of_get_flat_dt_prop(node, "#address-cells", &len);
	if (prop && len == sizeof(*prop))
		dt_root_addr_cells = be32_to_cpu(*prop);
	prop = of_get_flat_dt_prop(node, "#size-cells", &len);
	if (prop && len == sizeof(*prop))
		dt_root_size_cells = be32_to_cpu(*prop);
	if (dt_root_addr_cells < 1 || dt_root_addr_cells > 2 ||
	    dt_root_size_cells < 1 || dt_root_size_cells > 2) {
		pr_err("Device tree: %d address cells and %d size cells cannot be\n",
		       dt_root_addr_cells, dt_root_size_cells);
		dt_root_addr_cells = dt_root_size_cells = 0;
	}
	return 0;
#else
	/*
	 * Write this: find the root node (fdt_path_offset "/") and read its
	 * #address-cells and #size-cells into dt_root_addr_cells and
	 * dt_root_size_cells; 2 and 1 where there is none.
	 */
	return 0;
#endif
}

int early_init_dt_scan_chosen(char *cmdline)
{
	int node = fdt_path_offset(initial_boot_params, "/chosen"), len;
	const char *args;
	const __be32 *start, *end;
	int end_len;

	cmdline[0] = '\0';
	if (node < 0)
		return node;
	args = of_get_flat_dt_prop(node, "bootargs", &len);
	if (args && len > 0)
		strscpy(cmdline, args, min(len, COMMAND_LINE_SIZE));

	/* One cell or two, whatever the root's address cells are. */
	start = of_get_flat_dt_prop(node, "linux,initrd-start", &len);
	end = of_get_flat_dt_prop(node, "linux,initrd-end", &end_len);
	if (start && end && (len == 4 || len == 8) && (end_len == 4 || end_len == 8)) {
		phys_initrd_start = dt_mem_next_cell(len / 4, &start);
		phys_initrd_end = dt_mem_next_cell(end_len / 4, &end);
		if (phys_initrd_end < phys_initrd_start)
			phys_initrd_end = phys_initrd_start;
	}
	return 0;
}

#ifdef SOLUTION
static int scan_memory_node(unsigned long node, const char *uname, int depth, void *data)
{
	int len, cells = dt_root_addr_cells + dt_root_size_cells;
	const char *type;
	const __be32 *reg, *end;

	(void)uname;
	(void)data;
	if (depth != 1 || !cells)
		return 0;
	type = of_get_flat_dt_prop(node, "device_type", &len);
	if (!type || len < 7 || strncmp(type, "memory", 7) || !of_fdt_device_is_available(node))
		return 0;
	reg = of_get_flat_dt_prop(node, "reg", &len);
	if (!reg)
		return 0;
	for (end = reg + len / 4; end - reg >= cells; ) {
		u64 base = dt_mem_next_cell(dt_root_addr_cells, &reg);
		u64 size = dt_mem_next_cell(dt_root_size_cells, &reg);

		if (size && memblock_add(base, size))
			pr_err("Device tree: no room for the memory at 0x%llx\n", base);
	}
	return 0;
}
#endif

int early_init_dt_scan_memory(void)
{
#ifdef SOLUTION
	return of_scan_flat_dt(scan_memory_node, NULL);
#else
	/*
	 * Write this: for each node right below the root whose device_type is
	 * "memory" (of_scan_flat_dt), give every address and size in its `reg` to
	 * memblock_add(). A node may hold several banks, and there may be several;
	 * one that is not available (of_fdt_device_is_available) is somebody else's.
	 */
	return 0;
#endif
}

#ifdef SOLUTION
static int scan_reserved_node(unsigned long node, const char *uname, int depth, void *inside)
{
	int len, cells = dt_root_addr_cells + dt_root_size_cells;
	const __be32 *reg, *end;

	/* The children of /reserved-memory, and nobody else's. */
	if (depth <= 1)
		*(bool *)inside = depth == 1 && !strcmp(uname, "reserved-memory");
	if (depth != 2 || !*(bool *)inside || !cells)
		return 0;
	reg = of_get_flat_dt_prop(node, "reg", &len);
	if (!reg)
		return 0;
	for (end = reg + len / 4; end - reg >= cells; ) {
		u64 base = dt_mem_next_cell(dt_root_addr_cells, &reg);
		u64 size = dt_mem_next_cell(dt_root_size_cells, &reg);

		if (of_get_flat_dt_prop(node, "no-map", NULL))
			memblock_mark_nomap(base, size);
		else
			memblock_reserve(base, size);
	}
	return 0;
}
#endif

void early_init_fdt_scan_reserved_mem(void)
{
#ifdef SOLUTION
	const void *fdt = initial_boot_params;
	bool inside = false;

	if (!fdt)
		return;
	memblock_reserve(__fdt_pointer, fdt_totalsize(fdt));
	for (int n = 0; n < fdt_num_mem_rsv(fdt); n++) {
		u64 base, size;

		fdt_get_mem_rsv(fdt, n, &base, &size);
		memblock_reserve(base, size);
	}
	of_scan_flat_dt(scan_reserved_node, &inside);
#else
	/*
	 * Write this: reserve the tree itself (__fdt_pointer, fdt_totalsize), each
	 * entry of the memory reservation block (fdt_num_mem_rsv, fdt_get_mem_rsv),
	 * and the `reg` of each child of /reserved-memory; those with `no-map` are
	 * marked with memblock_mark_nomap() instead.
	 */
#endif
}
