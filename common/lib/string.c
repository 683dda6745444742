// SPDX-License-Identifier: MIT
/*
 * Memory and strings: plain C, correct first. The compiler calls the mem* itself.
 * Where addresses are aligned, memory is filled and copied 32 bytes at a time.
 */
#include <linux/errno.h>
#include <linux/string.h>

#define STEP	(4 * sizeof(u64))

void *memset(void *s, int c, size_t n)
{
	u8 *p = s;
	u64 word = (u8)c * 0x0101010101010101ULL;

	for (; n >= STEP && !((uintptr_t)p & 7); n -= STEP, p += STEP) {
		u64 *w = (u64 *)p;

		w[0] = w[1] = w[2] = w[3] = word;
	}
	while (n--)
		*p++ = (u8)c;
	return s;
}

void *memcpy(void *dst, const void *src, size_t n)
{
	u8 *d = dst;
	const u8 *s = src;

	for (; n >= STEP && !(((uintptr_t)d | (uintptr_t)s) & 7); n -= STEP, d += STEP, s += STEP) {
		const u64 *from = (const u64 *)s;
		u64 a = from[0], b = from[1], c = from[2], e = from[3], *to = (u64 *)d;

		/* All read before any is written: memmove() comes here with overlaps. */
		to[0] = a;
		to[1] = b;
		to[2] = c;
		to[3] = e;
	}
	while (n--)
		*d++ = *s++;
	return dst;
}

void *memmove(void *dst, const void *src, size_t n)
{
	u8 *d = dst;
	const u8 *s = src;

	/* Away from the overlap: from below when the target lies below. */
	if (d <= s)
		return memcpy(dst, src, n);
	while (n--)
		d[n] = s[n];
	return dst;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const u8 *x = a, *y = b;

	for (; n; n--, x++, y++)
		if (*x != *y)
			return *x - *y;
	return 0;
}

size_t strlen(const char *s)
{
	size_t n = 0;

	while (s[n])
		n++;
	return n;
}

size_t strnlen(const char *s, size_t max)
{
	size_t n = 0;

	while (n < max && s[n])
		n++;
	return n;
}

int strcmp(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return (u8)*a - (u8)*b;
}

int strncmp(const char *a, const char *b, size_t n)
{
	for (; n; n--, a++, b++)
		if (*a != *b || !*a)
			return (u8)*a - (u8)*b;
	return 0;
}

char *strchr(const char *s, int c)
{
	for (; *s != (char)c; s++)
		if (!*s)
			return NULL;
	return (char *)s;
}

ssize_t strscpy(char *dst, const char *src, size_t size)
{
	size_t n = 0;

	if (!size)
		return -E2BIG;
	for (; n < size - 1 && src[n]; n++)
		dst[n] = src[n];
	dst[n] = '\0';
	return src[n] ? -E2BIG : (ssize_t)n;
}
