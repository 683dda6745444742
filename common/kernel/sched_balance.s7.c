// SPDX-License-Identifier: MIT
/*
 * Which CPU: for a new thread the one with the shortest queue; and a CPU takes one
 * from the longest when it has nothing to do, and at the end of a time slice if its
 * own is shorter by two. Linux: kernel/sched/fair.c
 * (select_task_rq_fair, newidle_balance), kernel/sched/core.c (affinity).
 */
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/kthread.h>
#include <linux/kernel.h>
#include <linux/sched/runqueue.h>
#include <linux/smp.h>

static bool may_run_on(const struct task_struct *p, unsigned int cpu)
{
	return cpu_active(cpu) && cpumask_test_cpu(cpu, &p->cpus_mask);
}

unsigned int select_task_rq(const struct task_struct *p)
{
	unsigned int best = task_cpu(p), least = ~0U, cpu;

	/* Its maker's CPU first: of two that are equal that one's caches know what it will use. */
	if (may_run_on(p, best))
		least = READ_ONCE(cpu_rq(best)->nr_running);
	for_each_online_cpu(cpu) {
		unsigned int n = READ_ONCE(cpu_rq(cpu)->nr_running);

		if (may_run_on(p, cpu) && n < least) {
			best = cpu;
			least = n;
		}
	}
	return best;
}

/* Both locks, in the order of the CPUs, so that two that balance do not wait for each other. */
static void lock_both(struct rq *held, struct rq *other)
{
	if (other->cpu > held->cpu) {
		spin_lock(&other->lock);
		return;
	}
	spin_unlock(&held->lock);
	spin_lock(&other->lock);
	spin_lock(&held->lock);
}

/* The first one of @from that waits and may run on @cpu, or NULL. With the lock. */
static struct task_struct *find_movable(struct rq *from, unsigned int cpu)
{
	struct task_struct *p;

	list_for_each_entry(p, &from->queue, run_list)
		if (p != from->curr && cpumask_test_cpu(cpu, &p->cpus_mask))
			return p;
	return NULL;
}

/* CPUs that sleep, or are about to: do_idle(). */
static struct cpumask idle_mask;

void kick_idle(const struct task_struct *p)
{
	unsigned int cpu;

	if (likely(cpumask_empty(&idle_mask)))
		return;
	for_each_cpu(cpu, &idle_mask) {
		/* One that was kicked already has a thread to come for. */
		if (!may_run_on(p, cpu) || test_tsk_need_resched(cpu_rq(cpu)->idle))
			continue;
		set_tsk_need_resched(cpu_rq(cpu)->idle);
		if (cpu != (unsigned int)smp_processor_id())
			smp_send_reschedule(cpu);
		return;
	}
}

void pull_task(struct rq *rq)
{
	struct rq *busiest = NULL;
	struct task_struct *p;
	unsigned int cpu;

	if (!cpu_active(rq->cpu))
		return;
	for_each_online_cpu(cpu)
		if (READ_ONCE(cpu_rq(cpu)->nr_running) > rq->nr_running + 1 &&
		    (!busiest || cpu_rq(cpu)->nr_running > busiest->nr_running))
			busiest = cpu_rq(cpu);
	if (!busiest)
		return;
	lock_both(rq, busiest);
	/* Things may have changed while the lock was not ours. */
	p = busiest->nr_running > rq->nr_running + 1 ? find_movable(busiest, rq->cpu) : NULL;
	if (p) {
		dequeue_task(busiest, p);
		set_task_cpu(p, rq->cpu);
		enqueue_task(rq, p);
	}
	spin_unlock(&busiest->lock);
}

void push_task(struct rq *rq, struct task_struct *p)
{
	dequeue_task(rq, p);
	p->migrating = true;
	set_tsk_need_resched(p);
}

void finish_lock_switch(struct rq *rq, struct task_struct *prev)
{
	unsigned int cpu;
	struct rq *to;

	if (likely(!prev->migrating)) {
		spin_unlock(&rq->lock);
		return;
	}
	cpu = cpumask_first(&prev->cpus_mask);
	while (cpu < NR_CPUS && !cpu_active(cpu))
		cpu = cpumask_next(cpu, &prev->cpus_mask);
	to = cpu < NR_CPUS ? cpu_rq(cpu) : rq;
	prev->migrating = false;
	set_task_cpu(prev, to->cpu);
	spin_unlock(&rq->lock);
	spin_lock(&to->lock);
	/* Unless somebody has moved it on, or woken it there, in between. */
	if (task_rq(prev) == to && !prev->on_rq)
		enqueue_task(to, prev);
	if (to->curr == to->idle)
		resched_curr(to);
	spin_unlock(&to->lock);
}

/* On the CPU that a thread has to leave, in an interrupt or by itself. */
static void push_if_running(void *task)
{
	struct task_struct *p = task;
	unsigned long flags;
	struct rq *rq;

	/* In the middle of something it would not be preempted when the interrupt ends. */
	if (current != p || (in_irq() && preempt_count()))
		return;
	local_irq_save(flags);
	rq = this_rq();
	spin_lock(&rq->lock);
	if (!cpumask_test_cpu(rq->cpu, &p->cpus_mask) && !p->migrating)
		push_task(rq, p);
	__spin_unlock(&rq->lock);
	local_irq_restore(flags);
	preempt_enable_no_resched();
}

/* A thread that is on no CPU, with the lock of its run queue, which is given up. */
static void move_task(struct rq *rq, struct task_struct *p, unsigned int cpu, unsigned long flags)
{
	bool queued = p->on_rq;

	dequeue_task(rq, p);
	set_task_cpu(p, cpu);
	task_rq_unlock(rq, flags);
	if (!queued)
		return;
	rq = task_rq_lock(p, &flags);
	if (!p->on_rq)
		enqueue_task(rq, p);
	resched_curr(rq);
	task_rq_unlock(rq, flags);
}

int set_cpus_allowed_ptr(struct task_struct *p, const struct cpumask *mask)
{
	struct cpumask usable;
	unsigned long flags;
	struct rq *rq;

	cpumask_and(&usable, mask, cpu_active_mask);
	if (cpumask_empty(&usable))
		return -EINVAL;
	for (;;) {
		rq = task_rq_lock(p, &flags);
		p->cpus_mask = *mask;
		if (cpumask_test_cpu(rq->cpu, mask)) {
			task_rq_unlock(rq, flags);
			return 0;
		}
		if (rq->curr != p) {
			move_task(rq, p, cpumask_first(&usable), flags);
			return 0;
		}
		task_rq_unlock(rq, flags);
		if (p == current) {
			push_if_running(p);
			schedule();
		} else {
			smp_call_function_single(rq->cpu, push_if_running, p, true);
			yield();
		}
	}
}

void idle_mask_set(unsigned int cpu, bool idle)
{
	if (idle)
		cpumask_set_cpu(cpu, &idle_mask);
	else
		cpumask_clear_cpu(cpu, &idle_mask);
}

void kthread_bind(struct task_struct *p, unsigned int cpu)
{
	set_cpus_allowed_ptr(p, cpumask_of(cpu));
}
