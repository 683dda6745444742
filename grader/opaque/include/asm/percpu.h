/* SPDX-License-Identifier: MIT */
/* The reference's percpu.h as a student release has it. */
#ifndef _ASM_PERCPU_H
#define _ASM_PERCPU_H

#include <linux/types.h>

void ref_set_cpu_offset(unsigned long off);
unsigned long ref_cpu_offset(void);
#define set_my_cpu_offset	ref_set_cpu_offset
#define __my_cpu_offset		ref_cpu_offset

#include <asm-generic/percpu.h>

#endif
