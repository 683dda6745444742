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

/**
 * find_next_bit() - the first set bit of an array at or behind @start
 * @size: bits in the array
 *
 * Return: its number, or @size.
 */
unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long start);
unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size,
				 unsigned long start);

#define find_first_bit(addr, size)	find_next_bit(addr, size, 0)
#define find_first_zero_bit(addr, size)	find_next_zero_bit(addr, size, 0)

#define for_each_set_bit(bit, addr, size)			\
	for ((bit) = find_first_bit(addr, size); (bit) < (size);	\
	     (bit) = find_next_bit(addr, size, (bit) + 1))

#endif /* _LINUX_BITOPS_H */
