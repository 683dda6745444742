/* SPDX-License-Identifier: MIT */
/* Variables that each CPU has for itself. Linux: include/linux/percpu-defs.h. */
#ifndef _LINUX_PERCPU_H
#define _LINUX_PERCPU_H

#include <asm/percpu.h>
#include <linux/compiler.h>
#include <linux/preempt.h>

#define DEFINE_PER_CPU(type, name)	__section(".data..percpu") __typeof__(type) name
#define DECLARE_PER_CPU(type, name)	extern __typeof__(type) name

/* Between the look for the place and the access the thread may not move to another CPU. */
#define this_cpu_read(var)						\
({									\
	__typeof__(var) __value;					\
									\
	preempt_disable();						\
	__value = READ_ONCE(*this_cpu_ptr(&(var)));			\
	preempt_enable();						\
	__value;							\
})
#define this_cpu_write(var, val)					\
do {									\
	preempt_disable();						\
	WRITE_ONCE(*this_cpu_ptr(&(var)), val);				\
	preempt_enable();						\
} while (0)

#if CONFIG_STAGE >= 7
#include <linux/cpumask.h>

/* How far each CPU's variables lie from those of the image: common/mm/percpu.s7.c. */
extern unsigned long __per_cpu_offset[NR_CPUS];
#define per_cpu_offset(cpu)		(__per_cpu_offset[cpu])
#define per_cpu_ptr(ptr, cpu)		((__typeof__(ptr))((char *)(ptr) + per_cpu_offset(cpu)))
#define per_cpu(var, cpu)		(*per_cpu_ptr(&(var), cpu))

/** setup_per_cpu_areas() - a copy of the variables for each possible CPU; by start_kernel(), with one CPU running */
void setup_per_cpu_areas(void);
#endif

#endif /* _LINUX_PERCPU_H */
