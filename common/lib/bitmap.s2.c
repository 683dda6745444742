// SPDX-License-Identifier: MIT
/* Bitmaps a word at a time. Linux: lib/bitmap.c. */
#include <linux/bitmap.h>

/* The bits of word @i that count, in a map of @nbits. */
static unsigned long valid(unsigned int i, unsigned int nbits)
{
	return i == BITS_TO_LONGS(nbits) - 1 ? BITMAP_LAST_WORD_MASK(nbits) : ~0UL;
}

/* Each word of the result from an expression in its number, i. */
#define FOR_WORDS(nbits, dst, expr)						\
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++)			\
		(dst)[i] = (expr) & valid(i, nbits)

void bitmap_zero(unsigned long *dst, unsigned int nbits)
{
	FOR_WORDS(nbits, dst, 0UL);
}

void bitmap_fill(unsigned long *dst, unsigned int nbits)
{
	FOR_WORDS(nbits, dst, ~0UL);
}

void bitmap_and(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		unsigned int nbits)
{
	FOR_WORDS(nbits, dst, a[i] & b[i]);
}

void bitmap_or(unsigned long *dst, const unsigned long *a, const unsigned long *b,
	       unsigned int nbits)
{
	FOR_WORDS(nbits, dst, a[i] | b[i]);
}

void bitmap_andnot(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		   unsigned int nbits)
{
	FOR_WORDS(nbits, dst, a[i] & ~b[i]);
}

bool bitmap_empty(const unsigned long *map, unsigned int nbits)
{
	return find_first_bit(map, nbits) >= nbits;
}

bool bitmap_equal(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++)
		if ((a[i] ^ b[i]) & valid(i, nbits))
			return false;
	return true;
}

unsigned int bitmap_weight(const unsigned long *map, unsigned int nbits)
{
	unsigned int n = 0;

	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++)
		n += hweight_long(map[i] & valid(i, nbits));
	return n;
}

void bitmap_set(unsigned long *map, unsigned int start, unsigned int len)
{
	for (unsigned int nr = start; nr < start + len; nr++)
		__set_bit(nr, map);
}
