// SPDX-License-Identifier: MIT
/* Nobody starves, and no CPU sleeps while there is work. */
#include "../tests/threads.h"

#define THREADS	3

static volatile bool enough;
static struct completion done;
static unsigned long had[16];
static unsigned int on_cpu[16];

static int greedy(void *arg)
{
	while (!READ_ONCE(enough))
		burn();
	had[(long)arg] = current->ticks;
	on_cpu[(long)arg] = smp_processor_id();
	complete(&done);
	return 0;
}

/* Gives way all the time: that must not cost the others anything, nor itself its turn. */
static int polite(void *arg)
{
	while (!READ_ONCE(enough)) {
		++*(unsigned int *)arg;
		yield();
	}
	complete(&done);
	return 0;
}

CHECK(nobody_starves, "among threads that never give way, one that always does still gets its turns",
      .hint = "Preemption", .budget = 600000000)
{
	static unsigned int turns;
	struct task_struct *p[THREADS + 1];
	unsigned long before, sum = 0;

	init_completion(&done);
	enough = false;
	turns = 0;
	for (long i = 0; i <= THREADS; i++) {
		p[i] = i < THREADS ? make(greedy, (void *)i, 0) : make(polite, &turns, 0);
		ASSERT_TRUE(p[i], "a thread");
	}
	for (int i = 0; i <= THREADS; i++)
		wake_up_process(p[i]);
	before = jiffies;
	while (jiffies - before < 5 * THREADS * TIME_SLICE)
		schedule_timeout_uninterruptible(TIME_SLICE);
	enough = true;
	for (int i = 0; i < THREADS + 1; i++)
		wait_for_completion(&done);
	for (int i = 0; i < THREADS; i++) {
		EXPECT_GE(had[i], 3 * TIME_SLICE, "ticks that it had");
		EXPECT_LE(had[i], 7 * TIME_SLICE, "ticks that it had");
		sum += had[i];
	}
	EXPECT_GE(sum, 4 * THREADS * TIME_SLICE, "ticks that they had together");
	EXPECT_GE(turns, 3, "turns of the polite one");
}

static int arrives(void *arg)
{
	unsigned long end = jiffies + TIME_SLICE / 2;

	while (time_before(jiffies, end))
		burn();
	complete(arg);
	return 0;
}

CHECK(newcomers_queue_up, "threads that are made all the time do not keep an older one from the CPU",
      .hint = "Round robin", .budget = 600000000)
{
	static struct completion short_ones;

	init_completion(&done);
	init_completion(&short_ones);
	enough = false;
	ASSERT_TRUE(start(greedy, (void *)0, 0), "a thread");
	for (int i = 0; i < 6; i++) {
		ASSERT_TRUE(start(arrives, &short_ones, 0), "a short thread");
		schedule_timeout_uninterruptible(1);
	}
	for (int i = 0; i < 6; i++)
		wait_for_completion(&short_ones);
	enough = true;
	wait_for_completion(&done);
	EXPECT_GE(had[0], 2 * TIME_SLICE, "ticks that the older one had");
}

CHECK(work_is_spread, "threads that may run anywhere are spread over all CPUs",
      .hint = "Which CPU", .budget = 600000000)
{
	unsigned int cpus = num_online_cpus(), used = 0;
	struct task_struct *p[2 * NR_CPUS];

	ASSERT_EQ(cpus, hw_machine(MACHINE_CPUS, 0), "CPUs that are online");
	init_completion(&done);
	enough = false;
	for (long i = 0; i < 2 * (long)cpus; i++) {
		p[i] = kthread_create(greedy, (void *)i, "spread/%ld", i);
		ASSERT_TRUE(!IS_ERR(p[i]), "a thread");
	}
	/* Where they sleep there is nothing to do yet: now there is, on one CPU or two. */
	for (unsigned int i = 0; i < 2 * cpus; i++)
		wake_up_process(p[i]);
	schedule_timeout_uninterruptible(5 * TIME_SLICE);
	enough = true;
	for (unsigned int i = 0; i < 2 * cpus; i++)
		wait_for_completion(&done);
	for (unsigned int i = 0; i < 2 * cpus; i++) {
		used |= 1U << on_cpu[i];
		EXPECT_GE(had[i], 2 * TIME_SLICE, "ticks that it had");
	}
	EXPECT_EQ(used, (1U << cpus) - 1, "CPUs that were used, a bit each");
}

static int stays(void *arg)
{
	unsigned int cpu = smp_processor_id();

	for (int i = 0; i < 20; i++) {
		if (smp_processor_id() != (int)cpu)
			++*(unsigned int *)arg;
		schedule_timeout_uninterruptible(i % 5 == 0);
		yield();
	}
	complete(&done);
	return 0;
}

CHECK(bound_threads_stay, "a thread that is bound to a CPU runs there and nowhere else",
      .hint = "Which CPU", .budget = 600000000)
{
	static unsigned int moves;

	ASSERT_EQ(num_online_cpus(), hw_machine(MACHINE_CPUS, 0), "CPUs that are online");
	init_completion(&done);
	moves = 0;
	for (int i = 0; i < 8; i++)
		ASSERT_TRUE(start(stays, &moves, i % 2 ? other_cpu() : 0), "a thread");
	for (int i = 0; i < 8; i++)
		wait_for_completion(&done);
	EXPECT_EQ(moves, 0, "times that one was elsewhere");
}
