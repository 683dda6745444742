// SPDX-License-Identifier: MIT
/* Layouts that assembly, programs and debuggers know: struct pt_regs, pages. Pure C. */
#include <asm/elf.h>
#include <asm/page.h>
#include <asm/ptrace.h>
#include <linux/kernel.h>
#include <test/test.h>

CHECK(pt_regs_user_part, "the first 34 words of struct pt_regs are x0 to x30, sp, pc and pstate",
      .hint = "ptrace.h: the saved registers")
{
	EXPECT_EQ(offsetof(struct pt_regs, regs), 0, "offset of regs");
	EXPECT_EQ(offsetof(struct pt_regs, sp), 248, "offset of sp");
	EXPECT_EQ(offsetof(struct pt_regs, pc), 256, "offset of pc");
	EXPECT_EQ(offsetof(struct pt_regs, pstate), 264, "offset of pstate");
}

CHECK(pt_regs_size, "struct pt_regs is 0x150 bytes, a multiple of 16",
      .hint = "ptrace.h: the saved registers")
{
	EXPECT_EQ(sizeof(struct pt_regs), 0x150, "sizeof(struct pt_regs)");
	EXPECT_EQ(offsetof(struct pt_regs, orig_x0), 272, "offset of orig_x0");
	EXPECT_EQ(sizeof(((struct pt_regs *)0)->syscallno), 4, "size of syscallno");
	EXPECT_EQ(offsetof(struct pt_regs, stackframe), 304, "offset of stackframe");
}

CHECK(pt_regs_questions, "user_mode() and interrupts_enabled() read pstate",
      .hint = "ptrace.h: the saved registers")
{
	struct pt_regs r = { .pstate = PSR_MODE_EL0t };

	EXPECT_TRUE(user_mode(&r), "EL0t is user mode");
	EXPECT_TRUE(interrupts_enabled(&r), "I clear: interrupts are enabled");
	r.pstate = PSR_MODE_EL1h | PSR_I_BIT;
	EXPECT_TRUE(!user_mode(&r), "EL1h is not user mode");
	EXPECT_TRUE(!interrupts_enabled(&r), "I set: interrupts are masked");
}

CHECK(page_size, "a page has 4096 bytes, and addresses round to it", .hint = "page.h and the two maps")
{
	EXPECT_EQ(PAGE_SIZE, 4096, "PAGE_SIZE");
	EXPECT_EQ(0x12345fffUL & PAGE_MASK, 0x12345000, "0x12345fff & PAGE_MASK");
	EXPECT_EQ(PAGE_ALIGN(0x12345001UL), 0x12346000, "PAGE_ALIGN(0x12345001)");
	EXPECT_EQ(PAGE_ALIGN(0x12345000UL), 0x12345000, "PAGE_ALIGN(0x12345000)");
}

CHECK(linear_map_addresses, "__va() and __pa() are inverse to each other in the linear map",
      .hint = "page.h and the two maps")
{
	EXPECT_EQ((u64)__va(PHYS_OFFSET), PAGE_OFFSET, "__va(PHYS_OFFSET)");
	EXPECT_EQ((u64)__va(0x48001234UL), PAGE_OFFSET + 0x8001234, "__va(0x48001234)");
	EXPECT_EQ(__pa(PAGE_OFFSET + 0x8001234), 0x48001234, "__pa() of it");
}

CHECK(elf_constants, "an executable for this machine is 64-bit, little-endian and EM_AARCH64",
      .hint = "The small ones")
{
	struct { u16 e_machine; } ours = { 183 }, x86 = { 62 };

	EXPECT_EQ(ELF_ARCH, 183, "ELF_ARCH");
	EXPECT_EQ(ELF_CLASS, 2, "ELF_CLASS");
	EXPECT_EQ(ELF_DATA, 1, "ELF_DATA");
	EXPECT_TRUE(elf_check_arch(&ours), "elf_check_arch() of e_machine 183");
	EXPECT_TRUE(!elf_check_arch(&x86), "elf_check_arch() of e_machine 62");
}
