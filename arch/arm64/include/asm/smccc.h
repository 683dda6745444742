/* SPDX-License-Identifier: MIT */
/* Calls of firmware and hypervisor (Arm DEN 0028). Linux: include/linux/arm-smccc.h. */
#ifndef _ASM_SMCCC_H
#define _ASM_SMCCC_H

/** smccc_smc(), smccc_hvc() - function @fn with three arguments; what it returns in x0 */
long smccc_smc(unsigned long fn, unsigned long a, unsigned long b, unsigned long c);
long smccc_hvc(unsigned long fn, unsigned long a, unsigned long b, unsigned long c);

#endif /* _ASM_SMCCC_H */
