// SPDX-License-Identifier: MIT
/*
 * slab.c: memory in pieces smaller than a page.
 *
 * A cache holds objects of one size. It takes blocks of pages, slabs, from the
 * page allocator and cuts them up; the free objects of a slab are a list that
 * runs through the objects themselves. struct page says to which cache a slab
 * belongs, so that kfree() needs no size. Linux: mm/slub.c, mm/slab_common.c.
 */
#include <asm/cache.h>
#include <asm/page.h>
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/slab_debug.h>
#include <linux/string.h>

#define MAX_SLAB_ORDER	3

/* The sizes of kmalloc(): powers of two, and two between them that are often asked for. */
static const unsigned int kmalloc_sizes[] = {
	8, 16, 32, 64, 96, 128, 192, 256, 512, 1024, 2048, 4096, 8192,
};
static struct kmem_cache kmalloc_caches[ARRAY_SIZE(kmalloc_sizes)];

/* The caches' own structures come from a cache as well. */
static struct kmem_cache cache_cache;
static LIST_HEAD(slab_caches);
static DEFINE_SPINLOCK(slab_caches_lock);

/* Where a free object keeps the address of the next one. */
static void **next_free(const struct kmem_cache *cache, void *object)
{
	return (void **)((char *)object + cache->offset);
}

/* Fill in @cache; false if such objects cannot be. */
static bool setup_cache(struct kmem_cache *cache, const char *name, unsigned int size,
			unsigned int align, unsigned int flags, void (*ctor)(void *))
{
	unsigned long lock_flags;

	memset(cache, 0, sizeof(*cache));
	spin_lock_init(&cache->lock);
	INIT_LIST_HEAD(&cache->partial);
	INIT_LIST_HEAD(&cache->full);
	cache->name = name;
	cache->object_size = size;
	cache->flags = slab_debug_flags(flags);
	cache->ctor = ctor;
	cache->align = max(max(align, (unsigned int)ARCH_KMALLOC_MINALIGN),
			   flags & SLAB_HWCACHE_ALIGN ? (unsigned int)L1_CACHE_BYTES : 0);
	if (!size || size > KMALLOC_MAX_CACHE_SIZE || cache->align & (cache->align - 1))
		return false;
	/* What the constructor has made, and what is poisoned, may not be written over. */
	cache->size = ALIGN(size, (unsigned int)sizeof(void *));
	if (cache->flags & SLAB_DEBUG) {
		cache->size = slab_debug_layout(cache, size);
	} else if (ctor) {
		cache->offset = cache->size;
		cache->size += sizeof(void *);
	}
	cache->size = ALIGN(cache->size, cache->align);
	/* Large enough that little is left over. */
	while (cache->order < MAX_SLAB_ORDER &&
	       (PAGE_SIZE << cache->order) % cache->size * 8 > PAGE_SIZE << cache->order)
		cache->order++;
	while (PAGE_SIZE << cache->order < cache->size)
		cache->order++;
	cache->objects = (PAGE_SIZE << cache->order) / cache->size;
	spin_lock_irqsave(&slab_caches_lock, lock_flags);
	list_add_tail(&cache->list, &slab_caches);
	spin_unlock_irqrestore(&slab_caches_lock, lock_flags);
	return true;
}

/* A new slab with all of its objects free; NULL without memory. */
static struct page *new_slab(struct kmem_cache *cache, gfp_t gfp)
{
	struct page *page = alloc_pages(gfp & ~__GFP_ZERO, cache->order);
	char *base;

	if (!page)
		return NULL;
	base = page_address(page);
	/* From behind, so that the list begins with the first object. */
	page->freelist = NULL;
	for (unsigned int i = cache->objects; i-- > 0; ) {
		void *object = base + i * cache->size;

		if (cache->ctor)
			cache->ctor(object);
		if (cache->flags & SLAB_DEBUG)
			slab_debug_setup(cache, object);
		*next_free(cache, object) = page->freelist;
		page->freelist = object;
	}
	for (unsigned int i = 0; i < 1U << cache->order; i++) {
		page[i].slab_cache = cache;
		page[i].flags |= PG_slab;
	}
	page->inuse = 0;
	cache->nr_slabs++;
	return page;
}

/* The pages of a slab without objects in use go back. */
static __maybe_unused void free_slab(struct kmem_cache *cache, struct page *page)
{
#ifdef SOLUTION
	list_del(&page->lru);
	for (unsigned int i = 0; i < 1U << cache->order; i++) {
		page[i].slab_cache = NULL;
		page[i].flags &= ~PG_slab;
	}
	cache->nr_slabs--;
	__free_pages(page, cache->order);
#else
	/* Write this: off its list, PG_slab and slab_cache taken back, and __free_pages(). */
	(void)cache;
	(void)page;
#endif
}

static void *cache_alloc(struct kmem_cache *cache, gfp_t gfp, unsigned long caller)
{
#ifdef SOLUTION
	struct page *page;
	unsigned long flags;
	void *object;

	spin_lock_irqsave(&cache->lock, flags);
	if (list_empty(&cache->partial)) {
		page = new_slab(cache, gfp);
		if (!page) {
			spin_unlock_irqrestore(&cache->lock, flags);
			return NULL;
		}
		list_add(&page->lru, &cache->partial);
	}
	page = list_first_entry(&cache->partial, struct page, lru);
	object = page->freelist;
	page->freelist = *next_free(cache, object);
	page->inuse++;
	cache->nr_inuse++;
	if (!page->freelist)
		list_move(&page->lru, &cache->full);
	if (cache->flags & SLAB_DEBUG)
		slab_debug_alloc(cache, object, caller);
	spin_unlock_irqrestore(&cache->lock, flags);
	if (gfp & __GFP_ZERO)
		memset(object, 0, cache->object_size);
	return object;
#else
	/*
	 * Write this: under the cache's lock, the first free object of the first
	 * partial slab (a new slab if there is none); count it in page->inuse and
	 * nr_inuse; a slab without free objects moves to the list `full`. With
	 * SLAB_DEBUG slab_debug_alloc() sees the object; __GFP_ZERO clears it.
	 */
	(void)gfp;
	(void)caller;
	new_slab(cache, gfp);
	return NULL;
#endif
}

static void cache_free(struct kmem_cache *cache, struct page *page, void *object,
		       unsigned long caller)
{
#ifdef SOLUTION
	unsigned long flags;

	spin_lock_irqsave(&cache->lock, flags);
	if (!(cache->flags & SLAB_DEBUG) || slab_debug_free(cache, page, object, caller)) {
		*next_free(cache, object) = page->freelist;
		page->freelist = object;
		cache->nr_inuse--;
		list_move(&page->lru, &cache->partial);
		if (!--page->inuse)
			free_slab(cache, page);
	}
	spin_unlock_irqrestore(&cache->lock, flags);
#else
	/*
	 * Write this: under the lock, ask slab_debug_free() where SLAB_DEBUG is set;
	 * then put the object in front of the slab's free ones, the slab on the list
	 * `partial`, and give an empty slab back.
	 */
	(void)cache;
	(void)page;
	(void)object;
	(void)caller;
#endif
}

/* The first page of the slab that @object lies in; NULL if it lies in none. */
static struct page *slab_page(const void *object)
{
	struct page *page;

	if (!__is_lm_address(object) || !pfn_valid(PHYS_PFN(__pa(object))))
		return NULL;
	page = virt_to_page(object);
	if (!PageSlab(page))
		return NULL;
	return page - (page_to_pfn(page) & ((1UL << page->slab_cache->order) - 1));
}

#define CALLER	((unsigned long)__builtin_return_address(0))

void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t gfp)
{
	return cache_alloc(cache, gfp, CALLER);
}

void kmem_cache_free(struct kmem_cache *cache, void *object)
{
	struct page *page = slab_page(object);

	if (!object)
		return;
	if (!page || page->slab_cache != cache) {
		pr_err("BUG %s: object 0x%016lx is not of this cache\n", cache->name,
		       (unsigned long)object);
		WARN_ON(1);
		return;
	}
	cache_free(cache, page, object, CALLER);
}

struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     unsigned int flags, void (*ctor)(void *))
{
	struct kmem_cache *cache = cache_alloc(&cache_cache, GFP_KERNEL, CALLER);

	if (cache && !setup_cache(cache, name, size, align, flags, ctor)) {
		kmem_cache_free(&cache_cache, cache);
		cache = NULL;
	}
	if (!cache && flags & SLAB_PANIC)
		panic("kmem_cache_create(%s) failed", name);
	return cache;
}

bool kmem_cache_destroy(struct kmem_cache *cache)
{
	unsigned long flags;

	if (cache->nr_inuse) {
		pr_err("kmem_cache_destroy %s: Slab cache still has %lu objects\n", cache->name,
		       cache->nr_inuse);
		return false;
	}
	spin_lock_irqsave(&slab_caches_lock, flags);
	list_del(&cache->list);
	spin_unlock_irqrestore(&slab_caches_lock, flags);
	kmem_cache_free(&cache_cache, cache);
	return true;
}

/* The smallest cache whose objects have @size bytes; NULL if that is too much for a slab. */
static struct kmem_cache *kmalloc_slab(size_t size)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(kmalloc_sizes); i++)
		if (size <= kmalloc_sizes[i])
			return &kmalloc_caches[i];
	return NULL;
}

/* More than a slab holds: whole pages; the first one remembers how many. */
static void *kmalloc_large(size_t size, gfp_t gfp)
{
	unsigned int order = 0;
	struct page *page;

	while (order < MAX_ORDER && PAGE_SIZE << order < size)
		order++;
	page = order < MAX_ORDER ? alloc_pages(gfp, order) : NULL;
	if (!page)
		return NULL;
	page->flags |= PG_head;
	page->order = order;
	return page_address(page);
}

static void *do_kmalloc(size_t size, gfp_t gfp, unsigned long caller)
{
	struct kmem_cache *cache = kmalloc_slab(size);

	if (!size)
		return ZERO_SIZE_PTR;
	return cache ? cache_alloc(cache, gfp, caller) : kmalloc_large(size, gfp);
}

void *kmalloc(size_t size, gfp_t gfp)
{
	return do_kmalloc(size, gfp, CALLER);
}

void kfree(const void *p)
{
	struct page *page = p > ZERO_SIZE_PTR ? slab_page(p) : NULL;

	if (p <= ZERO_SIZE_PTR)
		return;
	if (page) {
		cache_free(page->slab_cache, page, (void *)p, CALLER);
		return;
	}
	page = __is_lm_address(p) && pfn_valid(PHYS_PFN(__pa(p))) ? virt_to_page(p) : NULL;
	if (!page || !(page->flags & PG_head) || (unsigned long)p & ~PAGE_MASK) {
		pr_err("BUG kfree: 0x%016lx was not allocated with kmalloc()\n", (unsigned long)p);
		WARN_ON(1);
		return;
	}
	page->flags &= ~PG_head;
	__free_pages(page, page->order);
}

size_t ksize(const void *p)
{
	struct page *page = p > ZERO_SIZE_PTR ? slab_page(p) : NULL;

	if (p <= ZERO_SIZE_PTR)
		return 0;
	if (page)
		return page->slab_cache->object_size;
	page = virt_to_page(p);
	return page->flags & PG_head ? PAGE_SIZE << page->order : 0;
}

void *krealloc(const void *p, size_t size, gfp_t gfp)
{
	size_t old = ksize(p);
	void *fresh;

	if (p > ZERO_SIZE_PTR && size && size <= old)
		return (void *)p;
	fresh = do_kmalloc(size, gfp, CALLER);
	if (fresh && size) {
		if (old)
			memcpy(fresh, p, min(old, size));
		kfree(p);
	} else if (!size) {
		kfree(p);
	}
	return fresh;
}

void kmem_cache_init(void)
{
	static char names[ARRAY_SIZE(kmalloc_sizes)][16];

	setup_cache(&cache_cache, "kmem_cache", sizeof(struct kmem_cache), 0, SLAB_HWCACHE_ALIGN, NULL);
	for (unsigned int i = 0; i < ARRAY_SIZE(kmalloc_sizes); i++) {
		unsigned int size = kmalloc_sizes[i];

		snprintf(names[i], sizeof(names[i]), "kmalloc-%u", size);
		/* A power of two is aligned to itself: drivers count on it. */
		setup_cache(&kmalloc_caches[i], names[i], size, size & (size - 1) ? 0 : size, 0, NULL);
	}
}

void slab_info(void)
{
	struct kmem_cache *cache;
	unsigned long flags;

	printk("%-20s %8s %8s %6s %6s %6s\n", "name", "inuse", "objects", "size", "slabs", "order");
	spin_lock_irqsave(&slab_caches_lock, flags);
	list_for_each_entry(cache, &slab_caches, list)
		printk("%-20s %8lu %8lu %6u %6lu %6u\n", cache->name, cache->nr_inuse,
		       cache->nr_slabs * cache->objects, cache->object_size, cache->nr_slabs, cache->order);
	spin_unlock_irqrestore(&slab_caches_lock, flags);
}
