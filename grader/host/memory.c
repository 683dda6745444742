// SPDX-License-Identifier: MIT
/*
 * A machine of 32 MiB for host tests of the allocators: what setup_arch() and
 * mm_init() do, with an array in the place of memory. Listed by the stages that
 * need it (stage.toml, host_sources).
 */
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include "host.h"

void host_setup(void)
{
	memblock_add(PHYS_OFFSET, HOST_MEMORY);
	memblock_reserve(PHYS_OFFSET, 0x5000);
	free_area_init(PHYS_PFN(PHYS_OFFSET), PHYS_PFN(PHYS_OFFSET + HOST_MEMORY));
	mem_init();
	kmem_cache_init();
}
