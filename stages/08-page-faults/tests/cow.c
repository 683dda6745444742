// SPDX-License-Identifier: MIT
/* Two programs out of one: pages are shared until one of them writes. */
#include "run.h"

static u64 before[2][NR_VM_EVENTS], physical[3][3], refs[3];
static unsigned int tasks;

static u64 note_forks(u64 what, u64 value)
{
	static u64 page;

	if (!what) {
		page = value;
		return 0;
	}
	if (what == 10) {
		memcpy(before[1], current->mm->events, sizeof(before[1]));
		physical[0][0] = hw_walk(page, WALK_PA);
		refs[0] = atomic_read(&pfn_to_page(PHYS_PFN(physical[0][0]))->_refcount);
		return 0;
	}
	if (what == 11) {
		physical[1][0] = hw_walk(page, WALK_PA);
		physical[1][2] = hw_walk(page + 2 * PAGE_SIZE, WALK_PA);
		for (int i = 0; i < NR_VM_EVENTS; i++)
			before[1][i] = current->mm->events[i] - before[1][i];
		return 0;
	}
	if (what == 1) {
		/* The parent goes on when the child is gone. */
		while (nr_tasks() > tasks + 1)
			yield();
		memcpy(before[0], current->mm->events, sizeof(before[0]));
		refs[1] = atomic_read(&pfn_to_page(PHYS_PFN(hw_walk(page, WALK_PA)))->_refcount);
		physical[2][0] = hw_walk(page, WALK_PERM);
	}
	if (what == 2) {
		for (int i = 0; i < NR_VM_EVENTS; i++)
			before[0][i] = current->mm->events[i] - before[0][i];
		physical[0][1] = hw_walk(page, WALK_PA);
	}
	return 0;
}

CHECK(copy_on_write, "a fork copies no page: the first one to write gets the copy, the last one keeps the page",
      .hint = "Copy on write", .setup = watch, .teardown = unwatch)
{
	struct program p;

	tasks = nr_tasks();
	watcher = note_forks;
	p = run("forks");
	ASSERT_STARTED(p);
	ASSERT_EQ(p.code, 3 << 8, "the parent's exit code");
	EXPECT_EQ(reported(10), 10, "what the child reads");
	EXPECT_EQ(refs[0], 2, "users of the page then");
	EXPECT_EQ(reported(12), 40, "what the child reads where the parent has written right behind the fork");
	EXPECT_EQ(reported(11), 11 + 21 + 30, "the child's values");
	EXPECT_NE(physical[1][0], physical[0][0], "the page of the child behind its write");
	EXPECT_EQ(before[1][PGFAULT_COW], 2, "pages that the child's two writes copied");
	EXPECT_EQ(reported(1), 10, "what the parent reads");
	EXPECT_EQ(refs[1], 1, "users of the page when the child is gone");
	EXPECT_EQ(physical[2][0] & WALK_USER_W, 0, "the parent may write without a fault");
	EXPECT_EQ(reported(2), 12 + 20 + 30, "the parent's values");
	EXPECT_EQ(before[0][PGFAULT_REUSE], 1, "pages that the parent's write made writable again");
	EXPECT_EQ(before[0][PGFAULT_COW], 0, "pages that it copied");
	EXPECT_EQ(physical[0][1], physical[0][0], "the parent's page is the one it had");
}
