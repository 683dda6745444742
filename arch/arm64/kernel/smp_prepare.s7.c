// SPDX-License-Identifier: MIT
/*
 * Which CPUs the machine has, and what one of them has to know to come up. Linux:
 * arch/arm64/kernel/smp.c (smp_init_cpus, of_parse_and_init_cpus), cpu_ops.c.
 */
#include <asm/barrier.h>
#include <asm/mmu.h>
#include <asm/page.h>
#include <asm/smp.h>
#include <asm/sysreg.h>
#include <linux/kernel.h>
#include <linux/of.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <asm/byteorder.h>

#define NO_CPU		(~0ULL)

u64 __cpu_logical_map[NR_CPUS] = { [0 ... NR_CPUS - 1] = NO_CPU };
struct secondary_data secondary_data;

/* The affinity that a node below /cpus names: a number of as many cells as the parent says. */
static u64 hwid_of(const struct device_node *np)
{
	int len;
	const __be32 *reg = of_get_property(np, "reg", &len);

	if (!reg || (len != 4 && len != 8))
		return NO_CPU;
	return len == 4 ? be32_to_cpu(reg[0]) : (u64)be32_to_cpu(reg[0]) << 32 | be32_to_cpu(reg[1]);
}

void smp_init_cpus(void)
{
	struct device_node *cpus = of_find_node_by_path("/cpus");
	u64 boot = read_sysreg(mpidr_el1) & MPIDR_HWID_MASK;
	unsigned int next = 1;

	cpu_logical_map(0) = boot;
	set_cpu_possible(0);
	set_cpu_present(0);
	set_cpu_online(0);
	for (struct device_node *np = cpus ? cpus->child : NULL; np; np = np->sibling) {
		const char *type = of_get_property(np, "device_type", NULL);
		const char *method = of_get_property(np, "enable-method", NULL);
		u64 hwid = type && !strcmp(type, "cpu") ? hwid_of(np) : NO_CPU;

		if (hwid == NO_CPU || hwid & ~MPIDR_HWID_MASK || hwid == boot)
			continue;
		if (next == NR_CPUS) {
			pr_warn("SMP: more than %d CPUs, %s and those behind it are left out\n", NR_CPUS, np->name);
			break;
		}
		if (!method || strcmp(method, "psci")) {
			pr_warn("SMP: %s has no enable-method that is known\n", np->name);
			continue;
		}
		cpu_logical_map(next) = hwid;
		set_cpu_possible(next);
		next++;
	}
}

/* Its MMU and caches are off: what it reads has to be in memory (Arm ARM D7.5, DC CVAC). */
static void clean_to_memory(const void *start, size_t size)
{
	for (unsigned long p = (unsigned long)start & ~15UL; p < (unsigned long)start + size; p += 16)
		asm volatile("dc cvac, %0" : : "r" (p) : "memory");
	dsb(sy);
}

void prepare_secondary(struct task_struct *idle)
{
	secondary_data = (struct secondary_data) {
		.stack = (unsigned long)idle->stack + THREAD_SIZE,
		.task = idle,
		.sctlr = read_sysreg(sctlr_el1),
		.tcr = read_sysreg(tcr_el1),
		.mair = read_sysreg(mair_el1),
		.cpacr = read_sysreg(cpacr_el1),
		.ttbr1 = __pa_symbol(swapper_pg_dir),
		.idmap = __pa_symbol(idmap_pg_dir),
		.vbar = read_sysreg(vbar_el1),	/* the same as this one */
	};
	clean_to_memory(&secondary_data, sizeof(secondary_data));
}
