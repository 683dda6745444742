// SPDX-License-Identifier: MIT
/* The stack grows as it is used, up to an end. */
#include "run.h"

CHECK(stack_grows, "a stack grows as deep as it is used, page by page", .hint = "The stack", .setup = watch, .teardown = unwatch)
{
	unsigned long before = vm_events[PGFAULT_GROW], anon = vm_events[PGFAULT_ANON];
	struct program p = run("grow", "300");

	ASSERT_STARTED(p);
	ASSERT_EQ(p.code, 0, "its exit code");
	EXPECT_EQ(reported(1), 300 * 301 / 2, "what 300 levels of a page each add up to");
	EXPECT_GE(vm_events[PGFAULT_GROW] - before, 300 - INITIAL_STACK_PAGES, "times that it grew");
	EXPECT_LE(vm_events[PGFAULT_ANON] - anon, 300 + 10, "pages taken");
}

CHECK(stack_has_an_end, "a program that recurses for ever is stopped at the limit, and the kernel goes on",
      .hint = "The stack", .setup = watch, .teardown = unwatch)
{
	struct program p = run("grow", "100000");
	unsigned long limit = 8UL << 20;

	ASSERT_STARTED(p);
	EXPECT_EQ(p.code, SIGSEGV, "its exit code");
	EXPECT_EQ(p.why, SEGV_MAPERR, "why");
	EXPECT_LT(p.address, STACK_TOP - limit, "where it was");
	EXPECT_GE(p.address, STACK_TOP - limit - 2 * PAGE_SIZE, "and no earlier");
	EXPECT_EQ(run("exit", "5").code, 5 << 8, "the next program");
}
