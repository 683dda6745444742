// SPDX-License-Identifier: MIT
/* Threads end, and nothing of them is left. */
#include <linux/mm.h>
#include "threads.h"

static struct completion done;
static atomic_t runs;

static int short_life(void *arg)
{
	(void)arg;
	atomic_inc(&runs);
	complete(&done);
	return 0;
}

/* @n threads that live at the same time, on all CPUs. */
static bool generation(int n)
{
	init_completion(&done);
	for (int i = 0; i < n; i++)
		if (IS_ERR(kthread_run(short_life, NULL, "short/%d", i)))
			return false;
	for (int i = 0; i < n; i++)
		wait_for_completion(&done);
	settle();
	return true;
}

CHECK(thousand_threads, "a thousand threads come and go, and not one page is lost",
      .hint = "The end of a thread", .budget = 600000000)
{
	unsigned long free;
	unsigned int tasks;

	/* Caches fill the first time. */
	ASSERT_TRUE(generation(50), "fifty threads");
	tasks = nr_tasks();
	free = nr_free_pages();
	atomic_set(&runs, 0);
	for (int i = 0; i < 20; i++)
		ASSERT_TRUE(generation(50), "fifty threads more");
	EXPECT_EQ(atomic_read(&runs), 1000, "threads that ran");
	EXPECT_EQ(nr_tasks(), tasks, "tasks afterwards");
	EXPECT_EQ(nr_free_pages(), free, "free pages afterwards");
}
