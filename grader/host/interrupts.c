// SPDX-License-Identifier: MIT
/*
 * For host tests of interrupts: the table of descriptors as start_kernel() finds
 * it, and kmalloc() from the host, so that ASan sees what is used behind its
 * kfree(). Listed by the stages that need it (stage.toml, host_sources).
 */
#include <linux/irq.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "host.h"

void *kmalloc(size_t size, gfp_t gfp)
{
	void *p = host_alloc(size);

	return gfp & __GFP_ZERO ? memset(p, 0, size) : p;
}

void kfree(const void *p)
{
	host_free((void *)p);
}

void host_setup(void)
{
	early_irq_init();
}
