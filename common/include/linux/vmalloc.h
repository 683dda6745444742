/* SPDX-License-Identifier: MIT */
/*
 * Addresses in a row for pages that are not. Stage 4,
 * stages/04-memory/vmalloc.c. Linux: include/linux/vmalloc.h, asm/io.h.
 */
#ifndef _LINUX_VMALLOC_H
#define _LINUX_VMALLOC_H

#include <asm/pgtable.h>
#include <linux/list.h>
#include <linux/types.h>

#define VM_IOREMAP	1	/* of a device */
#define VM_ALLOC	2	/* of pages of its own */

/* A stretch of the vmalloc area; the page behind it is never mapped. */
struct vm_struct {
	struct list_head list;		/* in the order of the addresses */
	unsigned long addr;
	unsigned long size;		/* of what is mapped, whole pages; the guard page comes on top */
	unsigned int flags;
	unsigned int nr_pages;
	struct page **pages;		/* VM_ALLOC */
};

/**
 * get_vm_area() - reserve addresses
 * @size: bytes, rounded up to pages
 *
 * The lowest gap that is large enough, with a page after it that stays
 * unmapped: running off the end faults. Return: NULL if there is no gap, or no
 * memory for the struct.
 */
struct vm_struct *get_vm_area(unsigned long size, unsigned int flags);

/** remove_vm_area() - give up the area that begins at @addr; NULL if there is none. The caller frees it. */
struct vm_struct *remove_vm_area(const void *addr);

/** vmalloc() - @size bytes of memory, a page at a time; may sleep. NULL if there is none. */
void *vmalloc(unsigned long size);
void *vzalloc(unsigned long size);

/** vfree() - give back what vmalloc() returned: pages, tables and addresses; NULL is allowed */
void vfree(const void *addr);

/**
 * ioremap() - map a device's registers
 * @phys: their address, @size: bytes; neither needs to be aligned
 *
 * Device-nGnRE, not executable. Return: where they are, or NULL; of memory also NULL.
 */
void *ioremap(phys_addr_t phys, size_t size);

/** iounmap() - the opposite */
void iounmap(void *addr);

/** vmalloc_init() - called by mm_init() */
void vmalloc_init(void);

#endif /* _LINUX_VMALLOC_H */
