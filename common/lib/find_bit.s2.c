// SPDX-License-Identifier: MIT
/* Looking for a bit, a word at a time. Linux: lib/find_bit.c. */
#include <linux/bitops.h>
#include <linux/kernel.h>

/* The words are turned by @invert, so that the bit looked for is always a 1. */
static unsigned long find(const unsigned long *addr, unsigned long size, unsigned long start,
			  unsigned long invert)
{
	unsigned long word;

	if (start >= size)
		return size;
	word = (addr[BIT_WORD(start)] ^ invert) & (~0UL << (start % BITS_PER_LONG));
	start = ALIGN_DOWN(start, BITS_PER_LONG);
	while (!word) {
		start += BITS_PER_LONG;
		if (start >= size)
			return size;
		word = addr[BIT_WORD(start)] ^ invert;
	}
	return min(start + __ffs(word), size);
}

unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long start)
{
	return find(addr, size, start, 0);
}

unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size,
				 unsigned long start)
{
	return find(addr, size, start, ~0UL);
}
