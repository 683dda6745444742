/* SPDX-License-Identifier: MIT */
/* Call traces by frame pointers. Linux: asm/stacktrace.h. */
#ifndef _ASM_STACKTRACE_H
#define _ASM_STACKTRACE_H

#include <linux/types.h>

struct pt_regs;

/**
 * dump_backtrace() - print who called whom, innermost first
 * @regs: the registers to start from
 *
 * Follows frame records (AAPCS64) only as long as they lie on a kernel stack
 * and grow older, so a broken chain ends the trace and not the kernel. From
 * any context.
 */
void dump_backtrace(const struct pt_regs *regs);

#endif /* _ASM_STACKTRACE_H */
