// SPDX-License-Identifier: MIT
/* The vector table, and the vectors that nothing should come through yet. */
#include <asm/sysreg.h>
#include <test/test.h>
#include "hook.h"

extern char vectors[];

CHECK(vbar_installed, "VBAR_EL1 holds the address of the vector table", .hint = "The vector table")
{
	EXPECT_EQ(hw_now(HW_VBAR_EL1), (u64)vectors, "VBAR_EL1");
	EXPECT_EQ((u64)vectors & 2047, 0, "alignment of the table to 2 KiB");
}

CHECK(unexpected_irq, "an interrupt that nobody expects is reported by its vector",
      .hint = "The vector table", .panics = true)
{
	enter_vector(0x280);
	EXPECT_TRUE(false, "the vector comes back");
}
CONSOLE(unexpected_irq, has, "^Unhandled 64-bit el1h irq exception on CPU0, ESR 0x[0-9a-f]{16} -- ");
CONSOLE(unexpected_irq, has, "^Kernel panic - not syncing: Unhandled exception");
