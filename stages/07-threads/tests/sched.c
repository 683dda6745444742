// SPDX-License-Identifier: MIT
/* Who runs when: turns, time slices, and keeping the CPU. */
#include <linux/string.h>
#include "threads.h"

static char log[64];
static struct completion done;

static void begin(void)
{
	log[0] = '\0';
	init_completion(&done);
}

static void note(char c)
{
	size_t n = strlen(log);

	if (n + 1 < sizeof(log)) {
		log[n] = c;
		log[n + 1] = '\0';
	}
}

static int take_turns(void *arg)
{
	for (int i = 0; i < 4; i++) {
		note((char)(long)arg);
		yield();
	}
	complete(&done);
	return 0;
}

CHECK(round_robin, "threads that give way run in the order in which they came, round and round",
      .hint = "Round robin", .setup = begin)
{
	struct task_struct *p[3];

	for (int i = 0; i < 3; i++) {
		p[i] = make(take_turns, (void *)(long)('a' + i), 0);
		ASSERT_TRUE(p[i], "a thread");
	}
	for (int i = 0; i < 3; i++)
		wake_up_process(p[i]);
	EXPECT_STREQ(log, "", "whoever is woken waits for its turn");
	for (int i = 0; i < 3; i++)
		wait_for_completion(&done);
	EXPECT_STREQ(log, "abcabcabcabc", "who ran");
}

static volatile bool enough;
static unsigned long had[3];

/* Never gives way by itself. */
static int greedy(void *arg)
{
	while (!READ_ONCE(enough))
		burn();
	had[(long)arg] = current->ticks;
	complete(&done);
	return 0;
}

CHECK(time_slices, "threads that never give way get the same time",
      .hint = "Preemption", .setup = begin, .budget = 600000000)
{
	struct task_struct *p[3];

	enough = false;
	for (int i = 0; i < 3; i++) {
		p[i] = make(greedy, (void *)(long)i, 0);
		ASSERT_TRUE(p[i], "a thread");
	}
	for (int i = 0; i < 3; i++)
		wake_up_process(p[i]);
	/* The test itself wants the CPU again when all have had four slices. */
	schedule_timeout_uninterruptible(3 * 4 * TIME_SLICE);
	enough = true;
	for (int i = 0; i < 3; i++)
		wait_for_completion(&done);
	for (int i = 0; i < 3; i++) {
		EXPECT_GE(had[i], 3 * TIME_SLICE, "ticks that it had");
		EXPECT_LE(had[i], 6 * TIME_SLICE, "ticks that it had");
	}
}

static volatile unsigned int ran;

static int count_up(void *arg)
{
	(void)arg;
	ran++;
	complete(&done);
	return 0;
}

CHECK(preempted_by_tick, "a thread that never gives way loses the CPU at the end of its time slice, in an interrupt",
      .hint = "Preemption", .setup = begin)
{
	unsigned long end = jiffies + 4 * TIME_SLICE;

	ran = 0;
	ASSERT_TRUE(start(count_up, NULL, 0), "a thread");
	EXPECT_EQ(ran, 0, "it waits while this thread has time left");
	while (!ran && time_before(jiffies, end))
		burn();
	EXPECT_EQ(ran, 1, "it ran, though this thread did not give way");
	EXPECT_LE(jiffies - (end - 4 * TIME_SLICE), TIME_SLICE + 1, "ticks until it did");
	wait_for_completion(&done);
}

CHECK(preemption_is_off, "with preemption disabled a thread keeps the CPU, and gives way as soon as it is enabled",
      .hint = "Preemption", .setup = begin)
{
	unsigned long end;

	ran = 0;
	ASSERT_TRUE(start(count_up, NULL, 0), "a thread");
	preempt_disable();
	preempt_disable();
	end = jiffies + 3 * TIME_SLICE;
	while (time_before(jiffies, end))
		burn();
	EXPECT_EQ(ran, 0, "calls of the other thread's function, after three time slices");
	EXPECT_TRUE(need_resched(), "need_resched()");
	preempt_enable();
	EXPECT_EQ(ran, 0, "calls when it is enabled once of twice");
	preempt_enable();
	EXPECT_EQ(ran, 1, "calls when it is enabled");
	wait_for_completion(&done);
}
