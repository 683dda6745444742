/* SPDX-License-Identifier: MIT */
/* Which CPU this is. */
#ifndef _ASM_SMP_H
#define _ASM_SMP_H

#include <asm/sysreg.h>

/* QEMU's "virt" numbers its first 16 CPUs in MPIDR_EL1.Aff0, and its tree lists them so. */
static inline int raw_smp_processor_id(void)
{
	return read_sysreg(mpidr_el1) & 0xff;
}

#endif /* _ASM_SMP_H */
