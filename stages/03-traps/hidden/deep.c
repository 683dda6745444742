// SPDX-License-Identifier: MIT
/* Exceptions where they hurt: deep nesting, in die() itself, through every vector. */
#include <asm/ptrace.h>
#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/string.h>
#include <test/test.h>
#include "../tests/hook.h"

static u64 in[32], out[32];
static struct pt_regs seen;
static int depth;

static int eight_deep(struct pt_regs *regs, u64 esr)
{
	u64 mine[32], after[32];
	u64 pc = regs->pc, pstate = regs->pstate;

	(void)esr;
	for (int i = 0; i < 32; i++)
		mine[i] = i == 31 ? 0 : test_random();
	if (++depth < 8) {
		regs_brk(mine, after);
		for (int i = 0; i < 31; i++)
			EXPECT_EQ(after[i], mine[i], "a register at this depth");
	}
	EXPECT_EQ(regs->pstate, pstate, "the saved pstate behind the inner exceptions");
	regs->pc = pc + 4;
	return DBG_HOOK_HANDLED;
}

static int look(struct pt_regs *regs, u64 esr)
{
	(void)esr;
	memcpy(&seen, regs, sizeof(seen));
	regs->pstate ^= PSR_Z_BIT;
	regs->pc += 4;
	return DBG_HOOK_HANDLED;
}

static struct break_hook deep_hook = { .imm = TEST_BRK_IMM, .fn = eight_deep };
static struct break_hook look_hook = { .imm = TEST_BRK_IMM, .fn = look };

static void add_deep(void)
{
	depth = 0;
	register_kernel_break_hook(&deep_hook);
}

static void remove_deep(void)
{
	unregister_kernel_break_hook(&deep_hook);
}

static void add_look(void)
{
	register_kernel_break_hook(&look_hook);
}

static void remove_look(void)
{
	unregister_kernel_break_hook(&look_hook);
}

CHECK(eight_levels, "eight exceptions inside each other all return to where they came from",
      .hint = "Nesting", .setup = add_deep, .teardown = remove_deep)
{
	in[31] = 0;
	regs_brk(in, out);
	EXPECT_EQ(depth, 8, "handlers inside each other");
	for (int i = 0; i < 31; i++)
		ASSERT_EQ(out[i], in[i], "a register of the outermost code");
}

CHECK(pstate_is_written_back, "a flag that the handler changes in pstate is changed in the code",
      .hint = "Saving and restoring", .setup = add_look, .teardown = remove_look)
{
	in[31] = 0x20000000;
	regs_brk(in, out);
	EXPECT_EQ(out[31], 0x60000000, "NZCV after the exception");
}

CHECK(frame_record, "struct pt_regs carries a frame record of the interrupted code",
      .hint = "Saving and restoring", .setup = add_look, .teardown = remove_look)
{
	in[29] = 0x123456780;
	regs_brk(in, out);
	EXPECT_EQ(seen.stackframe[0], in[29], "stackframe[0]: the interrupted x29");
	EXPECT_EQ(seen.stackframe[1], (u64)regs_brk_insn, "stackframe[1]: the interrupted pc");
	EXPECT_EQ((u64)seen.syscallno, (u64)NO_SYSCALL, "syscallno: no system call");
}

CHECK(warn_in_leaf, "a hundred warnings in a row leave the stack where it was",
      .hint = "BRK: BUG and WARN", .setup = add_look, .teardown = remove_look)
{
	u64 before, after;

	in[31] = 0;
	asm volatile("mov %0, sp" : "=r" (before));
	for (int i = 0; i < 100; i++)
		regs_brk(in, out);
	asm volatile("mov %0, sp" : "=r" (after));
	EXPECT_EQ(after, before, "SP after a hundred exceptions");
}

CHECK(unexpected_serror, "an SError is reported by its vector", .hint = "The vector table", .panics = true)
{
	enter_vector(0x380);
	EXPECT_TRUE(false, "the vector comes back");
}
CONSOLE(unexpected_serror, has, "^Unhandled 64-bit el1h error exception on CPU0");

CHECK(unexpected_sp0, "an exception on SP_EL0 is reported by its vector",
      .hint = "The vector table", .panics = true)
{
	enter_vector(0x000);
	EXPECT_TRUE(false, "the vector comes back");
}
CONSOLE(unexpected_sp0, has, "^Unhandled 64-bit el1t sync exception on CPU0");

CHECK(unexpected_user_irq, "an interrupt of user code is reported by its vector",
      .hint = "The vector table", .panics = true)
{
	enter_vector(0x480);
	EXPECT_TRUE(false, "the vector comes back");
}
CONSOLE(unexpected_user_irq, has, "^Unhandled 64-bit el0t irq exception on CPU0");

CHECK(unexpected_aarch32, "the last of the sixteen vectors is reported by its name",
      .hint = "The vector table", .panics = true)
{
	enter_vector(0x780);
	EXPECT_TRUE(false, "the vector comes back");
}
CONSOLE(unexpected_aarch32, has, "^Unhandled 32-bit el0t error exception on CPU0");

CHECK(overflow_keeps_registers, "the report of a stack overflow shows the registers of the code that overflowed it",
      .hint = "When the stack itself is gone", .panics = true)
{
	asm volatile("movz x0, #0xabcd, lsl #48\n\tmovz x21, #0x2121, lsl #32\n\t"
		     "ldr x1, =init_stack - 64\n\tmov sp, x1\n\tbrk #0x125"
		     : : : "x0", "x1", "x21", "memory");
	EXPECT_TRUE(false, "nothing behind the BRK runs");
}
CONSOLE(overflow_keeps_registers, has, "^Insufficient stack space to handle exception!");
CONSOLE(overflow_keeps_registers, has, "x0 : abcd000000000000");
CONSOLE(overflow_keeps_registers, has, "x21: 0000212100000000");
