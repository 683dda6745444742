/* SPDX-License-Identifier: MIT */
/* The reference's div64.h as a student release has it. */
#ifndef _ASM_DIV64_H
#define _ASM_DIV64_H

#include <linux/types.h>

u32 ref_do_div(u64 *n, u32 base);
#define do_div(n, base) ({							\
	u64 ref_n = (n);							\
	u32 ref_rem = ref_do_div(&ref_n, (base));				\
	(n) = ref_n;								\
	ref_rem;								\
})

#endif
