// SPDX-License-Identifier: MIT
/* Memory runs out, many programs come and go, and nothing is lost. */
#include "../tests/run.h"

/* Take all pages but @n, in blocks as large as they come; linked through their first word. */
static u64 *take_all_but(unsigned long n)
{
	u64 *list = NULL;

	for (int order = MAX_ORDER - 1; order >= 0; order--) {
		while (nr_free_pages() >= n + (1UL << order)) {
			u64 *p = (u64 *)__get_free_pages(GFP_KERNEL | __GFP_NOWARN, order);

			if (!p)
				break;
			p[0] = (u64)list;
			p[1] = order;
			list = p;
		}
	}
	return list;
}

static void give_back(u64 *list)
{
	while (list) {
		u64 *next = (u64 *)list[0];

		free_pages((unsigned long)list, list[1]);
		list = next;
	}
}

CHECK(out_of_memory, "a program that wants all memory is stopped, and all of it is back", .hint = "Out of memory",
      .setup = watch, .teardown = unwatch)
{
	unsigned long before, ooms = vm_events[PGFAULT_OOM];
	unsigned int tasks;
	struct program p;
	u64 *taken;

	run("exit", "0");
	tasks = nr_tasks();
	before = nr_free_pages();
	/* However large the machine is: 5,000 pages are left. */
	taken = take_all_but(5000);
	p = run_program((const char *const []){ "/bin/hog", NULL });
	EXPECT_EQ(p.error, 0, "kernel_execve()");
	EXPECT_EQ(p.code, SIGKILL, "the signal that it ended by");
	EXPECT_EQ(vm_events[PGFAULT_OOM] - ooms, 1, "times that memory ran out");
	settle(tasks, 5000);
	give_back(taken);
	EXPECT_EQ(nr_free_pages(), before, "free pages behind it");
	EXPECT_EQ(run("exit", "9").code, 9 << 8, "the next program");
}

CONSOLE(out_of_memory, has, "^Out of memory: Killed process \\\\d+ \\\\(hog\\\\)");

CHECK(no_memory_no_program, "with too little memory a program is not started or is stopped, and every page is back",
      .hint = "Out of memory", .setup = watch, .teardown = unwatch, .budget = 60000000)
{
	unsigned long before, failed = 0, stopped = 0, went = 0;
	unsigned int tasks;

	run("values");
	tasks = nr_tasks();
	before = nr_free_pages();
	for (unsigned long n = 0; n < 50; n++) {
		static const char *const argv[] = { PROBE, "forks", NULL };
		struct program p = { .file = PROBE, .argv = argv };
		u64 *list = take_all_but(n);
		struct task_struct *t;

		nr_reports = 0;
		t = spawn(&p);
		reap(&p, t);
		settle(tasks, n);
		give_back(list);
		failed += !t || p.error;
		stopped += t && !p.error && p.code == SIGKILL;
		went += t && !p.error && p.code == 3 << 8;
		if (nr_free_pages() != before)
			test_note("with %lu pages", n);
		ASSERT_EQ(nr_free_pages(), before, "free pages behind it");
	}
	EXPECT_GT(failed, 0, "programs that were not started");
	EXPECT_GT(stopped, 0, "programs that were stopped");
	EXPECT_GT(went, 0, "programs that ran all the same");
}

CHECK(two_hundred_programs, "200 programs come and go, eight at a time, and no page is lost", .hint = "The end of an address space",
      .setup = watch, .teardown = unwatch)
{
	static const char *const argv[] = { PROBE, "turns", "7", NULL };
	static struct program p[8];
	struct task_struct *t[8];
	unsigned long before = 0;
	unsigned int tasks = 0, bad = 0;

	for (int round = -1; round < 25; round++) {
		for (int i = 0; i < 8; i++) {
			p[i] = (struct program){ .file = PROBE, .argv = argv };
			t[i] = spawn(&p[i]);
		}
		for (int i = 0; i < 8; i++) {
			reap(&p[i], t[i]);
			bad += p[i].error || p[i].code;
		}
		/* The first round is to fill what is kept for later. */
		if (round < 0) {
			tasks = nr_tasks();
			before = nr_free_pages();
		}
	}
	settle(tasks, before);
	EXPECT_EQ(bad, 0, "programs that did not end well");
	EXPECT_EQ(nr_free_pages(), before, "free pages behind the last one");
}

CHECK(tree_of_forks, "programs fork programs that fork: each sees what it wrote, and no page is lost", .hint = "Copy on write",
      .setup = watch, .teardown = unwatch)
{
	unsigned int tasks;
	unsigned long before;
	struct program p;

	run("tree", "2");
	settle(nr_tasks(), 0);
	tasks = nr_tasks();
	before = nr_free_pages();
	p = run("tree", "4");
	ASSERT_STARTED(p);
	settle(tasks, before);
	EXPECT_EQ(p.code, 0, "the first one's exit code");
	EXPECT_EQ(nr_tasks(), tasks, "tasks that are left");
	EXPECT_EQ(nr_free_pages(), before, "free pages behind the last one");
}
