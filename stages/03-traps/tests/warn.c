// SPDX-License-Identifier: MIT
/* WARN and BUG: the BRK instructions of the kernel's own assertions. */
#include <linux/bug.h>
#include <test/test.h>

CHECK(warn_continues, "a WARN_ON() prints a warning and the code goes on behind it",
      .hint = "BRK: BUG and WARN")
{
	volatile int steps = 0;

	steps++;
	WARN_ON(steps == 1);
	steps++;
	EXPECT_EQ(steps, 2, "steps done after the WARN_ON()");
}
CONSOLE(warn_continues, has, "WARNING: CPU: 0 PID: 0 at stages/03-traps/tests/warn.c:[0-9]+ test_warn_continues.0x[0-9a-f]+/0x[0-9a-f]+");

CHECK(bug_dies, "a BUG() ends in an oops and a panic", .hint = "BRK: BUG and WARN", .panics = true)
{
	BUG_ON(hw_now(HW_CURRENT_EL) == 1);
	EXPECT_TRUE(false, "nothing behind a BUG() runs");
}
CONSOLE(bug_dies, has, "kernel BUG at stages/03-traps/tests/warn.c:[0-9]+!");
CONSOLE(bug_dies, has, "Internal error: Oops - BUG: [0-9a-f]{16} .#1. SMP");
