// SPDX-License-Identifier: MIT
/* A kernel stack that overflows. */
#include <linux/compiler.h>
#include <test/test.h>

static volatile unsigned long limit = ~0UL;

/* Each call takes more than 256 bytes; the compiler does not see that it never ends. */
static noinline unsigned long recurse(unsigned long depth)
{
	volatile char room[256];

	room[depth & 255] = 1;
	if (depth == limit)
		return 0;
	return recurse(depth + 1) + room[depth & 255];
}

CHECK(stack_overflow_reports, "an overflow of the kernel stack is reported from another stack",
      .hint = "When the stack itself is gone", .panics = true)
{
	EXPECT_EQ(recurse(0), 0, "what an endless recursion returns");
}
CONSOLE(stack_overflow_reports, has, "^Insufficient stack space to handle exception!");
CONSOLE(stack_overflow_reports, has, "^Task stack: +.0xffffffc008[0-9a-f]{6}..0xffffffc008[0-9a-f]{6}");
CONSOLE(stack_overflow_reports, has, "^Overflow stack: +.0xffffffc008[0-9a-f]{6}..0xffffffc008[0-9a-f]{6}");
CONSOLE(stack_overflow_reports, has, "^pc : recurse.0x");
CONSOLE(stack_overflow_reports, has, "^Kernel panic - not syncing: kernel stack overflow");
