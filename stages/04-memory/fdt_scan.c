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
	/*
	 * Write this: of /chosen, `bootargs` goes to @cmdline (COMMAND_LINE_SIZE
	 * bytes, always closed), `linux,initrd-start` and `-end`, each of one cell or
	 * two by its length, to phys_initrd_start and phys_initrd_end.
	 */
	cmdline[0] = '\0';
	return 0;
}


int early_init_dt_scan_memory(void)
{
	/*
	 * Write this: for each node right below the root whose device_type is
	 * "memory" (of_scan_flat_dt), give every address and size in its `reg` to
	 * memblock_add(). A node may hold several banks, and there may be several.
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
