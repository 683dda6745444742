/* SPDX-License-Identifier: MIT */
/* What the tests of this stage share: a BRK whose handler is a test's own. */
#ifndef TESTS_HOOK_H
#define TESTS_HOOK_H

#include <asm/brk-imm.h>
#include <asm/debug-monitors.h>
#include <asm/ptrace.h>
#include <linux/types.h>

/* tests/regs_brk.S */
void regs_brk(const u64 in[32], u64 out[32]);
extern char regs_brk_insn[];
void enter_vector(unsigned long offset);

#endif
