// SPDX-License-Identifier: MIT
/*
 * setup.c: setup_arch(), the machine's part of coming up.
 *
 * From the address of a device tree to mapped memory and a list of its pages.
 * Each step stands on the one before; where one has not done its part the rest
 * is left out, and it is said which. Linux: arch/arm64/kernel/setup.c.
 */
#include <asm/fixmap.h>
#include <asm/memory.h>
#include <asm/mm_init.h>
#include <asm/mmu.h>
#include <asm/setup.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/of_fdt.h>
#include <linux/printk.h>
#include <linux/sections.h>
#include <linux/string.h>

static bool setup_machine_fdt(phys_addr_t phys)
{
	size_t room;
	const void *fdt = fixmap_remap_fdt(phys, &room);

	if (!early_init_dt_verify(fdt, room))
		return false;
	early_init_dt_scan_nodes();
	pr_info("Kernel command line: %s\n", boot_command_line);
	return true;
}

static struct resource kernel_code = { .name = "Kernel code", .flags = IORESOURCE_SYSTEM_RAM };
static struct resource kernel_data = { .name = "Kernel data", .flags = IORESOURCE_SYSTEM_RAM };

/* Resources that are never freed, in memory from memblock. */
static struct resource *standard, *standard_end;

static struct resource *new_resource(const char *name, resource_size_t start, resource_size_t end,
				     unsigned long flags)
{
	struct resource *r = standard;

	if (r == standard_end) {
		pr_err("setup_arch: memblock's regions overlap, the list of resources is cut\n");
		return NULL;
	}
	standard++;
	r->name = name;
	r->start = start;
	r->end = end;
	r->flags = flags;
	return r;
}

/* What of [@start, @end] no child of @bank has yet is reserved. */
static void reserve_the_rest(struct resource *bank, resource_size_t start, resource_size_t end)
{
	while (start <= end) {
		struct resource *r = new_resource("reserved", start, end, IORESOURCE_SYSTEM_RAM);
		struct resource *taken = r ? request_resource_conflict(bank, r) : NULL;

		if (!taken)
			return;
		/* Up to what is in the way, and then from its end on. */
		r->end = taken->start - 1;
		if (taken->start <= start || request_resource(bank, r))
			standard--;
		if (taken->end >= end)
			return;
		start = taken->end + 1;
	}
}

static void add_bank(const struct memblock_region *m)
{
	bool nomap = m->flags & MEMBLOCK_NOMAP;
	struct resource *bank = new_resource(nomap ? "reserved" : "System RAM", m->base, m->base + m->size - 1,
					     nomap ? IORESOURCE_MEM : IORESOURCE_SYSTEM_RAM | IORESOURCE_BUSY);

	if (!bank || request_resource(&iomem_resource, bank) || nomap)
		return;
	request_resource(bank, &kernel_code);
	request_resource(bank, &kernel_data);
	for (unsigned long i = 0; i < memblock.reserved.cnt; i++) {
		const struct memblock_region *r = &memblock.reserved.regions[i];
		resource_size_t start = max(r->base, m->base), end = min(r->base + r->size, m->base + m->size);

		if (start < end)
			reserve_the_rest(bank, start, end - 1);
	}
}

/* Memory, and what of it is taken, as the first entries of iomem_resource. */
static void request_standard_resources(void)
{
	/* Each reservation may be in two banks, and the image's parts cut two more in two. */
	unsigned long n = 2 * memblock.memory.cnt + memblock.reserved.cnt + 1 + 2;
	phys_addr_t phys = memblock_phys_alloc(n * sizeof(*standard), sizeof(long));
	struct memblock_region *r;

	if (!phys || !kern_addr_valid((unsigned long)__va(phys))) {
		pr_err("setup_arch: no mapped memory for the resources (memblock.c, mmu.c)\n");
		return;
	}
	standard = memset(__va(phys), 0, n * sizeof(*standard));
	standard_end = standard + n;
	kernel_code.start = __pa_symbol(_text);
	kernel_code.end = __pa_symbol(_etext) - 1;
	kernel_data.start = __pa_symbol(_sdata);
	kernel_data.end = __pa_symbol(_end) - 1;
	for_each_mem_region(r)
		add_bank(r);
}

void setup_arch(void)
{
	early_fixmap_init();
	if (!setup_machine_fdt(__fdt_pointer))
		return;
	parse_early_param();
	arm64_memblock_init();
	if (!memblock_phys_mem_size()) {
		pr_err("setup_arch: memblock knows of no memory (fdt_scan.c, memblock.c)\n");
		return;
	}
	paging_init();
	if (!kern_addr_valid((unsigned long)__va(__pa_symbol(swapper_pg_dir)))) {
		pr_err("setup_arch: there is no linear map (mmu.c, paging_init)\n");
		return;
	}
	bootmem_init();
	request_standard_resources();
}
