/* SPDX-License-Identifier: MIT */
/* Code and data that are needed only while the kernel comes up. */
#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H

#include <linux/compiler.h>

#define __init		__section(".init.text")
#define __initdata	__section(".init.data")

/* The first C code of the kernel; head.S jumps to it with the MMU and caches on. */
void __noreturn start_kernel(void);

#endif /* _LINUX_INIT_H */
