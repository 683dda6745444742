// SPDX-License-Identifier: MIT
/* The runner itself: a case that has to end in panic() passes on the host as well, and the next ones still run. */
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <test/test.h>

static int before;

static void set_before(void)
{
	before = 1;
}

CHECK(panic_ends_the_case, "panic() ends a case that says so", .setup = set_before, .panics = true)
{
	if (before)
		panic("on purpose");
}

CHECK(bug_is_a_panic, "BUG() is a way to panic", .panics = true)
{
	BUG_ON(!before);
}

CHECK(nothing_is_left, "what such a case has changed is gone with it")
{
	EXPECT_EQ(before, 0, "a variable that it has written");
}
