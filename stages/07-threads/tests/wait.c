// SPDX-License-Identifier: MIT
/* Sleeping and waking. */
#include <linux/string.h>
#include "threads.h"

static DECLARE_WAIT_QUEUE_HEAD(wq);
static volatile bool condition;
static volatile unsigned int awake, looks;
static struct completion done;

static void begin(void)
{
	condition = false;
	awake = looks = 0;
	init_completion(&done);
}

static bool look(void)
{
	looks++;
	return condition;
}

static int sleeper(void *arg)
{
	(void)arg;
	wait_event(wq, look());
	awake++;
	complete(&done);
	return 0;
}

CHECK(wait_event_sleeps, "wait_event() sleeps until its condition is true, and looks again behind each wake-up",
      .hint = "Lost wake-ups", .setup = begin)
{
	struct task_struct *p = make(sleeper, NULL, 0);

	ASSERT_TRUE(p, "a thread");
	get_task_struct(p);
	wake_up_process(p);
	schedule_timeout_uninterruptible(2);
	EXPECT_EQ(looks, 2, "looks at the condition, before it sleeps");
	EXPECT_EQ(p->__state, TASK_UNINTERRUPTIBLE, "its state");
	EXPECT_TRUE(!p->on_rq, "it does not wait for the CPU");
	wake_up(&wq);
	schedule_timeout_uninterruptible(2);
	EXPECT_EQ(looks, 3, "looks behind a wake-up for nothing");
	EXPECT_EQ(awake, 0, "it sleeps on");
	condition = true;
	wake_up(&wq);
	wait_for_completion(&done);
	EXPECT_EQ(awake, 1, "it is awake");
	EXPECT_TRUE(list_empty(&wq.head), "nobody is left on the queue");
	put_task_struct(p);
}

static volatile unsigned int tokens;

static int one_of_many(void *arg)
{
	(void)arg;
	wait_event_exclusive(wq, tokens);
	tokens--;
	awake++;
	complete(&done);
	return 0;
}

CHECK(exclusive_waiters, "of exclusive waiters wake_up() wakes one, and all others with it",
      .hint = "Lost wake-ups", .setup = begin)
{
	tokens = 0;
	for (int i = 0; i < 3; i++)
		ASSERT_TRUE(start(one_of_many, NULL, 0), "a thread");
	ASSERT_TRUE(start(sleeper, NULL, 0), "a thread");
	schedule_timeout_uninterruptible(2);
	looks = 0;
	tokens = 3;
	wake_up(&wq);
	schedule_timeout_uninterruptible(2);
	EXPECT_EQ(awake, 1, "exclusive waiters that are awake");
	EXPECT_EQ(looks, 1, "looks of the one that is not exclusive");
	condition = true;
	wake_up_all(&wq);
	for (int i = 0; i < 4; i++)
		wait_for_completion(&done);
	EXPECT_EQ(awake, 4, "awake behind wake_up_all()");
}

static struct completion go;

static int waiter(void *arg)
{
	(void)arg;
	wait_for_completion(&go);
	awake++;
	complete(&done);
	return 0;
}

CHECK(completions_count, "each complete() lets one go on, also one that comes later; complete_all() all of them",
      .hint = "Completions", .setup = begin)
{
	init_completion(&go);
	complete(&go);
	complete(&go);
	wait_for_completion(&go);
	EXPECT_EQ(go.done, 1, "what is left of two complete()s behind one wait");
	for (int i = 0; i < 4; i++)
		ASSERT_TRUE(start(waiter, NULL, 0), "a thread");
	schedule_timeout_uninterruptible(2);
	EXPECT_EQ(awake, 1, "of four waiters have gone on");
	complete(&go);
	schedule_timeout_uninterruptible(2);
	EXPECT_EQ(awake, 2, "behind one more complete()");
	complete_all(&go);
	for (int i = 0; i < 4; i++)
		wait_for_completion(&done);
	EXPECT_EQ(awake, 4, "behind complete_all()");
	wait_for_completion(&go);
	EXPECT_TRUE(completion_done(&go), "completion_done(), ever after");
}

CHECK(timeouts, "who sleeps for a time sleeps that long, and not much longer",
      .hint = "Completions", .setup = begin)
{
	unsigned long before = jiffies;

	init_completion(&go);
	EXPECT_EQ(schedule_timeout_uninterruptible(5), 0, "ticks left of five");
	EXPECT_GE(jiffies - before, 5, "ticks that have passed");
	EXPECT_LE(jiffies - before, 6, "ticks that have passed");
	before = jiffies;
	EXPECT_EQ(wait_for_completion_timeout(&go, 3), 0, "without a complete()");
	EXPECT_GE(jiffies - before, 3, "ticks that have passed");
	ASSERT_TRUE(start(waiter, NULL, 0), "a thread");
	complete(&go);
	EXPECT_GT(wait_for_completion_timeout(&done, 50), 40, "ticks left when it came at once");
}
