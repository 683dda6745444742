// SPDX-License-Identifier: MIT
/*
 * init.c: from the list of memory to a list of pages. Linux: arch/arm64/mm/init.c
 * (arm64_memblock_init, bootmem_init, zone_sizes_init), mm/sparse-vmemmap.c.
 */
#include <asm/mm_init.h>
#include <asm/mmu.h>
#include <asm/setup.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/of_fdt.h>
#include <linux/printk.h>
#include <linux/sections.h>
#include <linux/string.h>

static phys_addr_t memory_limit = MEMBLOCK_ALLOC_ANYWHERE;

/* "mem=64M": use no more than that, counted from the bottom. */
static int early_mem(char *value)
{
	phys_addr_t limit;
	char *end;

	if (!value)
		return -EINVAL;
	limit = memparse(value, &end) & PAGE_MASK;
	if (*end || !limit)
		return -EINVAL;
	memory_limit = limit;
	return 0;
}
early_param("mem", early_mem);

/* Take off the top of memory what is more than @limit bytes in all; the kernel's own image stays. */
static void limit_memory(phys_addr_t limit)
{
	struct memblock_region *r;
	phys_addr_t cut = 0, seen = 0;

	for_each_mem_region(r) {
		if (seen + r->size > limit && !cut)
			cut = r->base + (limit - seen);
		seen += r->size;
	}
	if (cut)
		memblock_remove(cut, memblock_end_of_DRAM() - cut);
	memblock_add(__pa_symbol(_text), PAGE_ALIGN(_end - _text));
}

/* On a list that is full something is missing, and what is taken would be handed out. */
static void check_room(const struct memblock_type *type)
{
	if (type->cnt == INIT_MEMBLOCK_REGIONS)
		panic("memblock has room for %d regions only: too much %s memory in pieces",
		      INIT_MEMBLOCK_REGIONS, type->name);
}

void arm64_memblock_init(void)
{
	phys_addr_t linear_end = PHYS_OFFSET + LINEAR_REGION_SIZE;

	/* What has no address in the linear map is of no use. */
	memblock_remove(0, PHYS_OFFSET);
	memblock_remove(linear_end, MEMBLOCK_ALLOC_ANYWHERE - linear_end);
	if (memory_limit != MEMBLOCK_ALLOC_ANYWHERE)
		limit_memory(memory_limit);

	memblock_reserve(__pa_symbol(_text), _end - _text);
	if (phys_initrd_end > phys_initrd_start)
		memblock_reserve(phys_initrd_start, phys_initrd_end - phys_initrd_start);
	early_init_fdt_scan_reserved_mem();
	check_room(&memblock.memory);
	check_room(&memblock.reserved);
}

/*
 * Map memory for the struct pages from @start to @end. Where one bank ends and
 * the next begins the two may share a page of them.
 */
static void vmemmap_populate(unsigned long start, unsigned long end)
{
	unsigned long next;

	for (unsigned long va = start & PAGE_MASK; va < PAGE_ALIGN(end); va = next) {
		phys_addr_t size = PAGE_SIZE, phys;

		next = va + PAGE_SIZE;
		if (kern_addr_valid(va))
			continue;
		if (IS_ALIGNED(va, PMD_SIZE) && PAGE_ALIGN(end) - va >= PMD_SIZE)
			size = PMD_SIZE;
		phys = memblock_phys_alloc(size, size);
		if (!phys && size > PAGE_SIZE) {
			/* Memory in small pieces: page by page. */
			size = PAGE_SIZE;
			phys = memblock_phys_alloc(size, size);
		}
		if (!phys)
			panic("No memory for the list of pages");
		create_pgd_mapping(swapper_pg_dir, phys, va, size, PAGE_KERNEL);
		memset((void *)va, 0, size);
		next = va + size;
	}
}

void bootmem_init(void)
{
	unsigned long min_pfn = PHYS_PFN(PAGE_ALIGN(memblock_start_of_DRAM()));
	unsigned long end_pfn = PHYS_PFN(memblock_end_of_DRAM());
	struct memblock_region *r;

	for_each_mem_region(r)
		vmemmap_populate((unsigned long)pfn_to_page(PHYS_PFN(r->base)),
				 (unsigned long)pfn_to_page(PHYS_PFN(r->base + r->size)));
	free_area_init(min_pfn, end_pfn);
}
