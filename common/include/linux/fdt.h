/* SPDX-License-Identifier: MIT */
/*
 * Reading the flattened device tree, the machine's description of itself that
 * the boot loader hands over (Devicetree Specification v0.4, chapter 5). The
 * names are those of libfdt, which Linux uses; the code is common/lib/fdt.s4.c.
 *
 * An offset is in bytes from the start of the structure block; that of a node
 * is where its FDT_BEGIN_NODE stands. Nothing outside the blob is ever read,
 * and a blob that contradicts itself gives an error, not a crash.
 */
#ifndef _LINUX_FDT_H
#define _LINUX_FDT_H

#include <linux/types.h>

#define FDT_MAGIC		0xd00dfeed

/* All fields are big-endian. */
struct fdt_header {
	__be32 magic;
	__be32 totalsize;
	__be32 off_dt_struct;
	__be32 off_dt_strings;
	__be32 off_mem_rsvmap;
	__be32 version;
	__be32 last_comp_version;
	__be32 boot_cpuid_phys;
	__be32 size_dt_strings;
	__be32 size_dt_struct;
};

#define FDT_BEGIN_NODE		1
#define FDT_END_NODE		2
#define FDT_PROP		3
#define FDT_NOP			4
#define FDT_END			9

#define FDT_ERR_NOTFOUND	1
#define FDT_ERR_BADOFFSET	4
#define FDT_ERR_TRUNCATED	8
#define FDT_ERR_BADMAGIC	9
#define FDT_ERR_BADVERSION	10
#define FDT_ERR_BADSTRUCTURE	11
#define FDT_ERR_BADLAYOUT	12
#define FDT_ERR_ALIGNMENT	19

#define FDT_MAX_DEPTH		32

/**
 * fdt_check_header() - whether there is a tree that can be read
 * @fdt: where it should be, at a multiple of 8
 * @room: bytes that may be read there
 *
 * To be called first: all other functions rely on the header's sizes.
 * Return: 0, or an FDT_ERR_* as a negative number.
 */
int fdt_check_header(const void *fdt, size_t room);

/** fdt_strerror() - an error in words */
const char *fdt_strerror(int err);

u32 fdt_totalsize(const void *fdt);

/**
 * fdt_next_node() - the node behind @offset, in the order in which they stand
 * @offset: a node, or -1 for the root
 * @depth: 0 for the root; one more for each level below it
 *
 * Return: its offset, or a negative error; -FDT_ERR_NOTFOUND at the end.
 */
int fdt_next_node(const void *fdt, int offset, int *depth);

/** fdt_get_name() - a node's name with its unit address ("memory@40000000"); NULL if damaged */
const char *fdt_get_name(const void *fdt, int node);

/** fdt_first_property(), fdt_next_property() - offsets of a node's properties, or negative errors */
int fdt_first_property(const void *fdt, int node);
int fdt_next_property(const void *fdt, int prop);

/**
 * fdt_property() - what stands at a property's offset
 * @name, @len: set to its name and the bytes of its value; either may be NULL
 *
 * Return: the value, big-endian and aligned to 4; NULL if damaged.
 */
const void *fdt_property(const void *fdt, int prop, const char **name, int *len);

/** fdt_getprop() - a node's property by its name; NULL, and a negative *@len, if there is none */
const void *fdt_getprop(const void *fdt, int node, const char *name, int *len);

/**
 * fdt_path_offset() - the node at @path ("/chosen"); a part may leave out its unit address
 *
 * Return: its offset, or a negative error.
 */
int fdt_path_offset(const void *fdt, const char *path);

/** fdt_num_mem_rsv() - entries of the memory reservation block, or a negative error */
int fdt_num_mem_rsv(const void *fdt);

/** fdt_get_mem_rsv() - entry @n of it, which exists */
void fdt_get_mem_rsv(const void *fdt, int n, u64 *address, u64 *size);

#endif /* _LINUX_FDT_H */
