// SPDX-License-Identifier: MIT
/* The four masks, and all CPUs brought up one after the other. Linux: kernel/cpu.c, kernel/smp.c (smp_init). */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/psci.h>
#include <linux/sched.h>
#include <linux/smp.h>

struct cpumask __cpu_possible_mask, __cpu_present_mask, __cpu_online_mask, __cpu_active_mask;

static int cpu_up(unsigned int cpu)
{
	struct task_struct *idle = fork_idle(cpu);
	int err;

	if (IS_ERR(idle))
		return PTR_ERR(idle);
	err = __cpu_up(cpu, idle);
	/* Whatever it was, that CPU may come to life late: its thread is kept. */
	if (!err && !cpu_online(cpu))
		err = -EIO;
	if (!err)
		set_cpu_active(cpu);
	return err;
}

void smp_init(void)
{
	unsigned int cpu;
	int err;

	if (psci_dt_init())
		pr_warn("smp: the device tree has no firmware that starts CPUs\n");
	else
		for_each_possible_cpu(cpu)
			set_cpu_present(cpu);
	for_each_present_cpu(cpu) {
		if (cpu_online(cpu))
			continue;
		err = cpu_up(cpu);
		if (err)
			pr_err("smp: CPU%u failed to come online: %d\n", cpu, err);
	}
	pr_info("smp: Brought up 1 node, %u CPUs\n", num_online_cpus());
}
