// SPDX-License-Identifier: MIT
/*
 * Per-CPU areas: the image holds one copy of all DEFINE_PER_CPU() variables, which
 * the boot CPU uses; every other possible CPU gets a copy of its own. Linux:
 * mm/percpu.c (setup_per_cpu_areas).
 */
#include <linux/gfp.h>
#include <linux/cpu.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/string.h>

unsigned long __per_cpu_offset[NR_CPUS];

void setup_per_cpu_areas(void)
{
	extern char __per_cpu_start[], __per_cpu_end[];
	size_t size = __per_cpu_end - __per_cpu_start;
	unsigned int cpu, order = 0;

	while (PAGE_SIZE << order < size)
		order++;
	for_each_possible_cpu(cpu) {
		void *area;

		if (!cpu)
			continue;
		area = (void *)__get_free_pages(GFP_KERNEL, order);
		if (!area)
			panic("setup_per_cpu_areas: no memory for CPU%u", cpu);
		/* As in the image: this is so early that nobody has changed one. */
		memcpy(area, __per_cpu_start, size);
		__per_cpu_offset[cpu] = (unsigned long)area - (unsigned long)__per_cpu_start;
	}
}
