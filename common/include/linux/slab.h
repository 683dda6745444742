/* SPDX-License-Identifier: MIT */
/* Memory in pieces of any size. Stage 4, stages/04-memory/slab.c. Linux: include/linux/slab.h. */
#ifndef _LINUX_SLAB_H
#define _LINUX_SLAB_H

#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/spinlock.h>

#define SLAB_HWCACHE_ALIGN	0x2000	/* objects begin at a cache line */
#define SLAB_PANIC		0x40000	/* no cache: no kernel */
#define SLAB_POISON		0x800	/* debug: free objects hold a pattern */
#define SLAB_RED_ZONE		0x400	/* debug: a guard word behind each object */
#define SLAB_STORE_USER		0x10000	/* debug: who had it last */
#define SLAB_DEBUG		(SLAB_POISON | SLAB_RED_ZONE | SLAB_STORE_USER)

#define ARCH_KMALLOC_MINALIGN	8
#define KMALLOC_MAX_CACHE_SIZE	8192

/*
 * A slab is a block of 2^order pages, cut into objects of the same size. The
 * free ones of a slab form a list through their own memory, at `offset`; the
 * slab's first page knows where it begins and how many are in use.
 */
struct kmem_cache {
	spinlock_t lock;
	const char *name;
	unsigned int object_size;	/* that was asked for */
	unsigned int size;		/* from one object to the next */
	unsigned int align;
	unsigned int offset;		/* of the list's pointer in a free object */
	unsigned int order;
	unsigned int objects;		/* a slab holds */
	unsigned int flags;
	void (*ctor)(void *object);
	unsigned long nr_slabs;
	unsigned long nr_inuse;		/* objects */
	struct list_head partial;	/* slabs with free objects, by page->lru */
	struct list_head full;
	struct list_head list;		/* of all caches */
};

/**
 * kmem_cache_create() - a cache of objects of one size
 * @name: stays the caller's
 * @align: a power of two, or 0
 * @flags: SLAB_*
 * @ctor: called once for each object when its slab is made; or NULL
 *
 * Return: NULL if there is no memory, or the size is 0 or too large for a slab.
 */
struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     unsigned int flags, void (*ctor)(void *));

/**
 * kmem_cache_destroy() - the end of a cache
 *
 * With objects still in use it is kept, and a message printed.
 * Return: whether it is gone.
 */
bool kmem_cache_destroy(struct kmem_cache *cache);

/** kmem_cache_alloc() - an object, or NULL; from any context */
void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t gfp);

/** kmem_cache_free() - give back an object of @cache; NULL is allowed */
void kmem_cache_free(struct kmem_cache *cache, void *object);

/**
 * kmalloc() - @size bytes, aligned to 8 at least
 *
 * Return: NULL if there is no memory. For size 0 an address that may be freed
 * but not used.
 */
void *kmalloc(size_t size, gfp_t gfp);
void *krealloc(const void *p, size_t size, gfp_t gfp);

/** kfree() - give back what kmalloc() returned; NULL is allowed */
void kfree(const void *p);

/** ksize() - bytes that may be used at @p, at least those that were asked for */
size_t ksize(const void *p);

#define ZERO_SIZE_PTR		((void *)16)

static inline void *kzalloc(size_t size, gfp_t gfp)
{
	return kmalloc(size, gfp | __GFP_ZERO);
}

/** kmem_cache_init() - the caches of kmalloc(); called by mm_init() when there are pages */
void kmem_cache_init(void);

/** slab_info() - print a line for each cache, as /proc/slabinfo does */
void slab_info(void);

#endif /* _LINUX_SLAB_H */
