// SPDX-License-Identifier: MIT
/*
 * start_kernel(): the boot order of the kernel, to be read from top to bottom.
 *
 * Everything above this line of the port is head.S; everything below it is C.
 * A kernel of stage N runs it as far as stage N's part. Linux: init/main.c.
 */
#include <asm/sysreg.h>
#include <linux/init.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <test/test.h>
#if CONFIG_STAGE >= 2
#include <asm/percpu.h>
#endif
#if CONFIG_STAGE >= 3
#include <asm/traps.h>
#endif
#if CONFIG_STAGE >= 4
#include <asm/setup.h>
#include <linux/mm.h>
#endif
#if CONFIG_STAGE >= 5
#include <linux/irq.h>
#include <linux/irqflags.h>
#endif
#if CONFIG_STAGE >= 6
#include <linux/clocksource.h>
#include <linux/delay.h>
#include <linux/timer.h>
#endif
#if CONFIG_STAGE >= 7
#include <linux/percpu.h>
#include <linux/smp.h>
#endif
#if CONFIG_STAGE >= 8
#include <asm/mm_init.h>
#include <asm/user.h>
#include <linux/binfmts.h>
#endif

/* Linked without tests, the harness is not there. */
__weak void test_snapshot(unsigned long sp)
{
	(void)sp;
}

__weak void run_tests(void)
{
}

/*
 * A value that an overrun of a buffer is unlikely to restore. Until there is a
 * better source of chance it comes from the counter; the low byte is zero, so
 * that no string copy can write it. Linux: boot_init_stack_canary().
 */
static __always_inline void boot_init_stack_canary(void)
{
	u64 mix = read_sysreg(cntvct_el0) * 0x9e3779b97f4a7c15ULL;

	init_task.stack_canary = (mix ^ 0x5bd1e9955bd1e995ULL) & ~0xffUL;
}

#if CONFIG_STAGE >= 5
/* Everything that said *_initcall(), level by level. */
static void __init do_initcalls(void)
{
	extern const initcall_t __initcall_start[], __initcall_end[];

	for (const initcall_t *call = __initcall_start; call < __initcall_end; call++) {
		int err = (*call)();

		if (err)
			printk("initcall at 0x%lx returned %d\n", (unsigned long)*call, err);
	}
}
#endif

#if CONFIG_STAGE >= 8
/* PID 1 becomes the first program; it goes to user mode when kernel_init() returns. */
static void run_init_process(void)
{
	static const char *const argv[] = { "/init", NULL };
	static const char *const envp[] = { "HOME=/", "TERM=linux", NULL };
	int err = kernel_execve(argv[0], argv, envp);

	if (err)
		panic("No working init found (%s: error %d)", argv[0], err);
	printk("Run %s as init process\n", argv[0]);
}
#endif

#if CONFIG_STAGE >= 7
void kernel_init_freeable(void)
{
	smp_init();
	do_initcalls();
#if CONFIG_STAGE >= 8
	free_initmem();
#endif
	/* The proctor's watchdog and the tests' own idea of "here" are this CPU's. */
	set_cpus_allowed_ptr(current, cpumask_of(0));
	run_tests();
	set_cpus_allowed_ptr(current, cpu_possible_mask);
#if CONFIG_STAGE >= 8
	run_init_process();
#else
	printk("Stage %d ends here: nothing left to run, the CPUs wait.\n", CONFIG_STAGE);
	/* Without PID 1 there is no system. */
	for (;;)
		schedule_timeout_uninterruptible(MAX_SCHEDULE_TIMEOUT);
#endif
}
#endif

static void print_banner(void)
{
	printk("Bringup/arm64 stage %d\n", CONFIG_STAGE);
	printk("Booting on CPU 0x%010llx [0x%08llx], device tree at 0x%llx\n",
	       read_sysreg(mpidr_el1) & MPIDR_HWID_MASK, read_sysreg(midr_el1),
	       __fdt_pointer);
}

/*
 * Entered from head.S on the boot CPU: EL1, MMU and caches on, interrupts
 * masked, on init_stack, current = init_task. Its own frame is older than the
 * canary and never returns, so it goes without one.
 */
void __noreturn __no_stack_protector start_kernel(void)
{
	test_snapshot((unsigned long)__builtin_dwarf_cfa());

#if CONFIG_STAGE >= 2
	/* The boot CPU's variables are those of the image. */
	set_my_cpu_offset(0);
#endif
	set_task_stack_end_magic(&init_task);
	boot_init_stack_canary();
	early_printk_init();
	print_banner();

#if CONFIG_STAGE >= 3
	trap_init();
#endif
#if CONFIG_STAGE >= 8
	user_vectors_init();
#endif
#if CONFIG_STAGE >= 4
	setup_arch();
	mm_init();
#endif
#if CONFIG_STAGE >= 5
	unflatten_device_tree();
#if CONFIG_STAGE >= 7
	smp_init_cpus();
	setup_per_cpu_areas();
	sched_init();
	fork_init();
	call_function_init();
#endif
	early_irq_init();
	init_IRQ();
#endif
#if CONFIG_STAGE >= 6
	init_timers();
	time_init();
#endif
#if CONFIG_STAGE >= 5
	local_irq_enable();
#endif
#if CONFIG_STAGE >= 6
	calibrate_delay();
#endif
#if CONFIG_STAGE >= 7
	rest_init();
#else
#if CONFIG_STAGE >= 5
	do_initcalls();
#endif

	run_tests();

	printk("Stage %d ends here: nothing left to run, the CPU waits.\n", CONFIG_STAGE);
	for (;;)
		asm volatile("wfi");
#endif
}
