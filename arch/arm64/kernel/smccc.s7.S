/* SPDX-License-Identifier: MIT */
/* The two ways to firmware. Linux: arch/arm64/kernel/smccc-call.S. */
#include <linux/linkage.h>

	.text

/*
 * smccc_smc: long smccc_smc(fn, a, b, c)
 *
 * Called by C at EL1. By the convention (Arm DEN 0028, 2.6) x4 to x17 may come back
 * changed, which a C function may do as well.
 */
SYM_FUNC_START(smccc_smc)
	smc	#0
	ret
SYM_FUNC_END(smccc_smc)

SYM_FUNC_START(smccc_hvc)
	hvc	#0
	ret
SYM_FUNC_END(smccc_hvc)
