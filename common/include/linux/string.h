/* SPDX-License-Identifier: MIT */
/* Memory and strings, as C's library has them. */
#ifndef _LINUX_STRING_H
#define _LINUX_STRING_H

#include <linux/types.h>

void *memset(void *s, int c, size_t n);
void *memcpy(void *dst, const void *src, size_t n);
void *memmove(void *dst, const void *src, size_t n);
int memcmp(const void *a, const void *b, size_t n);
size_t strlen(const char *s);
size_t strnlen(const char *s, size_t max);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
char *strchr(const char *s, int c);

/**
 * strscpy() - copy a string into a buffer, always closing it
 *
 * Return: the length copied, or -E2BIG when it was cut (or @size is 0).
 */
ssize_t strscpy(char *dst, const char *src, size_t size);

#endif /* _LINUX_STRING_H */
