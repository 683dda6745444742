/* SPDX-License-Identifier: MIT */
/* Interrupts of the tests' own: SPIs that no device has, made pending by a write to the GIC. */
#include <asm/arch_gicv3.h>
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/irqflags.h>
#include <test/test.h>

#define FREE_SPI	100U		/* no device of the machine is connected to 100 to 107 */

static char *dist, *redist;

static __maybe_unused void map_gic(void)
{
	struct device_node *np = of_find_compatible_node(NULL, "arm,gic-v3");

	if (!dist)
		dist = of_iomap(np, 0);
	if (!redist)
		redist = of_iomap(np, 1);
}

/* The kernel's number for what the tree would call <@kind @n @type>; 0 if it cannot be had. */
static __maybe_unused unsigned int map_cells(unsigned int kind, unsigned int n, unsigned int type)
{
	struct of_phandle_args args = {
		.np = of_find_compatible_node(NULL, "arm,gic-v3"),
		.args_count = 3,
		.args = { kind, n, type },
	};

	map_gic();
	return dist ? irq_create_of_mapping(&args) : 0;
}

static __maybe_unused unsigned int map_spi(unsigned int spi, unsigned int type)
{
	return map_cells(0, spi, type);
}

static __maybe_unused unsigned int map_ppi(unsigned int ppi, unsigned int type)
{
	return map_cells(1, ppi, type);
}

static __maybe_unused void pend_spi(unsigned int spi)
{
	unsigned int hwirq = spi + GIC_FIRST_SPI;

	writel(1u << hwirq % 32, dist + GICD_ISPENDR + hwirq / 32 * 4);
	/* The write reaches the GIC, and the GIC the CPU. */
	(void)readl(dist + GICD_ISPENDR);
	isb();
}

static __maybe_unused bool spi_bit(unsigned int reg, unsigned int spi)
{
	unsigned int hwirq = spi + GIC_FIRST_SPI;

	return readl(dist + reg + hwirq / 32 * 4) >> hwirq % 32 & 1;
}
