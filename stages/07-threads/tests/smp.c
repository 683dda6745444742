// SPDX-License-Identifier: MIT
/* The other CPUs: that they are there, as they should be, and that they hear each other. */
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include "threads.h"

CHECK(four_masks, "every CPU that the machine has is possible, present, online and active",
      .hint = "Other CPUs")
{
	unsigned long all = (1UL << hw_machine(MACHINE_CPUS, 0)) - 1, on = 0;

	for (unsigned int i = 0; i < NR_CPUS; i++)
		on |= hw_machine(MACHINE_CPU_ON, i) << i;
	EXPECT_EQ(cpumask_bits(cpu_possible_mask)[0], all, "cpu_possible_mask");
	EXPECT_EQ(cpumask_bits(cpu_present_mask)[0], all, "cpu_present_mask");
	EXPECT_EQ(cpumask_bits(cpu_online_mask)[0], all, "cpu_online_mask");
	EXPECT_EQ(cpumask_bits(cpu_active_mask)[0], all, "cpu_active_mask");
	EXPECT_EQ(on, all, "CPUs that run, as the proctor knows");
	ASSERT_EQ(current->pid, 1, "PID of the thread that runs the tests");
}
CONSOLE_BOOT(four_masks, has, "^smp: Brought up 1 node, [1-8] CPUs");

CHECK(registers_of_all, "every CPU runs with the registers that the boot CPU has, and without the identity map",
      .hint = "Other CPUs")
{
	u64 sctlr = hw_now(HW_SCTLR_EL1), tcr = hw_now(HW_TCR_EL1), ttbr0 = hw_now(HW_TTBR0_EL1);
	u64 ttbr1 = hw_now(HW_TTBR1_EL1), vbar = hw_now(HW_VBAR_EL1), mair = hw_now(HW_MAIR_EL1);
	unsigned int cpu;

	ASSERT_EQ(num_online_cpus(), hw_machine(MACHINE_CPUS, 0), "CPUs that are online");
	ASSERT_EQ(current->pid, 1, "PID of the thread that runs the tests");
	for_each_online_cpu(cpu) {
		ASSERT_EQ(set_cpus_allowed_ptr(current, cpumask_of(cpu)), 0, "to go to that CPU");
		ASSERT_EQ(smp_processor_id(), cpu, "the CPU that this is");
		EXPECT_EQ(hw_now(HW_TPIDR_EL1), per_cpu_offset(cpu), "TPIDR_EL1: where its own variables are");
		EXPECT_EQ(hw_now(HW_TTBR0_EL1), ttbr0, "TTBR0_EL1");
		EXPECT_EQ(hw_now(HW_TTBR1_EL1), ttbr1, "TTBR1_EL1");
		EXPECT_EQ(hw_now(HW_SCTLR_EL1), sctlr, "SCTLR_EL1");
		EXPECT_EQ(hw_now(HW_TCR_EL1), tcr, "TCR_EL1");
		EXPECT_EQ(hw_now(HW_MAIR_EL1), mair, "MAIR_EL1");
		EXPECT_EQ(hw_now(HW_VBAR_EL1), vbar, "VBAR_EL1");
		EXPECT_EQ(hw_now(HW_DAIF) & PSR_I_MASK, 0, "its interrupts are not masked");
	}
	set_cpus_allowed_ptr(current, cpumask_of(0));
}

CHECK(own_variables, "every CPU has its own per-CPU variables, and an idle thread",
      .hint = "Other CPUs")
{
	unsigned int cpu, other;

	ASSERT_EQ(num_online_cpus(), hw_machine(MACHINE_CPUS, 0), "CPUs that are online");
	ASSERT_EQ(current->pid, 1, "PID of the thread that runs the tests");
	for_each_online_cpu(cpu) {
		struct rq *rq = cpu_rq(cpu);

		EXPECT_EQ(rq->cpu, cpu, "the CPU that its run queue names");
		ASSERT_NE(rq->idle, 0, "its idle thread");
		EXPECT_EQ(rq->idle->pid, 0, "the PID of that");
		EXPECT_EQ(task_cpu(rq->idle), cpu, "where it belongs");
		for_each_online_cpu(other)
			if (other != cpu)
				EXPECT_NE(rq->idle, cpu_rq(other)->idle, "the idle thread of another CPU");
	}
}

static unsigned int calls[NR_CPUS];
static bool in_interrupt[NR_CPUS];

static void called(void *info)
{
	unsigned int cpu = smp_processor_id();

	calls[cpu]++;
	in_interrupt[cpu] = in_irq();
	*(unsigned int *)info += 0;
}

CHECK(call_function, "a function is called on every CPU, once, in an interrupt there, and waited for",
      .hint = "Messages between CPUs")
{
	unsigned int cpu, info = 0;

	ASSERT_EQ(current->pid, 1, "PID of the thread that runs the tests");
	ASSERT_EQ(num_online_cpus(), hw_machine(MACHINE_CPUS, 0), "CPUs that are online");
	for_each_online_cpu(cpu) {
		calls[cpu] = 0;
		EXPECT_EQ(smp_call_function_single(cpu, called, &info, true), 0, "smp_call_function_single()");
		EXPECT_EQ(calls[cpu], 1, "calls, when it has returned");
		EXPECT_EQ(in_interrupt[cpu], cpu != 0, "it was in an interrupt");
	}
	on_each_cpu(called, &info, true);
	for_each_online_cpu(cpu)
		EXPECT_EQ(calls[cpu], 2, "calls behind on_each_cpu()");
	EXPECT_EQ(smp_call_function_single(NR_CPUS - 1, called, &info, true),
		  num_online_cpus() == NR_CPUS ? 0 : -ENXIO, "a CPU that is not there");
}

static struct completion done;
static unsigned int ran_on;

static int where(void *arg)
{
	(void)arg;
	ran_on = smp_processor_id();
	complete(&done);
	return 0;
}

#define LOOKS	10000

CHECK(woken_elsewhere, "a thread that is woken on a CPU that sleeps runs there at once",
      .hint = "Messages between CPUs")
{
	unsigned int cpu;

	ASSERT_EQ(num_online_cpus(), hw_machine(MACHINE_CPUS, 0), "CPUs that are online");
	for_each_online_cpu(cpu) {
		struct task_struct *p = make(where, NULL, cpu);
		int looks = 0;

		ASSERT_TRUE(p, "a thread");
		init_completion(&done);
		/* Behind a tick: long before the next one it has run, if that CPU was told. */
		schedule_timeout_uninterruptible(1);
		wake_up_process(p);
		while (cpu && !completion_done(&done) && looks < LOOKS) {
			cpu_relax();
			looks++;
		}
		EXPECT_LT(looks, LOOKS, "looks until it has run");
		wait_for_completion(&done);
		EXPECT_EQ(ran_on, cpu, "the CPU that it ran on");
	}
}

#define THREADS	4
#define ROUNDS	50

static DEFINE_MUTEX(lock);
static volatile unsigned int counter, inside, most;

static int add(void *arg)
{
	(void)arg;
	for (int i = 0; i < ROUNDS; i++) {
		unsigned int value;

		mutex_lock(&lock);
		if (++inside > most)
			most = inside;
		value = counter;
		yield();
		counter = value + 1;
		inside--;
		mutex_unlock(&lock);
	}
	complete(&done);
	return 0;
}

CHECK(mutex_excludes, "a mutex lets one thread in at a time, over all CPUs, even if that one sleeps inside",
      .hint = "Locks that sleep")
{
	ASSERT_TRUE(num_online_cpus() == hw_machine(MACHINE_CPUS, 0), "all CPUs are online");
	init_completion(&done);
	counter = inside = most = 0;
	for (int i = 0; i < THREADS; i++)
		ASSERT_TRUE(start(add, NULL, i % num_online_cpus()), "a thread");
	for (int i = 0; i < THREADS; i++)
		wait_for_completion(&done);
	EXPECT_EQ(counter, THREADS * ROUNDS, "what they have counted together");
	EXPECT_EQ(most, 1, "threads inside at the same time");
	EXPECT_TRUE(!mutex_is_locked(&lock), "nobody has it at the end");
}
