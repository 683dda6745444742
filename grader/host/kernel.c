// SPDX-License-Identifier: MIT
/*
 * What kernel code expects of the kernel around it, for the host: memory, a
 * console that nobody reads, and a way to die. Compiled like kernel code.
 */
#include <linux/bug.h>
#include <linux/kallsyms.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/types.h>
#include "host.h"

unsigned long host_irqs_masked;
unsigned int host_warnings;
phys_addr_t __fdt_pointer;

char _text[16], __start_rodata[16], __end_rodata[16], _sdata[16], _edata[16];
char __bss_start[16], __bss_stop[16], _end[16];

unsigned long host_printed;

int printk(const char *fmt, ...)
{
	(void)fmt;
	host_printed++;
	return 0;
}

int sprint_symbol(char *buf, unsigned long addr)
{
	return snprintf(buf, KSYM_SYMBOL_LEN, "0x%lx", addr);
}

void __noreturn panic(const char *fmt, ...)
{
	host_die("panic", fmt, 0);
}

void __noreturn host_bug(const char *file, int line)
{
	host_die("BUG", file, line);
}

void host_deadlock(void)
{
	host_die("a lock is waited for that nobody else can hold", "", 0);
}
