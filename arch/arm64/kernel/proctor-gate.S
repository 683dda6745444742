/* SPDX-License-Identifier: MIT */
/*
 * The one place that calls the proctor (see common/include/test/proctor.h).
 * Linked with the tests only; the proctor refuses calls from anywhere else.
 */
#include <linux/linkage.h>

	.section ".text", "ax"

/*
 * proctor_call: unsigned long proctor_call(fn, a, b, c)
 *
 * Called by the harness at EL1. x0 to x3 in, x0 out; clobbers x1 to x3.
 */
SYM_FUNC_START(proctor_call)
	.globl	proctor_gate_smc
proctor_gate_smc:
	smc	#0
	ret
SYM_FUNC_END(proctor_call)
