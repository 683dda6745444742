// SPDX-License-Identifier: MIT
/* What C code counts on beyond memory: the end of the call chain, long output. */
#include <linux/printk.h>
#include <test/test.h>

struct frame {
	const struct frame *caller;
	unsigned long lr;
};

CHECK(backtrace_ends, "the chain of frame records ends at start_kernel()",
      .hint = "The jump to start_kernel()")
{
	const struct frame *f = __builtin_frame_address(0);
	int depth = 0;

	/* This function, run_tests(), start_kernel(): then a null record. */
	while (f->caller && depth < 16) {
		f = f->caller;
		depth++;
	}
	EXPECT_EQ((unsigned long)f->caller, 0, "the oldest frame's caller");
	EXPECT_EQ(f->lr, 0, "the oldest frame's return address");
	EXPECT_LE(depth, 3, "frames above this one");
}

CHECK(long_output, "a long line arrives whole", .hint = "The first words")
{
	char line[201];

	for (int i = 0; i < 200; i++)
		line[i] = 'a' + i % 26;
	line[200] = '\0';
	EXPECT_EQ(printk("%s.\n", line), 202, "characters that printk() printed");
}
CONSOLE(long_output, has, "(abcdefghijklmnopqrstuvwxyz){7}abcdefghijklmnopqr[.]\\r?$");
