// SPDX-License-Identifier: MIT
/* The state of the CPU when start_kernel() begins, as the proctor read it. */
#include <asm/sysreg.h>
#include <test/test.h>

CHECK(entry_el1, "start_kernel() runs at EL1", .hint = "Leaving EL2")
{
	EXPECT_EQ(hw_entry(HW_CURRENT_EL), 1, "exception level");
	EXPECT_EQ(hw_entry(HW_SPSEL), 1, "SPSel: the stack pointer is SP_EL1");
}
