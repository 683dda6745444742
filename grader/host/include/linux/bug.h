/* SPDX-License-Identifier: MIT */
/* For host tests: a WARN is counted, a BUG ends the program. */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H

#include <linux/compiler.h>

extern unsigned int host_warnings;
void __noreturn host_bug(const char *file, int line);

#define BUG()		host_bug(__FILE__, __LINE__)
#define BUG_ON(cond)	do { if (cond) BUG(); } while (0)
#define WARN_ON(cond)	({ bool __warn = !!(cond); host_warnings += __warn; __warn; })

#endif
