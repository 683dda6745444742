// SPDX-License-Identifier: MIT
/*
 * panic(): the kernel cannot go on. It says why and stops for good; under the
 * tests the harness hears of it. Also where the compiler's stack protector
 * ends up. Linux: kernel/panic.c.
 */
#include <linux/kernel.h>
#include <linux/printk.h>
#if CONFIG_STAGE >= 7
#include <linux/smp.h>
#endif
#include <test/test.h>

/* Linked without tests, nobody listens. */
__weak void test_panicked(const char *message)
{
	(void)message;
}

/* Weak until there are other CPUs that could be stopped. */
__weak void smp_send_stop(void)
{
}

/* Two CPUs may come to grief at once: the first one speaks. */
static void only_one_panics(void)
{
#if CONFIG_STAGE >= 7
	static int panic_cpu = -1;
	int nobody = -1, me = raw_smp_processor_id();

	if (!__atomic_compare_exchange_n(&panic_cpu, &nobody, me, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE) &&
	    nobody != me)
		cpu_park();
#endif
}

void __noreturn panic(const char *fmt, ...)
{
	static char message[256];
	va_list args;

	asm volatile("msr daifset, #0xf" : : : "memory");
	only_one_panics();
	/* The CPU that panics may hold the console's lock itself. */
	printk_force_unlocked();
	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);

	printk("Kernel panic - not syncing: %s\n", message);
	smp_send_stop();
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
