/* SPDX-License-Identifier: MIT */
/* For host tests of kernel code: one CPU, whose variables are the only ones. */
#ifndef _ASM_PERCPU_H
#define _ASM_PERCPU_H

static inline unsigned long __my_cpu_offset(void)
{
	return 0;
}

#include <asm-generic/percpu.h>

#endif
