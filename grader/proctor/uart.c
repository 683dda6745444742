// SPDX-License-Identifier: MIT
/*
 * The verdict channel: lines of ASCII on the secure PL011, which no address in
 * the non-secure world reaches. Registers: Arm DDI 0183.
 */
#include "proctor.h"

#define UARTDR		0x00
#define UARTFR		0x18
#define UARTLCR_H	0x2c
#define UARTCR		0x30
#define UARTIMSC	0x38
#define UARTICR		0x44
#define FR_RXFE		(1 << 4)
#define FR_RXFF		(1 << 6)
#define INT_RX		(1 << 4)
#define INT_ALL		0x7ff
#define FIFO_DEPTH	16

/* QEMU's PL011 sends at once (hw/char/pl011.c, pl011_write): it is never full. */
static void put(u64 base, char c)
{
	mmio_write(base + UARTDR, (u8)c);
}

void uart_init(void)
{
	mmio_write(SECURE_UART_BASE + UARTCR, 0x301);	/* on, both directions */
}

/* Whether a byte on the secure UART makes it raise its interrupt. */
void uart_listen(bool on)
{
	mmio_write(SECURE_UART_BASE + UARTIMSC, on ? INT_RX : 0);
}

/* Whether one has come; it is taken out. */
bool uart_heard(void)
{
	if (mmio_read(SECURE_UART_BASE + UARTFR) & FR_RXFE)
		return false;
	(void)mmio_read(SECURE_UART_BASE + UARTDR);
	mmio_write(SECURE_UART_BASE + UARTICR, INT_ALL);
	return true;
}

bool uart_console_full(void)
{
	return mmio_read(UART_BASE + UARTFR) & FR_RXFF;
}

/* QEMU's PL011 sleeps through a reset of the machine: what was typed for one boot is not for the next. */
void uart_reset_console(void)
{
	mmio_write(UART_BASE + UARTIMSC, 0);
	for (int i = 0; i < FIFO_DEPTH && !(mmio_read(UART_BASE + UARTFR) & FR_RXFE); i++)
		(void)mmio_read(UART_BASE + UARTDR);
	mmio_write(UART_BASE + UARTICR, INT_ALL);
	mmio_write(UART_BASE + UARTLCR_H, 0);
	mmio_write(UART_BASE + UARTCR, 0x300);		/* as the PL011 comes out of its reset */
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
