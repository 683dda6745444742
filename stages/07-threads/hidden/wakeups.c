// SPDX-License-Identifier: MIT
/* Wake-ups at bad moments: too early, right in between, for somebody else, and very many. */
#include "../tests/threads.h"

static DECLARE_WAIT_QUEUE_HEAD(wq);
static struct completion done;

CHECK(woken_in_between, "a wake-up that comes between prepare_to_wait() and schedule() is not lost",
      .hint = "Lost wake-ups")
{
	unsigned long before = jiffies;
	DEFINE_WAIT(wait);

	ASSERT_EQ(current->pid, 1, "PID of the thread that runs the tests");
	prepare_to_wait(&wq, &wait, TASK_UNINTERRUPTIBLE);
	EXPECT_EQ(current->__state, TASK_UNINTERRUPTIBLE, "the state behind prepare_to_wait()");
	wake_up(&wq);
	EXPECT_EQ(current->__state, TASK_RUNNING, "and behind wake_up()");
	EXPECT_TRUE(current->on_rq, "it has not left the queue of its CPU");
	schedule();
	finish_wait(&wq, &wait);
	EXPECT_LE(jiffies - before, 1, "ticks until it went on");
	EXPECT_TRUE(list_empty(&wq.head), "nobody is left on the wait queue");
}

CHECK(state_counts, "a wake-up is only for those whose state it names, and says whether there was one",
      .hint = "Lost wake-ups")
{
	DEFINE_WAIT(wait);

	ASSERT_EQ(current->pid, 1, "PID of the thread that runs the tests");
	EXPECT_TRUE(!wake_up_process(current), "a running thread is not woken");
	prepare_to_wait(&wq, &wait, TASK_UNINTERRUPTIBLE);
	wake_up_interruptible(&wq);
	EXPECT_EQ(current->__state, TASK_UNINTERRUPTIBLE, "the state, when the interruptible ones were woken");
	EXPECT_TRUE(wake_up_process(current), "it sleeps, so it is woken");
	EXPECT_EQ(current->__state, TASK_RUNNING, "the state then");
	finish_wait(&wq, &wait);
}

#define BALLS	400

static DECLARE_WAIT_QUEUE_HEAD(table);
static volatile int side;

static int player(void *arg)
{
	int me = (long)arg;

	for (int i = 0; i < BALLS; i++) {
		wait_event(table, READ_ONCE(side) == me);
		WRITE_ONCE(side, !me);
		wake_up_all(&table);
	}
	complete(&done);
	return 0;
}

CHECK(ping_pong, "two threads on two CPUs that wake each other hundreds of times never both sleep",
      .hint = "Lost wake-ups", .budget = 600000000)
{
	init_completion(&done);
	side = 0;
	ASSERT_TRUE(start(player, (void *)0, 0), "a thread");
	ASSERT_TRUE(start(player, (void *)1, other_cpu()), "a thread");
	EXPECT_GT(wait_for_completion_timeout(&done, 20 * TIME_SLICE), 0, "the first has played all its balls");
	EXPECT_GT(wait_for_completion_timeout(&done, 20 * TIME_SLICE), 0, "and the second");
}

static volatile bool condition;

static int interrupted(void *arg)
{
	unsigned long end = jiffies + 2 * TIME_SLICE;
	DEFINE_WAIT(wait);

	(void)arg;
	/* The time slice ends between the two: that is no sleep. */
	prepare_to_wait(&wq, &wait, TASK_UNINTERRUPTIBLE);
	while (time_before(jiffies, end))
		burn();
	condition = true;
	finish_wait(&wq, &wait);
	complete(&done);
	return 0;
}

static int other(void *arg)
{
	unsigned long end = jiffies + 3 * TIME_SLICE;

	while (time_before(jiffies, end))
		burn();
	complete(arg);
	return 0;
}

CHECK(preempted_while_preparing, "who is preempted on the way to sleep does not sleep yet",
      .hint = "Preemption", .budget = 600000000)
{
	init_completion(&done);
	condition = false;
	ASSERT_TRUE(start(interrupted, NULL, 0), "a thread");
	ASSERT_TRUE(start(other, &done, 0), "a thread");
	EXPECT_GT(wait_for_completion_timeout(&done, 20 * TIME_SLICE), 0, "the first end");
	EXPECT_GT(wait_for_completion_timeout(&done, 20 * TIME_SLICE), 0, "the second end");
	EXPECT_TRUE(condition, "the one that was preempted came to its end");
}

static int never(void *arg)
{
	*(bool *)arg = true;
	return 1;
}

CHECK(stopped_before_it_ran, "a thread that is stopped before it was ever woken ends without having run",
      .hint = "PID 1 and PID 2")
{
	static bool ran;
	struct task_struct *p = make(never, &ran, 0);

	ran = false;
	ASSERT_TRUE(p, "a thread");
	EXPECT_EQ((long)kthread_stop(p), -EINTR, "kthread_stop()");
	EXPECT_TRUE(!ran, "its function was not called");
}
