// SPDX-License-Identifier: MIT
/*
 * early_printk.c: the first words of the kernel, on the PL011 UART.
 *
 * No interrupts, no driver model, no allocation: write a byte when there is
 * room for it. Linux: drivers/tty/serial/earlycon.c and pl011_early_write in
 * drivers/tty/serial/amba-pl011.c. Registers: Arm DDI 0183, "Programmer's
 * model".
 */
#include <asm/memory.h>
#include <linux/printk.h>

#define UARTDR		0x00	/* data */
#define UARTFR		0x18	/* flags */
#define UARTIBRD	0x24	/* baud rate, whole part */
#define UARTFBRD	0x28	/* baud rate, 64ths */
#define UARTLCR_H	0x2c	/* line control; a write takes the baud rate over */
#define UARTCR		0x30	/* control */
#define UARTIMSC	0x38	/* interrupt mask */
#define UARTICR		0x44	/* interrupt clear */

#define FR_BUSY		(1 << 3)
#define FR_TXFF		(1 << 5)	/* no room in the transmit FIFO */
#define LCR_H_FEN	(1 << 4)	/* FIFOs on */
#define LCR_H_WLEN_8	(3 << 5)	/* 8 data bits */
#define CR_UARTEN	(1 << 0)
#define CR_TXE		(1 << 8)
#define CR_RXE		(1 << 9)

/* One 32-bit access to a register of the UART, exactly as written. */
static inline u32 uart_read(unsigned int reg)
{
	return *(volatile u32 *)(EARLY_IO_BASE + EARLY_UART_PHYS + reg);
}

static inline void uart_write(unsigned int reg, u32 val)
{
	*(volatile u32 *)(EARLY_IO_BASE + EARLY_UART_PHYS + reg) = val;
}

void early_printk_init(void)
{
	/*
	 * Write this: turn the UART off, wait while it is busy, mask and clear its
	 * interrupts, set 115200 baud (24 MHz clock), 8 data bits, FIFOs on, then
	 * turn it on for both directions.
	 */
}


void early_printk_write(const char *s, size_t n)
{
	/*
	 * Write this: for each byte wait until UARTFR says that there is room,
	 * then write it to UARTDR; a newline goes out as '\r' and '\n'.
	 */
	(void)s;
	(void)n;
	(void)uart_read;
	(void)uart_write;
}
