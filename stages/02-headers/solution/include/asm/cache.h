/* SPDX-License-Identifier: MIT */
/*
 * cache.h: how far apart data has to lie so that CPUs do not fight over a cache
 * line. Linux: arch/arm64/include/asm/cache.h.
 */
#ifndef _ASM_CACHE_H
#define _ASM_CACHE_H

#ifdef SOLUTION
/* CTR_EL0.DminLine of every core that the kernel runs on is 64 bytes. */
#define L1_CACHE_SHIFT		6
#else
/* Write this: log2 of the data cache line's size; CTR_EL0.DminLine tells it in words. */
#define L1_CACHE_SHIFT		0
#endif
#define L1_CACHE_BYTES		(1 << L1_CACHE_SHIFT)

#endif /* _ASM_CACHE_H */
