/* SPDX-License-Identifier: MIT */
#ifndef _TEST_APART_H
#define _TEST_APART_H

#include <linux/types.h>

/* How far @a and @b are from each other, whichever is larger. */
static inline u64 apart(u64 a, u64 b)
{
	return a > b ? a - b : b - a;
}

#endif /* _TEST_APART_H */
