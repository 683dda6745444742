/* SPDX-License-Identifier: MIT */
/*
 * Per-CPU variables: the image holds one copy, and each CPU finds its own at
 * the distance that __my_cpu_offset() tells. On a machine with one CPU that is
 * no distance. Linux: include/asm-generic/percpu.h.
 */
#ifndef _ASM_GENERIC_PERCPU_H
#define _ASM_GENERIC_PERCPU_H

#ifndef _ASM_PERCPU_H		/* not included by a port's own asm/percpu.h */
static inline void set_my_cpu_offset(unsigned long off)
{
	(void)off;
}

static inline unsigned long __my_cpu_offset(void)
{
	return 0;
}
#endif

#define this_cpu_ptr(ptr)	((__typeof__(ptr))((char *)(ptr) + __my_cpu_offset()))

#endif
