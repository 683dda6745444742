/* SPDX-License-Identifier: MIT */
/*
 * BUG() for what cannot happen, WARN() for what should not. Both are one BRK
 * instruction and an entry in the table __bug_table that says where it stands.
 * Linux: include/asm-generic/bug.h, arch/arm64/include/asm/asm-bug.h, lib/bug.c.
 */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H

#include <asm/brk-imm.h>
#include <linux/compiler.h>
#include <linux/types.h>

struct pt_regs;

#define BUGFLAG_WARNING		1

/* Distances from the field itself, as the table holds no addresses. */
struct bug_entry {
	s32 bug_addr_disp;
	s32 file_disp;
	u16 line;
	u16 flags;
};

enum bug_trap_type {
	BUG_TRAP_TYPE_NONE,	/* no entry for that address */
	BUG_TRAP_TYPE_WARN,
	BUG_TRAP_TYPE_BUG,
};

#define __BUG_FLAGS(flags)						\
	asm volatile(							\
	"	.pushsection .rodata.str,\"aMS\",@progbits,1\n"		\
	"9001:	.string \"" __FILE__ "\"\n"				\
	"	.popsection\n"						\
	"	.pushsection __bug_table,\"a\"\n"			\
	"	.p2align 2\n"						\
	"9002:	.long 9003f - 9002b\n"					\
	"	.long 9001b - (9002b + 4)\n"				\
	"	.short %c0\n"						\
	"	.short %c1\n"						\
	"	.popsection\n"						\
	"9003:	brk %2\n"						\
	: : "i" (__LINE__), "i" (flags), "i" (BUG_BRK_IMM))

/* The kernel's state is beyond repair: oops. */
#define BUG() do {							\
	__BUG_FLAGS(0);							\
	unreachable();							\
} while (0)
#define BUG_ON(cond) do { if (unlikely(cond)) BUG(); } while (0)

/* Print a warning with registers and go on; the value is the condition's. */
#define WARN_ON(cond) ({						\
	bool __warn = !!(cond);						\
	if (unlikely(__warn))						\
		__BUG_FLAGS(BUGFLAG_WARNING);				\
	unlikely(__warn);						\
})

/**
 * report_bug() - print what a BUG() or WARN() has to say
 * @addr: address of the BRK
 * @regs: the registers there
 *
 * Called by the BRK handler.
 * Return: what it was; going on behind a warning is the caller's part.
 */
enum bug_trap_type report_bug(unsigned long addr, struct pt_regs *regs);

#endif /* _LINUX_BUG_H */
