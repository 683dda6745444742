/* SPDX-License-Identifier: MIT */
/*
 * The kernel's own symbol table: addresses to function names. The table is
 * filled in after linking, by grader/image.py. Linux: kernel/kallsyms.c.
 */
#ifndef _LINUX_KALLSYMS_H
#define _LINUX_KALLSYMS_H

#define KSYM_SYMBOL_LEN		128
#define KALLSYMS_MAGIC		0x4d59534b	/* "KSYM", little-endian */
#define KALLSYMS_CAPACITY	0x10000		/* bytes that the linker script keeps free */

#ifndef __ASSEMBLY__
#include <linux/types.h>

struct kallsyms_entry {
	u32 offset;		/* from _text; the table is sorted by it */
	u32 size;
	u32 name;		/* offset in the strings */
};

/* Sits at the start of the section .kallsyms; then entries, then strings. */
struct kallsyms_table {
	u32 magic;
	u32 capacity;
	u32 count;
	u32 strings;		/* offset from the table's start */
	struct kallsyms_entry entry[];
};

extern const struct kallsyms_table kallsyms_table;

/**
 * kallsyms_lookup() - the function that an address lies in
 * @addr: any address
 * @size: where its size goes
 * @offset: where the distance from its start goes
 *
 * From any context.
 * Return: its name, or NULL when no function of the kernel holds @addr.
 */
const char *kallsyms_lookup(unsigned long addr, unsigned long *size, unsigned long *offset);

/**
 * sprint_symbol() - an address as "name+0xoffset/0xsize"
 * @buf: KSYM_SYMBOL_LEN bytes
 *
 * An address that no function holds is printed as "0x...".
 * Return: the length.
 */
int sprint_symbol(char *buf, unsigned long addr);

/**
 * sprint_backtrace() - a return address, as sprint_symbol() does
 *
 * It is looked up by the call before it: behind a call that never returns the
 * next function may already begin.
 */
int sprint_backtrace(char *buf, unsigned long addr);

#endif /* __ASSEMBLY__ */

#endif /* _LINUX_KALLSYMS_H */
