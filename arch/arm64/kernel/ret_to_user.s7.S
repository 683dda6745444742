/* SPDX-License-Identifier: MIT */
/* Where a thread goes whose function has returned: until stage 8 there is no user mode, so it ends. */
#include <linux/linkage.h>

	.text

/*
 * ret_to_user: from ret_from_fork, interrupts and preemption enabled. Does not return.
 */
	.weak	ret_to_user
SYM_CODE_START_LOCAL(ret_to_user)
	mov	x0, xzr
	bl	do_exit
	b	.
SYM_CODE_END(ret_to_user)
