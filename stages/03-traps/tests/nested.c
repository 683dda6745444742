// SPDX-License-Identifier: MIT
/* Exceptions inside the handling of exceptions. */
#include <test/test.h>
#include "hook.h"

static u64 in[32], out[32];
static u64 inner_in[32], inner_out[32];
static int depth, deepest, limit;

static int again(struct pt_regs *regs, u64 esr)
{
	u64 pc = regs->pc;

	(void)esr;
	if (++depth > deepest)
		deepest = depth;
	if (depth < limit)
		regs_brk(inner_in, inner_out);
	depth--;
	/* ELR_EL1 was overwritten by the inner exception; the saved one was not. */
	regs->pc = pc + 4;
	return DBG_HOOK_HANDLED;
}

static struct break_hook hook = { .imm = TEST_BRK_IMM, .fn = again };

static void add_hook(void)
{
	depth = deepest = 0;
	for (int i = 0; i < 31; i++) {
		in[i] = test_random();
		inner_in[i] = test_random();
	}
	in[31] = 0x50000000;
	inner_in[31] = 0xa0000000;
	register_kernel_break_hook(&hook);
}

static void remove_hook(void)
{
	unregister_kernel_break_hook(&hook);
}

CHECK(nested_exception, "an exception inside a handler returns to the handler, and that one to the code",
      .hint = "Nesting", .setup = add_hook, .teardown = remove_hook)
{
	limit = 2;
	regs_brk(in, out);
	ASSERT_EQ(deepest, 2, "handlers inside each other");
	for (int i = 0; i < 32; i++) {
		ASSERT_EQ(inner_out[i], inner_in[i], "a register of the inner code (31: NZCV)");
		ASSERT_EQ(out[i], in[i], "a register of the outer code (31: NZCV)");
	}
}
