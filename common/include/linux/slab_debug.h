/* SPDX-License-Identifier: MIT */
/*
 * Catching those who write where they may not: common/mm/slab_debug.s4.c. On
 * with "slub_debug" on the command line, or for one cache by its flags. Linux:
 * mm/slub.c, Documentation/mm/slub.rst.
 */
#ifndef _LINUX_SLAB_DEBUG_H
#define _LINUX_SLAB_DEBUG_H

#include <linux/slab.h>

/** slab_debug_flags() - @flags, and what the command line asks for on top */
unsigned int slab_debug_flags(unsigned int flags);

/**
 * slab_debug_layout() - room for the guards of one object
 * @size: of the object
 *
 * Return: bytes from one object to the next, before alignment: the object, a
 * red zone, the list's pointer, and who had it. Called where flags & SLAB_DEBUG.
 */
unsigned int slab_debug_layout(struct kmem_cache *cache, unsigned int size);

/** slab_debug_setup() - a new, free object */
void slab_debug_setup(struct kmem_cache *cache, void *object);

/**
 * slab_debug_alloc() - an object is about to be handed out
 * @caller: to whom
 *
 * Reports what was written to it while it was free, and mends it.
 */
void slab_debug_alloc(struct kmem_cache *cache, void *object, unsigned long caller);

/**
 * slab_debug_free() - an object comes back
 * @page: the first of its slab
 *
 * Return: whether it may go on the list of free ones; not if it was free
 * already, or is no object of this slab. That is reported, as is writing beyond
 * its end.
 */
bool slab_debug_free(struct kmem_cache *cache, struct page *page, void *object,
		     unsigned long caller);

#endif /* _LINUX_SLAB_DEBUG_H */
