/* SPDX-License-Identifier: MIT */
/*
 * Who uses which physical addresses: a tree of ranges, memory and devices.
 * Linux: include/linux/ioport.h, kernel/resource.c.
 *
 * A range lies within its parent's, and the children of one parent do not
 * overlap. All functions may be called from anywhere but those that allocate,
 * which need kmalloc(); the tree is locked.
 */
#ifndef _LINUX_IOPORT_H
#define _LINUX_IOPORT_H

#include <linux/types.h>

struct resource {
	resource_size_t start, end;	/* first and last address */
	const char *name;		/* kept, not copied */
	unsigned long flags;
	struct resource *parent, *sibling, *child;
};

#define IORESOURCE_MEM		0x00000200
#define IORESOURCE_SYSRAM	0x01000000
#define IORESOURCE_BUSY		0x80000000	/* somebody uses it: no request goes below it */
#define IORESOURCE_SYSTEM_RAM	(IORESOURCE_MEM | IORESOURCE_SYSRAM)

/* All addresses. */
extern struct resource iomem_resource;

static inline resource_size_t resource_size(const struct resource *r)
{
	return r->end - r->start + 1;
}

/**
 * request_resource_conflict() - make @new a child of @root
 *
 * Return: NULL; or the child that it would overlap, or @root if it does not lie
 * in that, and nothing has changed.
 */
struct resource *request_resource_conflict(struct resource *root, struct resource *new);

/** request_resource() - the same: 0, or -EBUSY */
int request_resource(struct resource *root, struct resource *new);

/**
 * insert_resource() - put @new where it belongs below @root
 *
 * As deep as it fits; what lies in it becomes its children. Return: 0, or
 * -EBUSY if it would overlap something only in part.
 */
int insert_resource(struct resource *root, struct resource *new);

/** release_resource() - take @old off the tree, its children with it; 0, or -EINVAL if it is not there */
int release_resource(struct resource *old);

/**
 * request_mem_region() - a driver claims its device's registers
 * @start: the first address, @n: bytes
 * @name: kept; who claims it
 *
 * Return: the new resource, or NULL if somebody else has any of it, or without
 * memory.
 */
struct resource *request_mem_region(resource_size_t start, resource_size_t n, const char *name);

/** release_mem_region() - the opposite, with the same numbers */
void release_mem_region(resource_size_t start, resource_size_t n);

/** iomem_show() - print the tree, as Linux's /proc/iomem does */
void iomem_show(void);

#endif /* _LINUX_IOPORT_H */
