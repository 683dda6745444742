// SPDX-License-Identifier: MIT
/* The whole register dump, and the border between two first lines. */
#include <asm/memory.h>
#include <linux/compiler.h>
#include <test/test.h>
#include "../tests/hook.h"

static u64 in[32], out[32];

static int refuse(struct pt_regs *regs, u64 esr)
{
	(void)regs;
	(void)esr;
	return DBG_HOOK_ERROR;
}

static struct break_hook hook = { .imm = TEST_BRK_IMM, .fn = refuse };

CHECK(whole_dump, "every register stands in the oops under its own name", .hint = "The oops, line by line",
      .panics = true)
{
	for (int i = 0; i < 31; i++)
		in[i] = i * 0x0101010101010101;
	in[31] = 0xa0000000;
	register_kernel_break_hook(&hook);
	regs_brk(in, out);
	EXPECT_TRUE(false, "nothing behind the BRK runs");
}
CONSOLE(whole_dump, has, "^Internal error: Oops - BRK: 00000000f20007e0");
CONSOLE(whole_dump, has, "^pstate: a00003c5 .NzCv DAIF");
CONSOLE(whole_dump, has, "^pc : regs_brk.0x[0-9a-f]+/0x[0-9a-f]+\\\\r?$");
CONSOLE(whole_dump, has, "^x29: 1d1d1d1d1d1d1d1d x28: 1c1c1c1c1c1c1c1c\\\\r?$");
CONSOLE(whole_dump, has, "^x27: 1b1b1b1b1b1b1b1b x26: 1a1a1a1a1a1a1a1a x25: 1919191919191919\\\\r?$");
CONSOLE(whole_dump, has, "^x24: 1818181818181818 x23: 1717171717171717 x22: 1616161616161616\\\\r?$");
CONSOLE(whole_dump, has, "^x21: 1515151515151515 x20: 1414141414141414 x19: 1313131313131313\\\\r?$");
CONSOLE(whole_dump, has, "^x18: 1212121212121212 x17: 1111111111111111 x16: 1010101010101010\\\\r?$");
CONSOLE(whole_dump, has, "^x15: 0f0f0f0f0f0f0f0f x14: 0e0e0e0e0e0e0e0e x13: 0d0d0d0d0d0d0d0d\\\\r?$");
CONSOLE(whole_dump, has, "^x12: 0c0c0c0c0c0c0c0c x11: 0b0b0b0b0b0b0b0b x10: 0a0a0a0a0a0a0a0a\\\\r?$");
CONSOLE(whole_dump, has, "^x9 : 0909090909090909 x8 : 0808080808080808 x7 : 0707070707070707\\\\r?$");
CONSOLE(whole_dump, has, "^x6 : 0606060606060606 x5 : 0505050505050505 x4 : 0404040404040404\\\\r?$");
CONSOLE(whole_dump, has, "^x3 : 0303030303030303 x2 : 0202020202020202 x1 : 0101010101010101\\\\r?$");
CONSOLE(whole_dump, has, "^x0 : 0000000000000000\\\\r?$");

CHECK(low_address_dies, "the second page of the address space is no null pointer any more",
      .hint = "Decoding the syndrome", .panics = true)
{
	asm volatile("ldr xzr, [%0]" : : "r" (0x1008UL) : "memory");
	EXPECT_TRUE(false, "nothing behind the load runs");
}
CONSOLE(low_address_dies, has, "^Unable to handle kernel paging request at virtual address 0000000000001008");
CONSOLE(low_address_dies, has, "^  EC = 0x25: DABT .current EL., IL = 32 bits");
CONSOLE(low_address_dies, has, "^  FSC = 0x0[4567]: level [0123] translation fault");
CONSOLE(low_address_dies, has, "^  CM = 0, WnR = 0");
