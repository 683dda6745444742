/* SPDX-License-Identifier: MIT */
/* Bits: the machine's operations and what follows from them. */
#ifndef _LINUX_BITOPS_H
#define _LINUX_BITOPS_H

#include <asm/bitops.h>
#include <linux/const.h>
#include <linux/kernel.h>

#define BIT(n)			_BITUL(n)
#define GENMASK(high, low)	((~0UL << (low)) & (~0UL >> (BITS_PER_LONG - 1 - (high))))
#define BITS_TO_LONGS(n)	DIV_ROUND_UP(n, BITS_PER_LONG)

/** hweight_long() - how many bits of @w are set */
static inline unsigned int hweight_long(unsigned long w)
{
	unsigned int n = 0;

	/* Each round clears the lowest bit. */
	for (; w; w &= w - 1)
		n++;
	return n;
}

#include <linux/find.h>

#endif /* _LINUX_BITOPS_H */
