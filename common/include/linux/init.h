/* SPDX-License-Identifier: MIT */
/* Code and data that are needed only while the kernel comes up. */
#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H

#include <linux/compiler.h>

#define __init		__section(".init.text")
#define __initdata	__section(".init.data")

typedef int (*initcall_t)(void);

/* Called by do_initcalls() in the order of the levels; Linux: include/linux/init.h. */
#define __define_initcall(fn, level)					\
	static const initcall_t __initcall_##fn __used			\
	__section(".initcall." #level) = fn

#define early_initcall(fn)	__define_initcall(fn, 0)
#define core_initcall(fn)	__define_initcall(fn, 1)
#define postcore_initcall(fn)	__define_initcall(fn, 2)
#define arch_initcall(fn)	__define_initcall(fn, 3)
#define subsys_initcall(fn)	__define_initcall(fn, 4)
#define fs_initcall(fn)		__define_initcall(fn, 5)
#define device_initcall(fn)	__define_initcall(fn, 6)
#define late_initcall(fn)	__define_initcall(fn, 7)

/* A word of the command line that counts before memory is managed ("name=value" or "name"). */
struct obs_kernel_param {
	const char *str;
	int (*setup_func)(char *value);
};

/**
 * early_param() - have @fn called with the value of @name on the command line
 * @name: as a string
 * @fn: gets what stands behind the '=', or NULL if there is none; 0 when it is all right
 *
 * Called by parse_early_param() (stage 4), before there is an allocator.
 */
#ifdef TEST_HOST		/* where the linker finds a section by its name */
#define SETUP_SECTION	"init_setup"
#define __setup_start	__start_init_setup
#define __setup_end	__stop_init_setup
#else
#define SETUP_SECTION	".init.setup"
#endif
#define early_param(name, fn)						\
	static const struct obs_kernel_param __setup_##fn __used	\
	__section(SETUP_SECTION) __aligned(8) = { name, fn }

/* The end of start_kernel(), and what PID 1 does when there is a PID 2: stages/07-threads/kthread.c, common/init/main.c. */
void __noreturn rest_init(void);
void kernel_init_freeable(void);

/* The first C code of the kernel; head.S jumps to it with the MMU and caches on. */
void __noreturn start_kernel(void);

#endif /* _LINUX_INIT_H */
