/* SPDX-License-Identifier: MIT */
/* Threads of the tests' own. Every expectation is the test's, which is PID 1 on CPU 0. */
#ifndef TESTS_THREADS_H
#define TESTS_THREADS_H

#include <linux/completion.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/sched/runqueue.h>
#include <linux/smp.h>
#include <test/test.h>

/* A CPU other than the test's, if there is one. */
static __maybe_unused unsigned int other_cpu(void)
{
	unsigned int cpu = cpumask_next(0, cpu_online_mask);

	return cpu < NR_CPUS ? cpu : 0;
}

/* Use up time on the CPU without executing anything: until the next interrupt. */
static __maybe_unused void burn(void)
{
	/* Masked, it would be over at once, each time. */
	if (irqs_disabled())
		for (int i = 0; i < 10000; i++)
			barrier();
	else
		asm volatile("wfi" : : : "memory");
}

/* A thread that runs @fn on @cpu only, not woken yet; NULL if that cannot be had. */
static __maybe_unused struct task_struct *make(int (*fn)(void *), void *data, unsigned int cpu)
{
	struct task_struct *p = kthread_create(fn, data, "test/%u", cpu);

	if (IS_ERR(p))
		return NULL;
	kthread_bind(p, cpu);
	return p;
}

static __maybe_unused bool start(int (*fn)(void *), void *data, unsigned int cpu)
{
	struct task_struct *p = make(fn, data, cpu);

	if (p)
		wake_up_process(p);
	return p;
}

/* Until all that has ended is given back: the last one of a CPU is, when the CPU has left it. */
static __maybe_unused void settle(void)
{
	unsigned int cpu;

	for (int i = 0; i < 2; i++)
		for_each_online_cpu(cpu) {
			set_cpus_allowed_ptr(current, cpumask_of(cpu));
			yield();
		}
	set_cpus_allowed_ptr(current, cpumask_of(0));
}

#endif /* TESTS_THREADS_H */
