// SPDX-License-Identifier: MIT
/*
 * panic(): the kernel cannot go on. It says why and stops for good; under the
 * tests the harness hears of it. Also where the compiler's stack protector
 * ends up. Linux: kernel/panic.c.
 */
#include <linux/kernel.h>
#include <linux/printk.h>
#include <test/test.h>

/* Linked without tests, nobody listens. */
__weak void test_panicked(const char *message)
{
	(void)message;
}

void __noreturn panic(const char *fmt, ...)
{
	static char message[256];
	va_list args;

	asm volatile("msr daifset, #0xf" : : : "memory");
	/* The CPU that panics may hold the console's lock itself. */
	printk_force_unlocked();
	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);

	printk("Kernel panic - not syncing: %s\n", message);
	test_panicked(message);
	printk("---[ end Kernel panic - not syncing: %s ]---\n", message);
	for (;;)
		asm volatile("wfe");
}

/* Called by the compiler's code when a frame's canary has changed. */
void __noreturn __stack_chk_fail(void);
void __noreturn __stack_chk_fail(void)
{
	panic("stack-protector: Kernel stack is corrupted in: %p",
	      __builtin_return_address(0));
}
