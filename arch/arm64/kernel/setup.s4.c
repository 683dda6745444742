// SPDX-License-Identifier: MIT
/*
 * setup.c: setup_arch(), the machine's part of coming up.
 *
 * From the address of a device tree to mapped memory and a list of its pages.
 * Each step stands on the one before; where one has not done its part the rest
 * is left out, and it is said which. Linux: arch/arm64/kernel/setup.c.
 */
#include <asm/fixmap.h>
#include <asm/mm_init.h>
#include <asm/mmu.h>
#include <asm/setup.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/of_fdt.h>
#include <linux/printk.h>

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
}
