// SPDX-License-Identifier: MIT
/*
 * Memory, moved eight bytes at a time where it counts. The MMU is off at EL3,
 * so memory is Device-nGnRnE and every access has to be aligned.
 */
#include "proctor.h"

void *memcpy(void *dst, const void *src, size_t n)
{
	u8 *d = dst;
	const u8 *s = src;

	while (n--)
		*d++ = *s++;
	return dst;
}

void *memset(void *dst, int c, size_t n)
{
	u8 *d = dst;

	while (n--)
		*d++ = (u8)c;
	return dst;
}

/* From @dst to @end, both multiples of 64. */
void fill64(u64 dst, u64 end, u64 val)
{
	for (; dst < end; dst += 64)
		asm volatile("stp %1, %1, [%0]\n\tstp %1, %1, [%0, #16]\n\t"
			     "stp %1, %1, [%0, #32]\n\tstp %1, %1, [%0, #48]"
			     : : "r" (dst), "r" (val) : "memory");
}

/* @n bytes, rounded up to a multiple of 32, between multiples of 8. */
void copy64(u64 dst, const void *src, u64 n)
{
	for (u64 s = (u64)src, end = dst + n; dst < end; dst += 32, s += 32) {
		u64 a, b, c, d;

		asm volatile("ldp %0, %1, [%4]\n\tldp %2, %3, [%4, #16]\n\t"
			     "stp %0, %1, [%5]\n\tstp %2, %3, [%5, #16]"
			     : "=&r" (a), "=&r" (b), "=&r" (c), "=&r" (d)
			     : "r" (s), "r" (dst) : "memory");
	}
}

/* Whether @n bytes, rounded down to a multiple of 32, are the same; both ends at multiples of 8. */
static bool same64(const void *a, const void *b, u64 n)
{
	u64 x = (u64)a, y = (u64)b, end = x + (n & ~31ULL), different = 0;

	for (; x < end && !different; x += 32, y += 32) {
		u64 a0, a1, a2, a3, b0, b1, b2, b3;

		asm("ldp %0, %1, [%4]\n\tldp %2, %3, [%4, #16]"
		    : "=&r" (a0), "=&r" (a1), "=&r" (a2), "=&r" (a3) : "r" (x) : "memory");
		asm("ldp %0, %1, [%4]\n\tldp %2, %3, [%4, #16]"
		    : "=&r" (b0), "=&r" (b1), "=&r" (b2), "=&r" (b3) : "r" (y) : "memory");
		different = (a0 ^ b0) | (a1 ^ b1) | (a2 ^ b2) | (a3 ^ b3);
	}
	return !different;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const u8 *x = a, *y = b;
	size_t done = 0;

	if (!(((u64)x | (u64)y) & 7)) {
		if (same64(x, y, n))
			done = n & ~31UL;
	}
	for (; done < n; done++)
		if (x[done] != y[done])
			return x[done] - y[done];
	return 0;
}

u64 str_len(const char *s)
{
	u64 n = 0;

	while (s[n])
		n++;
	return n;
}
