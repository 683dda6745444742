// SPDX-License-Identifier: MIT
/* Pages come when they are touched, one by one, and are shared as long as they can be. */
#include "run.h"

static u64 mapped[16], mapped_at[16], count[16], free_then[16], perm[16];

/* Where the program's code0() begins, of which each function has a page of its own. */
static u64 code_page;

static u64 note_pages(u64 what, u64 value)
{
	if (what < 16) {
		count[what] = events(PGFAULT_FILE);
		/* The page that is touched next, and the one that was touched last. */
		mapped[what] = value ? hw_walk(value + PAGE_SIZE, WALK_LEVEL) : 0;
		mapped_at[what] = value ? hw_walk(value & PAGE_MASK, WALK_PA) : 0;
		perm[what] = value ? hw_walk(value, WALK_PERM) : 0;
	}
	if (what == 1)
		code_page = value & PAGE_MASK;
	return 0;
}

CHECK(pages_on_demand, "no page of a file is mapped before it is touched, and then exactly one",
      .hint = "From a fault to a page", .setup = watch, .teardown = unwatch)
{
	struct program p;

	watcher = note_pages;
	p = run("pages");
	ASSERT_STARTED(p);
	ASSERT_EQ(p.code, 0, "its exit code");
	ASSERT_EQ(nr_reports, 6, "reports");
	for (int i = 1; i < 4; i++) {
		EXPECT_EQ(mapped[i], 0, "level at which the next page of code is mapped (0: it is not)");
		EXPECT_EQ(count[i + 1] - count[i], 1, "pages mapped by touching one");
	}
	EXPECT_EQ(count[5] - count[4], 0, "pages mapped by touching one again");
	EXPECT_EQ(perm[1], WALK_R | WALK_USER_R | WALK_USER_X, "permissions of a page of code");
}

CHECK(text_is_shared, "code is in memory once: a program runs in the very pages of its file",
      .hint = "Sharing what is only read", .setup = watch, .teardown = unwatch)
{
	struct inode *inode = kern_path(PROBE, true);
	struct page *page;
	struct program p;
	u64 first;

	ASSERT_TRUE(!IS_ERR(inode), "the file");
	watcher = note_pages;
	run("pages");
	first = mapped_at[1];
	nr_reports = 0;
	p = run("pages");
	ASSERT_STARTED(p);
	page = inode_get_page(inode, (code_page - 0x400000) >> PAGE_SHIFT);
	ASSERT_EQ(p.code, 0, "its exit code");
	EXPECT_EQ(first, page_to_phys(page), "physical address of the code in the first one");
	EXPECT_EQ(mapped_at[1], page_to_phys(page), "and in the second one");
	EXPECT_EQ(atomic_read(&page->_refcount), 1, "users of the page behind them: the file");
	iput(inode);
}

static u64 note_zeros(u64 what, u64 value)
{
	static u64 page;

	if (!what)
		page = value;
	count[what] = events(PGFAULT_ZERO) << 32 | events(PGFAULT_ANON);
	free_then[what] = nr_free_pages();
	mapped_at[what] = hw_walk(page & PAGE_MASK, WALK_PA);
	perm[what] = hw_walk(page, WALK_PERM);
	return 0;
}

CHECK(zeros_are_shared, "what is only read is one page of zeros for all; the first write gives a page of its own",
      .hint = "Zeros", .setup = watch, .teardown = unwatch)
{
	struct program p;

	watcher = note_zeros;
	p = run("zeros");
	ASSERT_STARTED(p);
	ASSERT_EQ(p.code, 0, "its exit code");
	EXPECT_EQ(mapped_at[0], WALK_UNMAPPED, "the page before it is touched");
	EXPECT_EQ(reported(1), 0, "what it read");
	EXPECT_EQ(mapped_at[1], __pa_symbol(empty_zero_page), "physical address when it was read");
	EXPECT_EQ(perm[1] & (WALK_USER_R | WALK_USER_W), WALK_USER_R, "permissions then");
	EXPECT_EQ(count[1] - count[0], 1UL << 32, "zero pages mapped << 32 | pages taken, by reading");
	EXPECT_LE(free_then[0] - free_then[1], 1, "free pages that reading took: a table at most");
	EXPECT_EQ(reported(2), 5, "what it read behind its write");
	EXPECT_EQ(count[2] - count[1], 1, "zero pages mapped << 32 | pages taken, by writing");
	EXPECT_EQ(reported(3), 6, "the second write");
	EXPECT_EQ(count[3], count[2], "faults of a second write");
	EXPECT_EQ(count[4] - count[3], 1, "zero pages << 32 | pages taken by a write without a read");
	EXPECT_EQ(*(u64 *)empty_zero_page, 0, "the page of zeros");
}

static u64 note_values(u64 what, u64 value)
{
	(void)value;
	if (what < 16)
		count[what] = events(PGFAULT_FILE) << 32 | events(PGFAULT_FILE_COPY);
	return 0;
}

CHECK(data_is_private, "data begins as the file has it, and what is written is seen by nobody else",
      .hint = "Sharing what is only read", .setup = watch, .teardown = unwatch)
{
	watcher = note_values;
	for (int i = 0; i < 2; i++) {
		struct program p;

		nr_reports = 0;
		p = run("values");
		ASSERT_STARTED(p);
		ASSERT_EQ(p.code, 0, "its exit code");
		EXPECT_EQ(reported(0), 0x1111, "the first value");
		EXPECT_EQ(reported(1), 0x9999, "behind the write");
		EXPECT_EQ(reported(2), 0x2223, "a page written at once");
		EXPECT_EQ(reported(3), 0x3333, "a page that is only read");
	}
	EXPECT_EQ(count[1] - count[0], 1, "file pages mapped << 32 | copied, by the write");
	EXPECT_EQ(count[2] - count[1], 1UL << 32 | 1, "by reading and writing the next page");
}

CHECK(events_add_up, "every fault is counted once, by its kind", .hint = "Counting", .setup = watch, .teardown = unwatch)
{
	static const struct {
		enum vm_event event;
		unsigned int times;
		const char *what;
	} expected[] = {
		{ PGFAULT_ZERO, 1, "zero page mapped" },
		{ PGFAULT_COW, 0, "copies of shared pages" },
		{ PGFAULT_BAD, 0, "programs stopped" },
		{ PGFAULT_GROW, 0, "stacks grown" },
		{ PGFAULT_OOM, 0, "out of memory" },
	};
	unsigned long before[NR_VM_EVENTS], served = 0;
	struct program p;

	memcpy(before, vm_events, sizeof(before));
	p = run("zeros");
	ASSERT_STARTED(p);
	ASSERT_EQ(p.code, 0, "its exit code");
	for (unsigned int i = 0; i < ARRAY_SIZE(expected); i++) {
		if (vm_events[expected[i].event] - before[expected[i].event] != expected[i].times)
			test_note("%s:", expected[i].what);
		EXPECT_EQ(vm_events[expected[i].event] - before[expected[i].event], expected[i].times, "times");
	}
	for (int i = PGFAULT_FILE; i <= PGFAULT_REUSE; i++)
		served += vm_events[i] - before[i];
	/* One page of the stack came from exec itself, without a fault. */
	EXPECT_EQ(vm_events[PGFAULT] - before[PGFAULT], served - 1, "faults, and pages that came by them");
}
