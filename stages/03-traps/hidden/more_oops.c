// SPDX-License-Identifier: MIT
/* Kinds of error that are rarer, and the words for them. */
#include <asm/brk-imm.h>
#include <asm/esr.h>
#include <asm/memory.h>
#include <asm/traps.h>
#include <linux/kernel.h>
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

static const struct {
	unsigned int ec;
	const char *name;
} classes[] = {
	{ ESR_ELx_EC_UNKNOWN, "Unknown/Uncategorized" },
	{ ESR_ELx_EC_WFx, "WFI/WFE" },
	{ ESR_ELx_EC_FP_ASIMD, "ASIMD" },
	{ ESR_ELx_EC_ILL, "PSTATE.IL" },
	{ ESR_ELx_EC_SVC64, "SVC (AArch64)" },
	{ ESR_ELx_EC_HVC64, "HVC (AArch64)" },
	{ ESR_ELx_EC_SMC64, "SMC (AArch64)" },
	{ ESR_ELx_EC_SYS64, "MSR/MRS (AArch64)" },
	{ ESR_ELx_EC_IABT_LOW, "IABT (lower EL)" },
	{ ESR_ELx_EC_IABT_CUR, "IABT (current EL)" },
	{ ESR_ELx_EC_PC_ALIGN, "PC Alignment" },
	{ ESR_ELx_EC_DABT_LOW, "DABT (lower EL)" },
	{ ESR_ELx_EC_DABT_CUR, "DABT (current EL)" },
	{ ESR_ELx_EC_SP_ALIGN, "SP Alignment" },
	{ ESR_ELx_EC_FP_EXC64, "FP (AArch64)" },
	{ ESR_ELx_EC_SERROR, "SError" },
	{ ESR_ELx_EC_BREAKPT_CUR, "Breakpoint (current EL)" },
	{ ESR_ELx_EC_SOFTSTP_CUR, "Software Step (current EL)" },
	{ ESR_ELx_EC_WATCHPT_CUR, "Watchpoint (current EL)" },
	{ ESR_ELx_EC_BRK64, "BRK (AArch64)" },
	{ 0x02, "UNRECOGNIZED EC" },
	{ 0x3f, "UNRECOGNIZED EC" },
};

CHECK(class_names, "each exception class has Linux's name", .hint = "Decoding the syndrome")
{
	for (unsigned int i = 0; i < ARRAY_SIZE(classes); i++) {
		u64 esr = (u64)classes[i].ec << ESR_ELx_EC_SHIFT | ESR_ELx_IL | 0x45;

		if (!EXPECT_STREQ(esr_get_class_string(esr), classes[i].name, "the name of a class"))
			test_note("class 0x%02x", classes[i].ec);
	}
}
