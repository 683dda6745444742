// SPDX-License-Identifier: MIT
/* Reports that have little to stand on: no stack, no frames, no current task. */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sections.h>
#include <test/test.h>

CHECK(zero_stack_pointer, "an exception with SP = 0 is reported from the overflow stack",
      .hint = "When the stack itself is gone", .panics = true)
{
	asm volatile("mov x1, #0\n\tmov sp, x1\n\tbrk #0x131" : : : "x1", "memory");
	EXPECT_TRUE(false, "nothing behind the BRK runs");
}
CONSOLE(zero_stack_pointer, has, "^Insufficient stack space to handle exception!");
CONSOLE(zero_stack_pointer, has, "^ESR: 0x00000000f2000131 -- BRK .AArch64.");
CONSOLE(zero_stack_pointer, has, "^sp : 0000000000000000");

CHECK(wild_frame_pointer, "a frame pointer that leads nowhere ends the call trace and not the report",
      .hint = "The oops, line by line", .panics = true)
{
	asm volatile("mov x29, #0xdead0000\n\tbrk #0x132" : : : "memory");
	EXPECT_TRUE(false, "nothing behind the BRK runs");
}
CONSOLE(wild_frame_pointer, has, "^x29: 00000000dead0000");
CONSOLE(wild_frame_pointer, has, "^Call trace:\\\\s+test_wild_frame_pointer.0x");
CONSOLE(wild_frame_pointer, has, "^Kernel panic - not syncing: Oops - BRK");

#define EDGE	(ALIGN((u64)_end, 0x200000UL) - offsetof(struct task_struct, pid))

/*
 * SP_EL0 gets an address so close to the end of what is mapped that a task's
 * canary and stack can still be read there, but not its pid and name.
 */
CHECK(error_in_die, "an error inside die() ends in a panic and not in the next die()",
      .hint = "The oops, line by line", .panics = true)
{
	asm volatile("msr sp_el0, %0\n\tbrk #0x133" : : "r" (EDGE) : "memory");
	EXPECT_TRUE(false, "nothing behind the BRK runs");
}
CONSOLE(error_in_die, has, "^Internal error: Oops - BRK: 00000000f2000133");
CONSOLE(error_in_die, not, "(Internal error[\\\\s\\\\S]*){3}");

CHECK(error_on_overflow_stack, "an error while an overflow is reported does not start that report again",
      .hint = "When the stack itself is gone", .panics = true)
{
	asm volatile("msr sp_el0, %0\n\tmov x1, #0\n\tmov sp, x1\n\tbrk #0x135"
		     : : "r" (EDGE) : "x1", "memory");
	EXPECT_TRUE(false, "nothing behind the BRK runs");
}
CONSOLE(error_on_overflow_stack, has, "^Insufficient stack space to handle exception!");
CONSOLE(error_on_overflow_stack, has, "^Internal error: Oops: ");
CONSOLE(error_on_overflow_stack, not, "(Insufficient stack[\\\\s\\\\S]*){2}");
