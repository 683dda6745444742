/* SPDX-License-Identifier: MIT */
/*
 * Which CPUs there are. Each mask is a part of the one before:
 *
 *	possible	the device tree lists it; per-CPU areas are for these
 *	present		it can be started: there is a method, and firmware answers
 *	online		it runs the kernel, takes interrupts and answers IPIs
 *	active		the scheduler may put threads there
 *
 * Linux: include/linux/cpumask.h, kernel/cpu.c.
 */
#ifndef _LINUX_CPU_H
#define _LINUX_CPU_H

#include <linux/cpumask.h>

extern struct cpumask __cpu_possible_mask, __cpu_present_mask, __cpu_online_mask, __cpu_active_mask;

#define cpu_possible_mask	((const struct cpumask *)&__cpu_possible_mask)
#define cpu_present_mask	((const struct cpumask *)&__cpu_present_mask)
#define cpu_online_mask		((const struct cpumask *)&__cpu_online_mask)
#define cpu_active_mask		((const struct cpumask *)&__cpu_active_mask)

#define cpu_possible(cpu)	cpumask_test_cpu(cpu, cpu_possible_mask)
#define cpu_present(cpu)	cpumask_test_cpu(cpu, cpu_present_mask)
#define cpu_online(cpu)		cpumask_test_cpu(cpu, cpu_online_mask)
#define cpu_active(cpu)		cpumask_test_cpu(cpu, cpu_active_mask)

#define num_possible_cpus()	cpumask_weight(cpu_possible_mask)
#define num_present_cpus()	cpumask_weight(cpu_present_mask)
#define num_online_cpus()	cpumask_weight(cpu_online_mask)

#define for_each_possible_cpu(cpu)	for_each_cpu(cpu, cpu_possible_mask)
#define for_each_present_cpu(cpu)	for_each_cpu(cpu, cpu_present_mask)
#define for_each_online_cpu(cpu)	for_each_cpu(cpu, cpu_online_mask)

#define set_cpu_possible(cpu)	cpumask_set_cpu(cpu, &__cpu_possible_mask)
#define set_cpu_present(cpu)	cpumask_set_cpu(cpu, &__cpu_present_mask)
#define set_cpu_online(cpu)	cpumask_set_cpu(cpu, &__cpu_online_mask)
#define set_cpu_active(cpu)	cpumask_set_cpu(cpu, &__cpu_active_mask)

#endif /* _LINUX_CPU_H */
