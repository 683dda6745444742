// SPDX-License-Identifier: MIT
/* Kinds of error that are rarer, and the words for them. */
#include <asm/brk-imm.h>
#include <asm/esr.h>
#include <asm/memory.h>
#include <asm/traps.h>
#include <linux/sections.h>
#include <linux/sched.h>
#include <test/test.h>

CHECK(exec_of_data_dies, "a jump into data is called an execution of non-executable memory",
      .hint = "Decoding the syndrome", .panics = true)
{
	((void (*)(void))init_stack)();
	EXPECT_TRUE(false, "the jump comes back");
}
CONSOLE(exec_of_data_dies, has, "^Unable to handle kernel execute from non-executable memory at virtual address ffffffc008");
CONSOLE(exec_of_data_dies, has, "IABT .current EL.");

CHECK(pc_alignment_dies, "a misaligned jump ends in an oops about the alignment",
      .hint = "Decoding the syndrome", .panics = true)
{
	((void (*)(void))((u64)_stext + 2))();
	EXPECT_TRUE(false, "the jump comes back");
}
CONSOLE(pc_alignment_dies, has, "^Internal error: Oops - SP/PC alignment exception: 000000008a000000");

CHECK(unknown_brk_dies, "a BRK that nobody has a hook for ends in an oops",
      .hint = "BRK: BUG and WARN", .panics = true)
{
	asm volatile("brk #0x321");
	EXPECT_TRUE(false, "nothing behind the BRK runs");
}
CONSOLE(unknown_brk_dies, has, "^Internal error: Oops - BRK: 00000000f2000321");

CHECK(bug_without_entry_dies, "BUG's own BRK without an entry in the table is not taken for a warning",
      .hint = "BRK: BUG and WARN", .panics = true)
{
	asm volatile("brk #0x800");
	EXPECT_TRUE(false, "nothing behind the BRK runs");
}
CONSOLE(bug_without_entry_dies, has, "^Internal error: Oops - BRK: 00000000f2000800");

CHECK(system_instruction_unhandled, "an exception class without a handler is named",
      .hint = "Decoding the syndrome", .panics = true)
{
	/* PSTATE.IL: the next instruction is an Illegal Execution state exception. */
	asm volatile("adr x0, 1f\n\tmsr elr_el1, x0\n\tmov x0, #0x3c5\n\t"
		     "orr x0, x0, #(1 << 20)\n\tmsr spsr_el1, x0\n\teret\n1:\tnop"
		     : : : "x0", "memory");
	EXPECT_TRUE(false, "nothing behind the instruction runs");
}
CONSOLE(system_instruction_unhandled, has, "^Unhandled 64-bit el1h sync exception on CPU0, ESR 0x000000003a000000 -- PSTATE.IL");

CHECK(class_names, "each exception class has Linux's name", .hint = "Decoding the syndrome")
{
	EXPECT_STREQ(esr_get_class_string((u64)ESR_ELx_EC_DABT_CUR << 26 | 7), "DABT (current EL)", "0x25");
	EXPECT_STREQ(esr_get_class_string((u64)ESR_ELx_EC_IABT_LOW << 26), "IABT (lower EL)", "0x20");
	EXPECT_STREQ(esr_get_class_string((u64)ESR_ELx_EC_SVC64 << 26), "SVC (AArch64)", "0x15");
	EXPECT_STREQ(esr_get_class_string((u64)ESR_ELx_EC_BRK64 << 26), "BRK (AArch64)", "0x3c");
	EXPECT_STREQ(esr_get_class_string((u64)ESR_ELx_EC_SP_ALIGN << 26), "SP Alignment", "0x26");
	EXPECT_STREQ(esr_get_class_string(0), "Unknown/Uncategorized", "0x00");
	EXPECT_STREQ(esr_get_class_string(0x3fUL << 26), "UNRECOGNIZED EC", "0x3f");
}
