// SPDX-License-Identifier: MIT
/* A handler that lets interrupts in: who may come, and who has to wait. */
#include "nested.h"

CHECK(more_urgent_comes_in, "an interrupt of a more urgent priority comes into a handler that lets interrupts in",
      .hint = "Interrupts in interrupts")
{
	ASSERT_TRUE(begin(0x80), "two interrupts, the second more urgent");
	test_pend(SLOW);
	isb();
	EXPECT_EQ(slow_calls, 1, "calls of the first handler");
	EXPECT_EQ(came_inside, 1, "calls of the second while the first one ran");
	EXPECT_EQ(irq_behind, 1, "in_irq() in the first handler, behind the second");
	EXPECT_TRUE(!in_irq(), "in_irq() behind both");
	EXPECT_EQ(read_sysreg(ICC_RPR_EL1), 0xff, "ICC_RPR_EL1: no priority is held");
	end();
}
