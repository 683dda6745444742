// SPDX-License-Identifier: MIT
/*
 * memblock.c: what memory there is, what of it is taken, and the first
 * allocator.
 *
 * Two sorted arrays of regions, in static memory because there is no other
 * yet. Everything that the tree, the boot loader and the kernel itself occupy
 * is put on the second list before anything is handed out. Linux:
 * mm/memblock.c.
 */
#include <asm/page.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/printk.h>
#include <linux/string.h>

static struct memblock_region memory_regions[INIT_MEMBLOCK_REGIONS];
static struct memblock_region reserved_regions[INIT_MEMBLOCK_REGIONS];

struct memblock memblock = {
	.current_limit = MEMBLOCK_ALLOC_ANYWHERE,
	.memory = { .regions = memory_regions, .name = "memory" },
	.reserved = { .regions = reserved_regions, .name = "reserved" },
};

/* The end of a range, which may not go past the highest address. */
static phys_addr_t range_end(phys_addr_t base, phys_addr_t size)
{
	return base + min(size, MEMBLOCK_ALLOC_ANYWHERE - base);
}

static __maybe_unused int insert_region(struct memblock_type *type, unsigned long idx, phys_addr_t base,
			 phys_addr_t size, enum memblock_flags flags)
{
	struct memblock_region *r = &type->regions[idx];

	if (type->cnt == INIT_MEMBLOCK_REGIONS)
		return -ENOMEM;
	memmove(r + 1, r, (type->cnt - idx) * sizeof(*r));
	r->base = base;
	r->size = size;
	r->flags = flags;
	type->cnt++;
	type->total_size += size;
	return 0;
}

static __maybe_unused void remove_region(struct memblock_type *type, unsigned long idx)
{
	struct memblock_region *r = &type->regions[idx];

	type->total_size -= r->size;
	type->cnt--;
	memmove(r, r + 1, (type->cnt - idx) * sizeof(*r));
}

static void merge_regions(struct memblock_type *type)
{
	for (unsigned long i = 0; i + 1 < type->cnt; ) {
		struct memblock_region *r = &type->regions[i];

		if (r->base + r->size != r[1].base || r->flags != r[1].flags) {
			i++;
			continue;
		}
		/* The sum stays: what remove_region() takes off comes back. */
		r->size += r[1].size;
		type->total_size += r[1].size;
		remove_region(type, i + 1);
	}
}

/*
 * Put [@base, @base + @size) on a list: what is there already stays, the gaps
 * are filled, and neighbours become one region.
 */
static int memblock_add_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size,
			      enum memblock_flags flags)
{
#ifdef SOLUTION
	phys_addr_t end = range_end(base, size);
	unsigned long i;
	int err = 0;

	/* @base: how far the range is covered. */
	for (i = 0; i < type->cnt && base < end && !err; i++) {
		struct memblock_region *r = &type->regions[i];

		if (r->base + r->size <= base)
			continue;
		if (r->base >= end)
			break;
		if (r->base > base)
			err = insert_region(type, i++, base, r->base - base, flags);
		r = &type->regions[i];
		if (!err)
			base = r->base + r->size;
	}
	if (base < end && !err)
		err = insert_region(type, i, base, end - base, flags);
	merge_regions(type);
	return err;
#else
	/*
	 * Write this: walk the regions in order; insert one for each gap of the range
	 * that no region covers (move the later ones up; -ENOMEM when the array is
	 * full), keep total_size, and join neighbours with equal flags.
	 */
	(void)type;
	(void)size;
	(void)flags;
	return base ? 0 : -ENOMEM;
#endif
}

/*
 * Cut regions at both ends of [@base, @base + @size), so that it consists of
 * whole regions: those from *@first up to, not including, *@last.
 */
static int memblock_isolate_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size,
				  unsigned long *first, unsigned long *last)
{
	phys_addr_t end = range_end(base, size);
	unsigned long i;
	int err = 0;

	*first = *last = 0;
	for (i = 0; i < type->cnt && !err; i++) {
		struct memblock_region *r = &type->regions[i];
		phys_addr_t r_base = r->base, r_end = r->base + r->size;
		phys_addr_t cut = r_base < base && r_end > base ? base :
				  r_base < end && r_end > end ? end : 0;

		if (r_end <= base || r_base >= end)
			continue;
		if (cut) {
			/* The lower part is a new region before this one, which is looked at again. */
			r->base = cut;
			r->size = r_end - cut;
			type->total_size -= cut - r_base;
			err = insert_region(type, i, r_base, cut - r_base, r->flags);
			if (cut == base)
				continue;
		}
		if (*last == *first)
			*first = i;
		*last = i + 1;
	}
	return err;
}

static int memblock_remove_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size)
{
#ifdef SOLUTION
	unsigned long first, last;
	int err = memblock_isolate_range(type, base, size, &first, &last);

	while (!err && last > first)
		remove_region(type, --last);
	return err;
#else
	/* Write this: isolate the range, and take its regions off the list. */
	unsigned long first, last;

	return memblock_isolate_range(type, base, size, &first, &last);
#endif
}

int memblock_add(phys_addr_t base, phys_addr_t size)
{
	return memblock_add_range(&memblock.memory, base, size, MEMBLOCK_NONE);
}

int memblock_remove(phys_addr_t base, phys_addr_t size)
{
	return memblock_remove_range(&memblock.memory, base, size);
}

int memblock_reserve(phys_addr_t base, phys_addr_t size)
{
	return memblock_add_range(&memblock.reserved, base, size, MEMBLOCK_NONE);
}

int memblock_phys_free(phys_addr_t base, phys_addr_t size)
{
	return memblock_remove_range(&memblock.reserved, base, size);
}

int memblock_mark_nomap(phys_addr_t base, phys_addr_t size)
{
	unsigned long first, last;
	int err = memblock_isolate_range(&memblock.memory, base, size, &first, &last);

	for (unsigned long i = first; !err && i < last; i++)
		memblock.memory.regions[i].flags = MEMBLOCK_NOMAP;
	merge_regions(&memblock.memory);
	return err;
}

/* The region of @type that holds @addr, or NULL. */
static const struct memblock_region *find_region(const struct memblock_type *type, phys_addr_t addr)
{
	for (unsigned long i = 0; i < type->cnt; i++)
		if (addr - type->regions[i].base < type->regions[i].size)
			return &type->regions[i];
	return NULL;
}

bool memblock_is_memory(phys_addr_t addr)
{
	return find_region(&memblock.memory, addr);
}

bool memblock_is_map_memory(phys_addr_t addr)
{
	const struct memblock_region *r = find_region(&memblock.memory, addr);

	return r && !(r->flags & MEMBLOCK_NOMAP);
}

bool memblock_is_reserved(phys_addr_t addr)
{
	return find_region(&memblock.reserved, addr);
}

bool memblock_overlaps(const struct memblock_type *type, phys_addr_t base, phys_addr_t size)
{
	for (unsigned long i = 0; i < type->cnt; i++)
		if (base < type->regions[i].base + type->regions[i].size &&
		    type->regions[i].base < range_end(base, size))
			return true;
	return false;
}

phys_addr_t memblock_phys_mem_size(void)
{
	return memblock.memory.total_size;
}

phys_addr_t memblock_reserved_size(void)
{
	return memblock.reserved.total_size;
}

phys_addr_t memblock_start_of_DRAM(void)
{
	return memblock.memory.cnt ? memblock.memory.regions[0].base : 0;
}

phys_addr_t memblock_end_of_DRAM(void)
{
	const struct memblock_region *last = &memblock.memory.regions[memblock.memory.cnt - 1];

	return memblock.memory.cnt ? last->base + last->size : 0;
}

bool __next_free_mem_range(phys_addr_t *pos, phys_addr_t *start, phys_addr_t *end)
{
#ifdef SOLUTION
	for (unsigned long i = 0; i < memblock.memory.cnt; i++) {
		const struct memblock_region *m = &memblock.memory.regions[i];
		phys_addr_t from = max(m->base, *pos), to = m->base + m->size;

		if (m->flags & MEMBLOCK_NOMAP)
			continue;
		for (unsigned long j = 0; j < memblock.reserved.cnt && from < to; j++) {
			const struct memblock_region *r = &memblock.reserved.regions[j];

			if (r->base + r->size <= from)
				continue;
			if (r->base > from) {
				to = min(to, r->base);
				break;
			}
			from = r->base + r->size;
		}
		if (from < to) {
			*start = from;
			*end = *pos = to;
			return true;
		}
	}
	return false;
#else
	/*
	 * Write this: the first stretch at or behind *pos that is in the memory list,
	 * not NOMAP, and in no reserved region; its end becomes *pos.
	 */
	(void)pos;
	*start = *end = 0;
	return false;
#endif
}

phys_addr_t memblock_phys_alloc_range(phys_addr_t size, phys_addr_t align,
				      phys_addr_t start, phys_addr_t end)
{
#ifdef SOLUTION
	phys_addr_t pos, from, to, found = 0;

	end = min(end, memblock.current_limit);
	for_each_free_mem_range(pos, from, to) {
		from = max(from, start);
		to = min(to, end);
		if (from >= to || to - from < size)
			continue;
		to = ALIGN_DOWN(to - size, align);
		if (to >= from)
			found = to;		/* the ranges come in order: the last one is the highest */
	}
	if (found && memblock_reserve(found, size))
		return 0;
	return found;
#else
	/*
	 * Write this: the highest address in a free range (for_each_free_mem_range)
	 * at which @size bytes fit, aligned, within @start, @end and current_limit;
	 * reserve it. Address 0 means that there is none.
	 */
	(void)size;
	(void)align;
	(void)start;
	(void)end;
	return 0;
#endif
}

phys_addr_t memblock_phys_alloc(phys_addr_t size, phys_addr_t align)
{
	return memblock_phys_alloc_range(size, align, 0, MEMBLOCK_ALLOC_ANYWHERE);
}

void *memblock_alloc(phys_addr_t size, phys_addr_t align)
{
	phys_addr_t pa = memblock_phys_alloc(size, align);

	return pa ? memset(__va(pa), 0, size) : NULL;
}

static void dump(const struct memblock_type *type)
{
	printk(" %s: %lu regions, %llu KiB\n", type->name, type->cnt, type->total_size >> 10);
	for (unsigned long i = 0; i < type->cnt; i++)
		printk("  [0x%010llx-0x%010llx]%s\n", type->regions[i].base,
		       type->regions[i].base + type->regions[i].size - 1,
		       type->regions[i].flags & MEMBLOCK_NOMAP ? " nomap" : "");
}

void memblock_dump(void)
{
	printk("memblock:\n");
	dump(&memblock.memory);
	dump(&memblock.reserved);
}
