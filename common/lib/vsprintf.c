// SPDX-License-Identifier: MIT
/*
 * vsnprintf(): the printf of the kernel.
 *
 * Conversions: d i u x X o c s p %, with the flags - 0 + space #, width and
 * precision (also *), and the sizes hh h l ll z t. %p prints sixteen digits
 * and no prefix, as Linux does for kernel addresses.
 */
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/string.h>

#define F_LEFT	1
#define F_ZERO	2
#define F_PLUS	4
#define F_SPACE	8
#define F_ALT	16
#define F_UPPER	32

struct out {
	char *buf;
	size_t size;
	size_t len;		/* as if the buffer had no end */
};

struct spec {
	unsigned int flags;
	int width;
	int precision;		/* -1: none given */
	char size;		/* 'H' hh, 'h', 0, 'l', 'L' ll, 'z' */
};

static void put(struct out *o, char c)
{
	if (o->len + 1 < o->size)
		o->buf[o->len] = c;
	o->len++;
}

static void pad(struct out *o, char c, int n)
{
	while (n-- > 0)
		put(o, c);
}

static void put_string(struct out *o, const struct spec *s, const char *text)
{
	int len;

	if (!text)
		text = "(null)";
	len = (int)strnlen(text, s->precision < 0 ? (size_t)0x7fffffff : (size_t)s->precision);
	if (!(s->flags & F_LEFT))
		pad(o, ' ', s->width - len);
	for (int i = 0; i < len; i++)
		put(o, text[i]);
	if (s->flags & F_LEFT)
		pad(o, ' ', s->width - len);
}

static void put_number(struct out *o, const struct spec *s, u64 val,
		       unsigned int base, bool negative)
{
	const char *digits = s->flags & F_UPPER ? "0123456789ABCDEF" : "0123456789abcdef";
	char buf[24], prefix[3];
	int n = 0, np = 0, zeros;

	if (negative)
		prefix[np++] = '-';
	else if (s->flags & F_PLUS)
		prefix[np++] = '+';
	else if (s->flags & F_SPACE)
		prefix[np++] = ' ';
	if ((s->flags & F_ALT) && base == 16 && val) {
		prefix[np++] = '0';
		prefix[np++] = s->flags & F_UPPER ? 'X' : 'x';
	}

	for (; val; val /= base)
		buf[n++] = digits[val % base];
	if (!n && s->precision)
		buf[n++] = '0';
	if ((s->flags & F_ALT) && base == 8 && (!n || buf[n - 1] != '0'))
		buf[n++] = '0';

	zeros = s->precision - n;
	/* C: a precision switches the 0 flag off, and so does -. */
	if (s->precision < 0 && (s->flags & F_ZERO) && !(s->flags & F_LEFT))
		zeros = s->width - np - n;
	zeros = max(zeros, 0);

	if (!(s->flags & F_LEFT))
		pad(o, ' ', s->width - np - zeros - n);
	for (int i = 0; i < np; i++)
		put(o, prefix[i]);
	pad(o, '0', zeros);
	for (int i = n; i--; )
		put(o, buf[i]);
	if (s->flags & F_LEFT)
		pad(o, ' ', s->width - np - zeros - n);
}

static s64 signed_arg(char size, va_list *args)
{
	switch (size) {
	case 'H': return (signed char)va_arg(*args, int);
	case 'h': return (short)va_arg(*args, int);
	case 'l': case 'z': return va_arg(*args, long);
	case 'L': return va_arg(*args, long long);
	default: return va_arg(*args, int);
	}
}

static u64 unsigned_arg(char size, va_list *args)
{
	switch (size) {
	case 'H': return (unsigned char)va_arg(*args, unsigned int);
	case 'h': return (unsigned short)va_arg(*args, unsigned int);
	case 'l': case 'z': return va_arg(*args, unsigned long);
	case 'L': return va_arg(*args, unsigned long long);
	default: return va_arg(*args, unsigned int);
	}
}

static int number(const char **fmt, va_list *args)
{
	int n = 0;

	if (**fmt == '*') {
		(*fmt)++;
		return va_arg(*args, int);
	}
	while (**fmt >= '0' && **fmt <= '9')
		n = n * 10 + *(*fmt)++ - '0';
	return n;
}

static unsigned int flag(char c)
{
	switch (c) {
	case '-': return F_LEFT;
	case '0': return F_ZERO;
	case '+': return F_PLUS;
	case ' ': return F_SPACE;
	case '#': return F_ALT;
	default: return 0;
	}
}

/* Reads what stands between '%' and the conversion; @fmt then points at it. */
static struct spec parse_spec(const char **fmt, va_list *args)
{
	struct spec s = { .precision = -1 };

	for (; flag(**fmt); (*fmt)++)
		s.flags |= flag(**fmt);
	s.width = number(fmt, args);
	if (s.width < 0) {
		s.flags |= F_LEFT;
		s.width = -s.width;
	}
	if (**fmt == '.') {
		(*fmt)++;
		s.precision = number(fmt, args);
	}
	if (**fmt == 'h' || **fmt == 'l') {
		s.size = *(*fmt)++;
		if (**fmt == s.size) {
			(*fmt)++;
			s.size = s.size == 'h' ? 'H' : 'L';
		}
	} else if (**fmt == 'z' || **fmt == 't') {
		(*fmt)++;
		s.size = 'z';
	}
	return s;
}

static void convert(struct out *o, struct spec *s, char conv, va_list *args)
{
	char c[2] = "";
	s64 v;

	switch (conv) {
	case 'd':
	case 'i':
		v = signed_arg(s->size, args);
		put_number(o, s, v < 0 ? -(u64)v : (u64)v, 10, v < 0);
		break;
	case 'u':
	case 'o':
	case 'x':
	case 'X':
		/* Signs belong to signed conversions only. */
		s->flags &= ~(F_PLUS | F_SPACE);
		if (conv == 'X')
			s->flags |= F_UPPER;
		put_number(o, s, unsigned_arg(s->size, args),
			   conv == 'u' ? 10 : conv == 'o' ? 8 : 16, false);
		break;
	case 'p':
		s->flags = F_ZERO;
		s->width = 16;
		s->precision = -1;
		put_number(o, s, (uintptr_t)va_arg(*args, void *), 16, false);
		break;
	case 'c':
		c[0] = (char)va_arg(*args, int);
		if (c[0]) {
			put_string(o, s, c);
		} else {
			pad(o, ' ', s->flags & F_LEFT ? 0 : s->width - 1);
			put(o, '\0');
			pad(o, ' ', s->flags & F_LEFT ? s->width - 1 : 0);
		}
		break;
	case 's':
		put_string(o, s, va_arg(*args, const char *));
		break;
	case '%':
		put(o, '%');
		break;
	default:
		/* Unknown: show it rather than swallow it. */
		put(o, '%');
		if (conv)
			put(o, conv);
		break;
	}
}

/**
 * vsnprintf() - format into a buffer
 * @size: of @buf; what does not fit is cut, and the result is always closed
 *
 * Return: the length that the whole text would have had.
 */
int vsnprintf(char *buf, size_t size, const char *fmt, va_list args)
{
	struct out o = { buf, size, 0 };
	va_list ap;

	va_copy(ap, args);
	while (*fmt) {
		if (*fmt != '%') {
			put(&o, *fmt++);
			continue;
		}
		fmt++;

		struct spec s = parse_spec(&fmt, &ap);

		convert(&o, &s, *fmt, &ap);
		if (*fmt)
			fmt++;
	}
	va_end(ap);
	if (size)
		buf[min(o.len, size - 1)] = '\0';
	return (int)o.len;
}

int snprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, size, fmt, args);
	va_end(args);
	return len;
}

int scnprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, size, fmt, args);
	va_end(args);
	if (!size)
		return 0;
	return min(len, (int)size - 1);
}
