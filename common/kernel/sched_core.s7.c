// SPDX-License-Identifier: MIT
/*
 * The run queues, and what the scheduler stands on: lists, locks, idle threads.
 * Who runs next, and when, is stages/07-threads/sched.c. Linux: kernel/sched/core.c.
 */
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sched/runqueue.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/trace.h>

#define MAX_REPORTS	10

DEFINE_PER_CPU(struct rq, runqueues);

void sched_init(void)
{
	unsigned int cpu;

	trace_init();
	for_each_possible_cpu(cpu) {
		struct rq *rq = cpu_rq(cpu);

		spin_lock_init(&rq->lock);
		INIT_LIST_HEAD(&rq->queue);
		rq->cpu = cpu;
	}
	set_cpu_active(0);
	init_idle(current, 0);
}

void init_idle(struct task_struct *p, unsigned int cpu)
{
	struct rq *rq = cpu_rq(cpu);

	p->flags |= PF_IDLE | PF_KTHREAD;
	p->thread_info.preempt_count = 1;
	cpumask_clear(&p->cpus_mask);
	cpumask_set_cpu(cpu, &p->cpus_mask);
	p->thread_info.cpu = cpu;
	rq->curr = rq->idle = p;
}

void enqueue_task(struct rq *rq, struct task_struct *p)
{
	/* Woken on its way to another CPU: it is put on the queue there. */
	if (p->migrating && rq->curr == p)
		return;
	list_add_tail(&p->run_list, &rq->queue);
	rq->nr_running++;
	p->on_rq = true;
	p->time_slice = TIME_SLICE;
	trace_wake(p, rq->cpu);
	if (rq->nr_running > 1)
		kick_idle(p);
}

void dequeue_task(struct rq *rq, struct task_struct *p)
{
	if (!p->on_rq)
		return;
	list_del_init(&p->run_list);
	rq->nr_running--;
	p->on_rq = false;
}

void requeue_task(struct rq *rq, struct task_struct *p)
{
	/* At the end of a slice, not where somebody just gives way. */
	if (!p->time_slice)
		pull_task(rq);
	p->time_slice = TIME_SLICE;
	if (!p->on_rq)
		return;
	list_del_init(&p->run_list);
	list_add_tail(&p->run_list, &rq->queue);
}

struct rq *task_rq_lock(struct task_struct *p, unsigned long *flags)
{
	for (;;) {
		unsigned long irq_flags;
		struct rq *rq;

		local_irq_save(irq_flags);
		rq = task_rq(p);
		spin_lock(&rq->lock);
		/* It may have been moved while we waited. */
		if (likely(rq == task_rq(p))) {
			*flags = irq_flags;
			return rq;
		}
		spin_unlock_irqrestore(&rq->lock, irq_flags);
	}
}

void task_rq_unlock(struct rq *rq, unsigned long flags)
{
	spin_unlock_irqrestore(&rq->lock, flags);
}

void set_task_cpu(struct task_struct *p, unsigned int cpu)
{
	trace_move(p, cpu);
	WRITE_ONCE(p->thread_info.cpu, cpu);
}

void __weak context_switch_mm(struct task_struct *prev, struct task_struct *next)
{
	(void)prev;
	(void)next;
}

struct task_struct *context_switch(struct rq *rq, struct task_struct *prev, struct task_struct *next)
{
	trace_switch(prev, next);
	context_switch_mm(prev, next);
	/* From here on it is the next one that holds the lock. */
	spin_handover(&rq->lock, next);
	return __switch_to(prev, next);
}

void schedule_bug(void)
{
	static atomic_t reports;

	/* Who does it once does it all the time: a few of them say it all. */
	if (atomic_inc_return(&reports) <= MAX_REPORTS) {
		pr_err("BUG: scheduling while atomic: %s/%d/0x%08x\n", current->comm, current->pid,
		       preempt_count());
		WARN_ON(1);
	}
	current_thread_info()->preempt_count = 1;
}
