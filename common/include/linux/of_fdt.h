/* SPDX-License-Identifier: MIT */
/*
 * The device tree before there is memory to unpack it into: scanned where it
 * lies. Linux: include/linux/of_fdt.h, drivers/of/fdt.c.
 */
#ifndef _LINUX_OF_FDT_H
#define _LINUX_OF_FDT_H

#include <linux/types.h>

/* The tree, mapped, once early_init_dt_verify() has found it good; else NULL. */
extern const void *initial_boot_params;

/* Of the root node: how many cells an address and a size have in its children's `reg`. */
extern int dt_root_addr_cells, dt_root_size_cells;

/* The kernel's command line: `bootargs` of /chosen. */
#define COMMAND_LINE_SIZE	1024
extern char boot_command_line[COMMAND_LINE_SIZE];

/* Where the initial RAM disk lies, physical; equal if there is none. */
extern phys_addr_t phys_initrd_start, phys_initrd_end;

/**
 * early_init_dt_verify() - look at the tree before anything is read from it
 * @fdt: where it is mapped
 * @room: bytes that are mapped there
 *
 * Return: whether it can be used; if not, it has been said why.
 */
bool early_init_dt_verify(const void *fdt, size_t room);

/**
 * early_init_dt_scan_nodes() - take from the tree what is needed before memory is managed
 *
 * Called by setup_machine_fdt(): root, chosen, memory.
 */
void early_init_dt_scan_nodes(void);

/**
 * of_scan_flat_dt() - call @it for each node of the tree
 * @it: gets the node's offset, its name, its depth (the root has 0) and @data; not 0 ends the scan
 *
 * Return: what @it returned last, or 0.
 */
int of_scan_flat_dt(int (*it)(unsigned long node, const char *uname, int depth, void *data),
		    void *data);

/** of_get_flat_dt_prop() - a node's property by its name, its length in *@size; or NULL */
const void *of_get_flat_dt_prop(unsigned long node, const char *name, int *size);

/** of_flat_dt_is_compatible() - whether @compat is one of the strings of the node's `compatible` */
bool of_flat_dt_is_compatible(unsigned long node, const char *compat);

/** of_fdt_device_is_available() - whether the node's `status`, if it has one, is "okay": others are not for this kernel */
bool of_fdt_device_is_available(unsigned long node);

/**
 * dt_mem_next_cell() - read a number of @s cells (1 or 2), and move *@cellp behind it
 *
 * Return: the number, in the CPU's byte order.
 */
u64 dt_mem_next_cell(int s, const __be32 **cellp);

/* Stage 4, stages/04-memory/fdt_scan.c; each is called once, in this order. */

/** early_init_dt_scan_root() - #address-cells and #size-cells of the root, into the variables above */
int early_init_dt_scan_root(void);

/** early_init_dt_scan_chosen() - bootargs and the initial RAM disk, from /chosen */
int early_init_dt_scan_chosen(char *cmdline);

/** early_init_dt_scan_memory() - every bank of every memory node goes to memblock_add() */
int early_init_dt_scan_memory(void);

/**
 * early_init_fdt_scan_reserved_mem() - reserve what the tree says is taken
 *
 * The tree itself, the entries of its memory reservation block, and the nodes
 * below /reserved-memory; those with `no-map` are kept out of the linear map
 * as well. Called by arm64_memblock_init().
 */
void early_init_fdt_scan_reserved_mem(void);

#endif /* _LINUX_OF_FDT_H */
