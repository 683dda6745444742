// SPDX-License-Identifier: MIT
/*
 * pl011.c: the UART of the device tree as the kernel's console, in both
 * directions. Sending is polled, as messages have to get out of any context;
 * receiving is by interrupt. Arm DDI 0183. Linux: drivers/tty/serial/amba-pl011.c.
 */
#if CONFIG_STAGE >= 6
#include <linux/clk.h>
#endif
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/of.h>
#include <linux/printk.h>

#define UARTDR		0x00
#define UARTFR		0x18
#define UARTIBRD	0x24		/* what the UART's clock is divided by for 16 x the baud rate: */
#define UARTFBRD	0x28		/* the whole part, and 64ths */
#define UARTLCR_H	0x2c
#define UARTCR		0x30
#define UARTIMSC	0x38
#define UARTMIS		0x40
#define UARTICR		0x44

#define FR_RXFE		(1 << 4)
#define FR_TXFF		(1 << 5)
#define LCR_H_FEN	(1 << 4)	/* FIFOs */
#define LCR_H_WLEN_8	(3 << 5)
#define CR_ON		0x301		/* the UART, sending, receiving */
#define BAUD_RATE	115200
#define INT_RX		(1 << 4)	/* the FIFO is half full */
#define INT_RT		(1 << 6)	/* something has been in it for a while */

static char *regs;

static void put(char c)
{
	while (readl_relaxed(regs + UARTFR) & FR_TXFF)
		cpu_relax();
	writel_relaxed((u8)c, regs + UARTDR);
}

static void pl011_write(const char *s, size_t n)
{
	for (; n; n--, s++) {
		if (*s == '\n')
			put('\r');
		put(*s);
	}
}

/* What is typed comes back, so that one sees what one types; a tty takes its place in stage 9. */
static irqreturn_t pl011_interrupt(unsigned int irq, void *dev_id)
{
	u32 status = readl_relaxed(regs + UARTMIS);

	(void)irq;
	(void)dev_id;
	if (!(status & (INT_RX | INT_RT)))
		return IRQ_NONE;
	/* First the interrupt, then the bytes: one that comes in between raises it again. */
	writel_relaxed(INT_RX | INT_RT, regs + UARTICR);
	while (!(readl_relaxed(regs + UARTFR) & FR_RXFE)) {
		char c = readl_relaxed(regs + UARTDR);

		printk("%c", c == '\r' ? '\n' : c);
	}
	return IRQ_HANDLED;
}

/* The node that /chosen names as stdout-path. */
static struct device_node *stdout_node(void)
{
	const char *path;

	if (of_property_read_string(of_find_node_by_path("/chosen"), "stdout-path", &path))
		return NULL;
	return of_find_node_by_path(path);
}

#if CONFIG_STAGE >= 6
/* @rate of the UART's clock, in Hz. In 64ths of a divisor, rounded (Arm DDI 0183, 3.3.6). */
static void set_baud_rate(unsigned long rate)
{
	unsigned long divisor = (rate * 4 + BAUD_RATE / 2) / BAUD_RATE;

	if (!rate)
		return;
	writel_relaxed(divisor / 64, regs + UARTIBRD);
	writel_relaxed(divisor % 64, regs + UARTFBRD);
}
#endif

static int __init pl011_init(void)
{
	struct device_node *np = stdout_node();
	unsigned int irq;

	if (!np || !of_device_is_compatible(np, "arm,pl011"))
		return -ENODEV;
	regs = of_io_request_and_map(np, 0, np->name);
	if (!regs)
		return -ENOMEM;
#if CONFIG_STAGE >= 6
	/* Without a clock that can be asked, what firmware has set stays. */
	set_baud_rate(clk_get_rate(of_clk_get_by_name(np, "uartclk")));
#endif
	writel_relaxed(LCR_H_WLEN_8 | LCR_H_FEN, regs + UARTLCR_H);
	writel_relaxed(CR_ON, regs + UARTCR);
	register_console(pl011_write);

	irq = irq_of_parse_and_map(np, 0);
	if (!irq || request_irq(irq, pl011_interrupt, 0, "uart-pl011", regs))
		return -EIO;
	writel_relaxed(INT_RX | INT_RT, regs + UARTIMSC);
	pr_info("ttyAMA0 at %s (irq = %u) is a PL011\n", np->name, irq);
	return 0;
}
device_initcall(pl011_init);
