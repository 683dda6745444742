/* SPDX-License-Identifier: MIT */
/* Text for a person: the kernel's log, on the console. */
#ifndef _LINUX_PRINTK_H
#define _LINUX_PRINTK_H

#include <linux/compiler.h>
#include <linux/stdarg.h>
#include <linux/types.h>

/**
 * printk() - print a message to the console
 * @fmt: as in C's printf, without floating point; see common/lib/vsprintf.c
 *
 * From any context, on any CPU; lines of different CPUs do not mix. A message
 * longer than 511 bytes is cut.
 * Return: the bytes printed.
 */
__printf(1, 2) int printk(const char *fmt, ...);
int vprintk(const char *fmt, va_list args);

/* Used by stack-overflow reports and panics: no lock is taken any more. */
void printk_force_unlocked(void);

#define pr_err(fmt, ...)	printk(fmt, ##__VA_ARGS__)
#define pr_warn(fmt, ...)	printk(fmt, ##__VA_ARGS__)
#define pr_info(fmt, ...)	printk(fmt, ##__VA_ARGS__)
#define pr_emerg(fmt, ...)	printk(fmt, ##__VA_ARGS__)
#define pr_cont(fmt, ...)	printk(fmt, ##__VA_ARGS__)

/**
 * early_printk_write() - send bytes to the UART, waiting for each
 * @s: the bytes; a newline goes out as carriage return and newline
 * @n: how many
 *
 * Stage 1, stages/01-boot/early_printk.c. Called by printk() with its lock
 * held until the real console takes over.
 */
void early_printk_write(const char *s, size_t n);

/**
 * early_printk_init() - make the UART ready to send
 *
 * Stage 1. Called once by start_kernel() before the first message.
 */
void early_printk_init(void);

/**
 * register_console() - have messages go somewhere else than to early_printk_write()
 * @write: as early_printk_write(); called with the console's lock held and interrupts masked
 *
 * Called by the driver of the console that the device tree names (stage 5).
 */
void register_console(void (*write)(const char *s, size_t n));

/**
 * panic() - say why, and stop the machine
 *
 * From any context. Does not return.
 */
__printf(1, 2) void __noreturn panic(const char *fmt, ...);

int vsnprintf(char *buf, size_t size, const char *fmt, va_list args);
__printf(3, 4) int snprintf(char *buf, size_t size, const char *fmt, ...);
/* Like snprintf(), but returns what it wrote, without the closing zero. */
__printf(3, 4) int scnprintf(char *buf, size_t size, const char *fmt, ...);

#endif /* _LINUX_PRINTK_H */
