/* SPDX-License-Identifier: MIT */
/* Cache lines of 32 bytes: the least that a machine with caches has. */
#ifndef _ASM_GENERIC_CACHE_H
#define _ASM_GENERIC_CACHE_H

#define L1_CACHE_SHIFT		5
#define L1_CACHE_BYTES		(1 << L1_CACHE_SHIFT)

#endif
