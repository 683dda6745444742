// SPDX-License-Identifier: MIT
/*
 * slab_debug.c: guards around objects, see linux/slab_debug.h.
 *
 * An object is followed by a red zone of eight bytes, the pointer of the free
 * list, and the callers of the last allocation and the last freeing. A free
 * object is filled with POISON_FREE; its red zone says free or in use, which is
 * how a second freeing shows. The byte values are Linux's (include/linux/poison.h).
 */
#include <linux/bug.h>
#include <linux/init.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab_debug.h>
#include <linux/string.h>

#define POISON_INUSE	0x5a	/* handed out, and not written to yet */
#define POISON_FREE	0x6b
#define POISON_END	0xa5	/* the last byte of a free object */
#define RED_INACTIVE	0xbb
#define RED_ACTIVE	0xcc
#define RED_BYTES	8

/* Behind the object and its red zone; the list's pointer comes first. */
struct track {
	void *next;
	unsigned long allocated_by;
	unsigned long freed_by;
};

static unsigned int wanted;

static int early_slub_debug(char *value)
{
	(void)value;
	wanted = SLAB_DEBUG;
	return 0;
}
early_param("slub_debug", early_slub_debug);

unsigned int slab_debug_flags(unsigned int flags)
{
	/* One guard without the others would save little. */
	return flags & SLAB_DEBUG || wanted ? flags | SLAB_DEBUG : flags;
}

unsigned int slab_debug_layout(struct kmem_cache *cache, unsigned int size)
{
	cache->offset = ALIGN(size + RED_BYTES, (unsigned int)sizeof(void *));
	return cache->offset + sizeof(struct track);
}

static u8 *red_zone(struct kmem_cache *cache, void *object)
{
	return (u8 *)object + cache->object_size;
}

static struct track *track_of(struct kmem_cache *cache, void *object)
{
	return (struct track *)((char *)object + cache->offset);
}

static void mark(struct kmem_cache *cache, void *object, u8 red)
{
	memset(red_zone(cache, object), red, RED_BYTES);
}

static void poison(struct kmem_cache *cache, void *object)
{
	/* What a constructor has made is kept from one user to the next. */
	if (cache->ctor)
		return;
	memset(object, POISON_FREE, cache->object_size - 1);
	((u8 *)object)[cache->object_size - 1] = POISON_END;
}

void slab_debug_setup(struct kmem_cache *cache, void *object)
{
	struct track *track = track_of(cache, object);

	track->allocated_by = track->freed_by = 0;
	poison(cache, object);
	mark(cache, object, RED_INACTIVE);
}

static void print_caller(const char *what, unsigned long addr)
{
	char name[KSYM_SYMBOL_LEN];

	if (!addr)
		return;
	sprint_symbol(name, addr);
	pr_err("  %s by %s\n", what, name);
}

static void report(struct kmem_cache *cache, void *object, const char *what, unsigned long caller)
{
	struct track *track = track_of(cache, object);

	pr_err("BUG %s: %s, object 0x%016lx of %u bytes\n", cache->name, what,
	       (unsigned long)object, cache->object_size);
	print_caller("found", caller);
	print_caller("allocated", track->allocated_by);
	print_caller("freed", track->freed_by);
}

/* The first of @n bytes that is not @value; @n if all are. */
static unsigned int differs(const u8 *p, u8 value, unsigned int n)
{
	unsigned int i = 0;

	while (i < n && p[i] == value)
		i++;
	return i;
}

static void check_red_zone(struct kmem_cache *cache, void *object, u8 red, unsigned long caller)
{
	u8 *zone = red_zone(cache, object);
	unsigned int i = differs(zone, red, RED_BYTES);

	if (i == RED_BYTES)
		return;
	report(cache, object, "Right Redzone overwritten", caller);
	pr_err("  byte %u behind the object is 0x%02x, not 0x%02x\n", i, zone[i], red);
	mark(cache, object, red);
}

void slab_debug_alloc(struct kmem_cache *cache, void *object, unsigned long caller)
{
	u8 *bytes = object;
	unsigned int i = cache->object_size - 1;

	if (!cache->ctor) {
		unsigned int first = differs(bytes, POISON_FREE, i);

		if (first < i || bytes[i] != POISON_END) {
			report(cache, object, "Poison overwritten (written to when it was free)", caller);
			pr_err("  byte %u is 0x%02x\n", first, bytes[first]);
		}
		memset(object, POISON_INUSE, cache->object_size);
	}
	check_red_zone(cache, object, RED_INACTIVE, caller);
	mark(cache, object, RED_ACTIVE);
	track_of(cache, object)->allocated_by = caller;
}

bool slab_debug_free(struct kmem_cache *cache, struct page *page, void *object,
		     unsigned long caller)
{
	unsigned long distance = (unsigned long)object - (unsigned long)page_address(page);

	if (distance % cache->size || distance / cache->size >= cache->objects) {
		pr_err("BUG %s: 0x%016lx is not the start of an object\n", cache->name,
		       (unsigned long)object);
		print_caller("freed", caller);
		return false;
	}
	if (differs(red_zone(cache, object), RED_INACTIVE, RED_BYTES) == RED_BYTES) {
		report(cache, object, "Object already free (double free)", caller);
		return false;
	}
	check_red_zone(cache, object, RED_ACTIVE, caller);
	poison(cache, object);
	mark(cache, object, RED_INACTIVE);
	track_of(cache, object)->freed_by = caller;
	return true;
}
