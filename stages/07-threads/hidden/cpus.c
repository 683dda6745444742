// SPDX-License-Identifier: MIT
/* CPUs that all talk at once, locks that are misused, and the end of all of them. */
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include "../tests/threads.h"

static struct completion done;
static atomic_t heard;

static void hear(void *info)
{
	(void)info;
	atomic_inc(&heard);
}

#define CALLS	100

static struct completion all_there;

static int caller(void *arg)
{
	u64 random = (u64)arg;

	wait_for_completion(&all_there);
	/* In no order: sooner or later two call each other, or three in a ring. */
	for (int i = 0; i < CALLS; i++) {
		random = random * 6364136223846793005ULL + 1442695040888963407ULL;
		smp_call_function_single((random >> 33) % num_online_cpus(), hear, NULL, i & 1);
	}
	complete(&done);
	return 0;
}

CHECK(all_call_all, "CPUs that all call each other at the same time do not wait for ever",
      .hint = "Messages between CPUs", .budget = 60000000)
{
	unsigned int cpus = num_online_cpus();

	ASSERT_EQ(cpus, hw_machine(MACHINE_CPUS, 0), "CPUs that are online");
	init_completion(&done);
	init_completion(&all_there);
	atomic_set(&heard, 0);
	for (unsigned int cpu = 0; cpu < cpus; cpu++)
		ASSERT_TRUE(start(caller, (void *)test_random(), cpu), "a thread");
	schedule_timeout_uninterruptible(1);
	complete_all(&all_there);
	for (unsigned int cpu = 0; cpu < cpus; cpu++)
		wait_for_completion(&done);
	/* Those that nobody waited for are through when a call behind them is. */
	on_each_cpu(hear, NULL, true);
	EXPECT_EQ(atomic_read(&heard), cpus * CALLS + cpus, "calls that were heard");
}

static DEFINE_SPINLOCK(lock);
static volatile unsigned long total;

static int adder(void *arg)
{
	(void)arg;
	for (int i = 0; i < 2000; i++) {
		spin_lock(&lock);
		total = total + 1;
		spin_unlock(&lock);
	}
	complete(&done);
	return 0;
}

CHECK(spinlock_over_cpus, "a spinlock keeps its holder from being preempted, and lets nobody else in",
      .hint = "Locks that sleep", .budget = 60000000)
{
	int before = preempt_count();

	ASSERT_EQ(num_online_cpus(), hw_machine(MACHINE_CPUS, 0), "CPUs that are online");
	init_completion(&done);
	total = 0;
	for (int i = 0; i < 4; i++)
		ASSERT_TRUE(start(adder, NULL, i % num_online_cpus()), "a thread");
	for (int i = 0; i < 4; i++)
		wait_for_completion(&done);
	EXPECT_EQ(total, 8000, "what they have counted together");
	spin_lock(&lock);
	EXPECT_EQ(preempt_count(), before + 1, "preempt_count() inside");
	spin_unlock(&lock);
	EXPECT_EQ(preempt_count(), before, "and behind it");
}

static int twice(void *arg)
{
	(void)arg;
	spin_lock(&lock);
	spin_lock(&lock);
	return 0;
}

CHECK(lock_taken_twice, "a thread that waits for its own lock is reported instead of waiting for ever",
      .hint = "Locks that sleep", .panics = true)
{
	init_completion(&done);
	ASSERT_TRUE(start(twice, NULL, other_cpu()), "a thread");
	wait_for_completion(&done);
}
CONSOLE(lock_taken_twice, has, "^BUG: spinlock recursion on CPU#[0-7], test/");

static volatile unsigned long beats[NR_CPUS];

static int beat(void *arg)
{
	for (;;)
		beats[(long)arg]++;
	return 0;
}

static int give_up(void *arg)
{
	unsigned long last[NR_CPUS] = {};
	unsigned int cpu;

	(void)arg;
	smp_send_stop();
	for_each_online_cpu(cpu)
		last[cpu] = beats[cpu];
	/* Long enough for every other CPU to have its turn. */
	for (int i = 0; i < 1000; i++)
		cpu_relax();
	for_each_online_cpu(cpu)
		if (last[cpu] != beats[cpu])
			printk("CPU%u beats on\n", cpu);
	panic("all quiet");
}

CHECK(panic_stops_all, "when a CPU panics, the others stop",
      .hint = "Messages between CPUs", .panics = true, .budget = 200000000)
{
	struct task_struct *p[NR_CPUS] = {};
	unsigned int cpu;

	ASSERT_EQ(num_online_cpus(), hw_machine(MACHINE_CPUS, 0), "CPUs that are online");
	init_completion(&done);
	for_each_online_cpu(cpu) {
		p[cpu] = make(cpu ? beat : give_up, (void *)(long)cpu, cpu);
		ASSERT_TRUE(p[cpu], "a thread");
	}
	for_each_online_cpu(cpu)
		if (cpu)
			wake_up_process(p[cpu]);
	schedule_timeout_uninterruptible(2);
	wake_up_process(p[0]);
	wait_for_completion(&done);
}
CONSOLE(panic_stops_all, has, "Kernel panic - not syncing: all quiet");
CONSOLE(panic_stops_all, not, "beats on");
