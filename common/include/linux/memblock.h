/* SPDX-License-Identifier: MIT */
/*
 * memblock: memory as two lists of regions, what there is and what is taken.
 * The allocator of the time before the page allocator. Stage 4,
 * stages/04-memory/memblock.c. Linux: include/linux/memblock.h, mm/memblock.c.
 *
 * Until mem_init() only the boot CPU runs, so nothing here is locked.
 */
#ifndef _LINUX_MEMBLOCK_H
#define _LINUX_MEMBLOCK_H

#include <linux/types.h>

#define INIT_MEMBLOCK_REGIONS	128
#define MEMBLOCK_ALLOC_ANYWHERE	(~(phys_addr_t)0)

enum memblock_flags {
	MEMBLOCK_NONE	= 0,
	MEMBLOCK_NOMAP	= 4,	/* not in the linear map */
};

struct memblock_region {
	phys_addr_t base;
	phys_addr_t size;
	enum memblock_flags flags;
};

/* Regions in the order of their addresses; they never overlap, and neighbours with equal flags are one. */
struct memblock_type {
	unsigned long cnt;
	phys_addr_t total_size;
	struct memblock_region *regions;	/* room for INIT_MEMBLOCK_REGIONS */
	const char *name;
};

struct memblock {
	phys_addr_t current_limit;	/* allocations stay below it */
	struct memblock_type memory;
	struct memblock_type reserved;
};

extern struct memblock memblock;

/**
 * memblock_add() - there is memory from @base on
 *
 * May overlap what is known already. Return: 0, or -ENOMEM when there is no
 * room for another region.
 */
int memblock_add(phys_addr_t base, phys_addr_t size);

/** memblock_remove() - there is no memory here after all; regions are cut as needed */
int memblock_remove(phys_addr_t base, phys_addr_t size);

/** memblock_reserve() - this is taken; it need not be memory */
int memblock_reserve(phys_addr_t base, phys_addr_t size);

/** memblock_phys_free() - it is taken no longer */
int memblock_phys_free(phys_addr_t base, phys_addr_t size);

/** memblock_mark_nomap() - leave this memory out of the linear map, and never hand it out */
int memblock_mark_nomap(phys_addr_t base, phys_addr_t size);

/**
 * memblock_phys_alloc_range() - take memory that is free
 * @size: bytes, more than 0
 * @align: of its address, a power of two
 * @start, @end: bounds; MEMBLOCK_ALLOC_ANYWHERE as @end: up to memblock.current_limit
 *
 * From the top down, so that low memory stays free for those who need it.
 * Return: its physical address, reserved; 0 if there is none. Not cleared.
 */
phys_addr_t memblock_phys_alloc_range(phys_addr_t size, phys_addr_t align,
				      phys_addr_t start, phys_addr_t end);

/** memblock_phys_alloc() - the same, anywhere */
phys_addr_t memblock_phys_alloc(phys_addr_t size, phys_addr_t align);

/**
 * memblock_alloc() - memory to use at once, cleared
 *
 * Called between paging_init() and mem_init(). Return: its address in the
 * linear map, or NULL.
 */
void *memblock_alloc(phys_addr_t size, phys_addr_t align);

bool memblock_is_memory(phys_addr_t addr);
bool memblock_is_map_memory(phys_addr_t addr);		/* and not MEMBLOCK_NOMAP */
bool memblock_is_reserved(phys_addr_t addr);
bool memblock_overlaps(const struct memblock_type *type, phys_addr_t base, phys_addr_t size);

phys_addr_t memblock_phys_mem_size(void);
phys_addr_t memblock_reserved_size(void);
phys_addr_t memblock_start_of_DRAM(void);		/* 0 and 0 if there is none */
phys_addr_t memblock_end_of_DRAM(void);

/**
 * __next_free_mem_range() - the next stretch of memory that is mapped and not reserved
 * @pos: 0 to begin with; where to go on afterwards
 *
 * Return: whether there is one; its bounds in *@start and *@end.
 */
bool __next_free_mem_range(phys_addr_t *pos, phys_addr_t *start, phys_addr_t *end);

#define for_each_mem_region(r)							\
	for (r = memblock.memory.regions;					\
	     r < memblock.memory.regions + memblock.memory.cnt; r++)

#define for_each_free_mem_range(pos, start, end)				\
	for (pos = 0; __next_free_mem_range(&(pos), &(start), &(end)); )

/** memblock_dump() - print both lists */
void memblock_dump(void);

#endif /* _LINUX_MEMBLOCK_H */
