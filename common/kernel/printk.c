// SPDX-License-Identifier: MIT
/*
 * printk(): format a message, then hand it to the console in one piece.
 *
 * The lock is the compiler's own atomic exchange, so that messages work from
 * the first line of C, before the student's atomics (stage 2) are there.
 */
#include <linux/kernel.h>
#include <linux/printk.h>

static char console_lock;
static bool console_unlocked;
static void (*console_write)(const char *s, size_t n) = early_printk_write;

/* Interrupts are masked while the lock is held: a handler may print as well. */
static u64 console_lock_irqsave(void)
{
	u64 flags;

	asm volatile("mrs %0, daif\n\tmsr daifset, #3" : "=r" (flags) : : "memory");
	while (!console_unlocked &&
	       __atomic_test_and_set(&console_lock, __ATOMIC_ACQUIRE))
		asm volatile("yield");
	return flags;
}

static void console_unlock_irqrestore(u64 flags)
{
	__atomic_clear(&console_lock, __ATOMIC_RELEASE);
	asm volatile("msr daif, %0" : : "r" (flags) : "memory");
}

void printk_force_unlocked(void)
{
	console_unlocked = true;
}

void register_console(void (*write)(const char *s, size_t n))
{
	u64 flags = console_lock_irqsave();

	console_write = write;
	console_unlock_irqrestore(flags);
}

int vprintk(const char *fmt, va_list args)
{
	char line[512];
	int len = min(vsnprintf(line, sizeof(line), fmt, args), (int)sizeof(line) - 1);
	u64 flags = console_lock_irqsave();

	console_write(line, len);
	console_unlock_irqrestore(flags);
	return len;
}

int printk(const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vprintk(fmt, args);
	va_end(args);
	return len;
}
