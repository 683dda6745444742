// SPDX-License-Identifier: MIT
/*
 * The soak: all that threads and CPUs can do to each other, at random, for a while.
 *
 * `soak=N` on the command line runs it for N seconds and switches the machine off.
 * Meant for a machine whose CPUs really run at the same time (make soak7), where
 * what goes wrong once in a million times does; the graded machine's take turns.
 */
#include <asm/setup.h>
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/psci.h>
#include <linux/smp.h>

#define MAX_WORKERS	(2 * NR_CPUS)
#define PATIENCE	(20 * HZ)	/* for a worker's next round: the host may be busy */

static unsigned long soak_seconds;

static DEFINE_MUTEX(mutex);
static DEFINE_SPINLOCK(lock);
static volatile unsigned long under_mutex, under_lock;
static atomic_t heard, lived;
static volatile bool enough;
static struct completion ended;

static struct worker {
	u64 random;
	unsigned long rounds, mutexed, locked, calls, children;
	struct completion child;
	wait_queue_head_t wq;
	atomic_t tokens;		/* that the one before has passed on */
} workers[MAX_WORKERS];
static unsigned int nr_workers;

static int __init parse_soak(char *value)
{
	char *end;

	soak_seconds = value ? memparse(value, &end) : 0;
	return 0;
}
early_param("soak", parse_soak);

static unsigned int draw(struct worker *w, unsigned int n)
{
	/* xorshift64 (Marsaglia 2003). */
	w->random ^= w->random << 13;
	w->random ^= w->random >> 7;
	w->random ^= w->random << 17;
	return (w->random >> 32) % n;
}

static unsigned int any_cpu(struct worker *w)
{
	unsigned int cpu = draw(w, NR_CPUS);

	while (!cpu_online(cpu))
		cpu = (cpu + 1) % NR_CPUS;
	return cpu;
}

static void hear(void *info)
{
	(void)info;
	atomic_inc(&heard);
}

static int child(void *arg)
{
	atomic_inc(&lived);
	complete(arg);
	return 0;
}

static void one_round(struct worker *w)
{
	struct worker *next = &workers[(w - workers + 1) % nr_workers];
	unsigned int cpu = any_cpu(w);
	unsigned long value, flags;

	switch (draw(w, 8)) {
	case 0:
		mutex_lock(&mutex);
		value = under_mutex;
		if (draw(w, 4) == 0)
			yield();
		under_mutex = value + 1;
		mutex_unlock(&mutex);
		w->mutexed++;
		break;
	case 1:
		spin_lock_irqsave(&lock, flags);
		under_lock = under_lock + 1;
		spin_unlock_irqrestore(&lock, flags);
		w->locked++;
		break;
	case 2:
		w->calls++;
		smp_call_function_single(cpu, hear, NULL, draw(w, 2));
		break;
	case 3:
		if (IS_ERR(kthread_run(child, &w->child, "soak-child")))
			break;
		wait_for_completion(&w->child);
		w->children++;
		break;
	case 4:
		set_cpus_allowed_ptr(current, cpumask_of(cpu));
		preempt_disable();
		if ((unsigned int)smp_processor_id() != cpu)
			panic("soak: bound to CPU%u, and on CPU%d", cpu, smp_processor_id());
		preempt_enable();
		set_cpus_allowed_ptr(current, cpu_possible_mask);
		break;
	case 5:
		/* A token for the next one; and one from the one before, which comes sooner or later. */
		atomic_inc(&next->tokens);
		wake_up(&next->wq);
		if (draw(w, 2))
			break;
		wait_event_timeout(w->wq, enough || atomic_read(&w->tokens) > 0, HZ / 10 + 1);
		break;
	case 6:
		schedule_timeout_uninterruptible(1);
		break;
	case 7:
		yield();
		break;
	}
	WRITE_ONCE(w->rounds, w->rounds + 1);
}

static int work(void *arg)
{
	while (!READ_ONCE(enough))
		one_round(arg);
	complete(&ended);
	return 0;
}

/* Whether every worker gets on; who does not for long is stuck. */
static void watch(unsigned long end)
{
	unsigned long rounds[MAX_WORKERS] = {}, since[MAX_WORKERS];

	for (unsigned int i = 0; i < nr_workers; i++)
		since[i] = jiffies;
	while (time_before(jiffies, end)) {
		schedule_timeout_uninterruptible(HZ / 10 + 1);
		for (unsigned int i = 0; i < nr_workers; i++) {
			unsigned long now = READ_ONCE(workers[i].rounds);

			if (now != rounds[i]) {
				rounds[i] = now;
				since[i] = jiffies;
			} else if (time_after(jiffies, since[i] + PATIENCE)) {
				panic("soak: worker %u stands still after %lu rounds", i, now);
			}
		}
	}
}

static void expect(unsigned long seen, unsigned long expected, const char *what)
{
	if (seen != expected)
		panic("soak: %s: %lu, expected %lu", what, seen, expected);
}

static int __init soak(void)
{
	struct worker sum = {};

	if (!soak_seconds)
		return 0;
	init_completion(&ended);
	nr_workers = 2 * num_online_cpus();
	for (unsigned int i = 0; i < nr_workers; i++) {
		workers[i].random = 0x9e3779b97f4a7c15ULL * (i + 1);
		init_completion(&workers[i].child);
		init_waitqueue_head(&workers[i].wq);
	}
	for (unsigned int i = 0; i < nr_workers; i++)
		if (IS_ERR(kthread_run(work, &workers[i], "soak/%u", i)))
			panic("soak: no thread");
	watch(jiffies + soak_seconds * HZ);
	enough = true;
	for (unsigned int i = 0; i < nr_workers; i++)
		wake_up_all(&workers[i].wq);
	for (unsigned int i = 0; i < nr_workers; i++)
		wait_for_completion(&ended);
	on_each_cpu(hear, NULL, true);
	for (unsigned int i = 0; i < nr_workers; i++) {
		sum.rounds += workers[i].rounds;
		sum.mutexed += workers[i].mutexed;
		sum.locked += workers[i].locked;
		sum.calls += workers[i].calls;
		sum.children += workers[i].children;
	}
	expect(under_mutex, sum.mutexed, "counted under the mutex");
	expect(under_lock, sum.locked, "counted under the spinlock");
	expect(atomic_read(&heard), sum.calls + num_online_cpus(), "calls that were heard");
	expect(atomic_read(&lived), sum.children, "threads that lived");
	pr_info("soak: passed, %lu rounds on %u CPUs, %lu threads\n", sum.rounds, num_online_cpus(),
		sum.children);
	psci_system_off();
	return 0;
}
late_initcall(soak);
