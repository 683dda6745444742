/* SPDX-License-Identifier: MIT */
/* Variables that each CPU has for itself. Linux: include/linux/percpu-defs.h. */
#ifndef _LINUX_PERCPU_H
#define _LINUX_PERCPU_H

#include <asm/percpu.h>
#include <linux/compiler.h>

#define DEFINE_PER_CPU(type, name)	__section(".data..percpu") __typeof__(type) name
#define DECLARE_PER_CPU(type, name)	extern __typeof__(type) name

#define this_cpu_read(var)		READ_ONCE(*this_cpu_ptr(&(var)))
#define this_cpu_write(var, val)	WRITE_ONCE(*this_cpu_ptr(&(var)), val)

#endif /* _LINUX_PERCPU_H */
