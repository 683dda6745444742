// SPDX-License-Identifier: MIT
/* What an exception must leave alone, and what its handler sees. */
#include <linux/string.h>
#include <test/test.h>
#include "hook.h"

static struct pt_regs seen;
static u64 in[32], out[32];
static u64 new_x5;

static int record(struct pt_regs *regs, u64 esr)
{
	(void)esr;
	memcpy(&seen, regs, sizeof(seen));
	if (new_x5)
		regs->regs[5] = new_x5;
	regs->pc += 4;
	return DBG_HOOK_HANDLED;
}

static struct break_hook hook = { .imm = TEST_BRK_IMM, .fn = record };

static void add_hook(void)
{
	for (int i = 0; i < 31; i++)
		in[i] = test_random();
	in[31] = (test_random() & 0xf) << 28;
	new_x5 = 0;
	register_kernel_break_hook(&hook);
}

static void remove_hook(void)
{
	unregister_kernel_break_hook(&hook);
}

CHECK(registers_survive, "x0 to x30 have their values again after an exception",
      .hint = "Saving and restoring", .setup = add_hook, .teardown = remove_hook)
{
	regs_brk(in, out);
	for (int i = 0; i < 31; i++) {
		if (out[i] != in[i])
			test_note("register x%d", i);
		ASSERT_EQ(out[i], in[i], "a register after the exception");
	}
}

CHECK(flags_survive, "the flags N, Z, C and V have their values again after an exception",
      .hint = "Saving and restoring", .setup = add_hook, .teardown = remove_hook)
{
	for (u64 flags = 0; flags < 16; flags++) {
		in[31] = flags << 28;
		regs_brk(in, out);
		ASSERT_EQ(out[31], in[31], "NZCV after the exception");
	}
}

CHECK(handler_sees_registers, "the handler finds every register in struct pt_regs",
      .hint = "Saving and restoring", .setup = add_hook, .teardown = remove_hook)
{
	regs_brk(in, out);
	for (int i = 0; i < 31; i++) {
		if (seen.regs[i] != in[i])
			test_note("register x%d", i);
		ASSERT_EQ(seen.regs[i], in[i], "regs[i] in the handler");
	}
	EXPECT_EQ(seen.pc, (u64)regs_brk_insn, "pc in the handler: the BRK");
	EXPECT_EQ(seen.pstate & 0xf0000000, in[31], "the flags in pstate");
	EXPECT_EQ(seen.pstate & PSR_MODE_MASK, PSR_MODE_EL1h, "the mode in pstate");
}

CHECK(handler_sees_sp, "struct pt_regs holds the stack pointer of the interrupted code",
      .hint = "Saving and restoring", .setup = add_hook, .teardown = remove_hook)
{
	u64 here = (u64)__builtin_frame_address(0);

	regs_brk(in, out);
	/* regs_brk() keeps 112 bytes below its caller's SP, which is at most this frame's address. */
	EXPECT_LE(seen.sp + 112, here, "sp in the handler, at the latest");
	EXPECT_GE(seen.sp + 112 + 256, here, "sp in the handler, at the earliest");
	EXPECT_EQ(seen.sp & 15, 0, "alignment of sp");
}

CHECK(handler_changes_registers, "what the handler writes into struct pt_regs is what the code goes on with",
      .hint = "Saving and restoring", .setup = add_hook, .teardown = remove_hook)
{
	new_x5 = 0x1122334455667788;
	regs_brk(in, out);
	EXPECT_EQ(out[5], new_x5, "x5 after the exception");
	EXPECT_EQ(out[6], in[6], "x6 after the exception");
}
