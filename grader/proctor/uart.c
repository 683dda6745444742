// SPDX-License-Identifier: MIT
/*
 * The verdict channel: lines of ASCII on the secure PL011, which no address in
 * the non-secure world reaches. Registers: Arm DDI 0183.
 */
#include "proctor.h"

#define UARTDR		0x00
#define UARTCR		0x30

/* QEMU's PL011 sends at once (hw/char/pl011.c, pl011_write): it is never full. */
static void put(u64 base, char c)
{
	mmio_write(base + UARTDR, (u8)c);
}

void uart_init(void)
{
	mmio_write(SECURE_UART_BASE + UARTCR, 0x301);	/* on, both directions */
}

static void put_string(u64 base, const char *text)
{
	for (; *text; text++)
		put(base, *text);
}

static void put_hex(u64 base, u64 val, int digits)
{
	while (digits < 16 && val >> (4 * digits))
		digits++;
	while (digits--)
		put(base, "0123456789abcdef"[(val >> (4 * digits)) & 15]);
}

static void put_dec(u64 base, u64 val)
{
	char buf[20];
	int n = 0;

	do
		buf[n++] = '0' + val % 10;
	while (val /= 10);
	while (n)
		put(base, buf[--n]);
}

void say(const char *text)
{
	put_string(SECURE_UART_BASE, text);
}

void say_hex(const char *label, u64 val)
{
	say(label);
	say("0x");
	put_hex(SECURE_UART_BASE, val, 1);
}

void say_dec(const char *label, u64 val)
{
	say(label);
	put_dec(SECURE_UART_BASE, val);
}

void say_escaped(const char *text, u64 len)
{
	for (; len; len--, text++) {
		if (*text > ' ' && *text < 127 && *text != '%') {
			put(SECURE_UART_BASE, *text);
		} else {
			put(SECURE_UART_BASE, '%');
			put_hex(SECURE_UART_BASE, (u8)*text, 2);
		}
	}
}

/*
 * A line on the kernel's own UART that says what its output belongs to. The
 * key makes it one that the kernel cannot write.
 */
void console_mark(const char *what, s64 number)
{
	put_string(UART_BASE, "\n\x1e");
	put_hex(UART_BASE, config()->key, 16);
	put_string(UART_BASE, what);
	put_dec(UART_BASE, number);
	put(UART_BASE, '\n');
}
