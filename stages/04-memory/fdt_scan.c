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
	/*
	 * Write this: find the root node (fdt_path_offset "/") and read its
	 * #address-cells and #size-cells into dt_root_addr_cells and
	 * dt_root_size_cells; 2 and 1 where there is none.
	 */
	return 0;
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


int early_init_dt_scan_memory(void)
{
	/*
	 * Write this: for each node right below the root whose device_type is
	 * "memory" (of_scan_flat_dt), give every address and size in its `reg` to
	 * memblock_add(). A node may hold several banks, and there may be several;
	 * one that is not available (of_fdt_device_is_available) is somebody else's.
	 */
	return 0;
}


void early_init_fdt_scan_reserved_mem(void)
{
	/*
	 * Write this: reserve the tree itself (__fdt_pointer, fdt_totalsize), each
	 * entry of the memory reservation block (fdt_num_mem_rsv, fdt_get_mem_rsv),
	 * and the `reg` of each child of /reserved-memory; those with `no-map` are
	 * marked with memblock_mark_nomap() instead.
	 */
}
