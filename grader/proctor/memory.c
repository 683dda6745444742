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

int memcmp(const void *a, const void *b, size_t n)
{
	const u8 *x = a, *y = b;

	for (; n && !(((u64)x | (u64)y) & 7) && n >= 8; n -= 8, x += 8, y += 8)
		if (*(const u64 *)x != *(const u64 *)y)
			break;
	for (; n; n--, x++, y++)
		if (*x != *y)
			return *x - *y;
	return 0;
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

u64 str_len(const char *s)
{
	u64 n = 0;

	while (s[n])
		n++;
	return n;
}
