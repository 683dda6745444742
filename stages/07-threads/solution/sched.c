// SPDX-License-Identifier: MIT
/*
 * sched.c: who runs next, and when somebody else does.
 *
 * Round robin: each CPU has a queue; the first on it runs, until it sleeps, gives
 * way, or has had its time slice. Nobody is more important than anybody else.
 * Linux: kernel/sched/core.c, rt.c (task_tick_rt of SCHED_RR).
 */
#include <linux/bug.h>
#include <linux/hardirq.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sched/runqueue.h>
#include <linux/smp.h>

void resched_curr(struct rq *rq)
{
#ifdef SOLUTION
	set_tsk_need_resched(rq->curr);
	/* That CPU does not look before it is interrupted. */
	if (rq->cpu != (unsigned int)smp_processor_id())
		smp_send_reschedule(rq->cpu);
#else
	/*
	 * Write this: need_resched for the one that runs there; and if that is another
	 * CPU, an IPI, or it would not look.
	 */
	(void)rq;
#endif
}

/* Who runs next: the first on the queue. A CPU that has none looks what others have; else it is idle. */
static __maybe_unused struct task_struct *pick_next_task(struct rq *rq)
{
#ifdef SOLUTION
	if (list_empty(&rq->queue))
		pull_task(rq);
	if (list_empty(&rq->queue))
		return rq->idle;
	return list_first_entry(&rq->queue, struct task_struct, run_list);
#else
	/* Write this: pull_task() if the queue is empty; then its first, or the idle thread. */
	return rq->idle;
#endif
}

/*
 * The first thing behind a switch, in the thread that goes on: @prev is the one
 * that this CPU has left. Interrupts are masked, the run queue is locked.
 */
static __maybe_unused void finish_task_switch(struct task_struct *prev)
{
#ifdef SOLUTION
	/* Behind finish_lock_switch() it may run again elsewhere, unless it is dead. */
	bool dead = prev->__state == TASK_DEAD;

	finish_lock_switch(this_rq(), prev);
	/* It stood on its stack until now. */
	if (dead)
		put_task_struct(prev);
#else
	/*
	 * Write this: finish_lock_switch() gives up the lock of this CPU's run queue. If
	 * prev is dead (look before that), the scheduler's reference to it goes: only now
	 * is nobody on its stack any more.
	 */
	(void)prev;
#endif
}

/* @preempt: the thread did not ask for it, so whatever its state says, it does not sleep. */
static __maybe_unused void __schedule(bool preempt)
{
#ifdef SOLUTION
	struct task_struct *prev = current, *next;
	unsigned long flags;
	struct rq *rq;

	if (*end_of_stack(prev) != STACK_END_MAGIC)
		panic("corrupted stack end detected inside scheduler: %s/%d", prev->comm, prev->pid);
	if (preempt_count() != 1)
		schedule_bug();

	local_irq_save(flags);
	rq = this_rq();
	spin_lock(&rq->lock);
	clear_tsk_need_resched(prev);
	if (!preempt && prev->__state != TASK_RUNNING)
		dequeue_task(rq, prev);
	next = pick_next_task(rq);
	if (next != prev) {
		rq->curr = next;
		rq->nr_switches++;
		/* Here time passes; somebody else's rq, perhaps, when it goes on. */
		finish_task_switch(context_switch(rq, prev, next));
	} else {
		__spin_unlock(&rq->lock);
		preempt_enable_no_resched();
	}
	local_irq_restore(flags);
#else
	/*
	 * Write this, with preemption disabled once by the caller:
	 *  - the word at end_of_stack(prev) still is STACK_END_MAGIC, or panic(); and
	 *    preempt_count() is 1, or schedule_bug();
	 *  - interrupts masked, this CPU's run queue locked; need_resched is dealt with;
	 *  - if it was not preempted and its state is not TASK_RUNNING: off the queue;
	 *  - pick_next_task(). Another one: rq->curr, nr_switches, context_switch(), and
	 *    in whoever comes out of that finish_task_switch(). The same: unlock, without
	 *    a look at need_resched;
	 *  - interrupts as they were.
	 */
	(void)preempt;
#endif
}

void schedule(void)
{
#ifdef SOLUTION
	do {
		preempt_disable();
		__schedule(false);
		preempt_enable_no_resched();
	} while (need_resched());
#else
	/* Write this: __schedule() with preemption disabled, again as long as need_resched(). */
#endif
}

void schedule_preempt_disabled(void)
{
	preempt_enable_no_resched();
	schedule();
	preempt_disable();
}

void preempt_schedule(void)
{
#ifdef SOLUTION
	/* A handler of an interrupt may have let others in: that is no place either. */
	if (preempt_count() || irqs_disabled() || in_irq())
		return;
	do {
		preempt_disable();
		__schedule(true);
		preempt_enable_no_resched();
	} while (need_resched());
#else
	/* Write this: if the count is 0, interrupts are not masked, and not in_irq(): as schedule(), but preempted. */
#endif
}

/* By el1h_64_irq_handler() when an interrupt has been handled; masked, and so it returns. */
void arm64_preempt_schedule_irq(void)
{
#ifdef SOLUTION
	/* One inside another: the outer one's end is the place. */
	if (in_irq())
		return;
	while (need_resched() && !preempt_count()) {
		preempt_disable();
		__schedule(true);
		preempt_enable_no_resched();
	}
#else
	/*
	 * Write this: not inside another interrupt; as long as need_resched() and if the
	 * interrupted thread's preempt_count() is 0: __schedule(), preempted.
	 */
#endif
}

void schedule_tail(struct task_struct *prev)
{
#ifdef SOLUTION
	finish_task_switch(prev);
	local_irq_enable();
	preempt_enable();
#else
	/*
	 * Write this: finish_task_switch(), and what the rest of __schedule() and
	 * schedule() do for a thread that called them: interrupts on, preemption on.
	 */
	(void)prev;
#endif
}

void scheduler_tick(void)
{
#ifdef SOLUTION
	struct rq *rq = this_rq();
	struct task_struct *p;

	spin_lock(&rq->lock);
	p = rq->curr;
	p->ticks++;
	if (p != rq->idle && !--p->time_slice) {
		requeue_task(rq, p);
		if (rq->nr_running > 1)
			resched_curr(rq);
	}
	__spin_unlock(&rq->lock);
	preempt_enable_no_resched();
#else
	/*
	 * Write this, under the lock: one tick more for the running thread, and one less
	 * of its time slice, unless it is the idle thread. When that comes to 0 it goes to
	 * the end of the queue (requeue_task), and if it is not alone, resched_curr().
	 */
#endif
}

void yield(void)
{
#ifdef SOLUTION
	unsigned long flags;
	struct rq *rq = task_rq_lock(current, &flags);

	requeue_task(rq, current);
	task_rq_unlock(rq, flags);
	schedule();
#else
	/* Write this: to the end of the queue (task_rq_lock, requeue_task), and schedule(). */
#endif
}

bool try_to_wake_up(struct task_struct *p, unsigned int states)
{
#ifdef SOLUTION
	unsigned long flags;
	struct rq *rq;
	bool sleeps;

	/* What the caller did before, the condition, is seen before the state is looked at. */
	smp_mb();
	rq = task_rq_lock(p, &flags);
	sleeps = p->__state & states;
	if (sleeps) {
		p->__state = TASK_RUNNING;
		/* Still on the queue: it has not come to schedule() yet, and now it will not sleep there. */
		if (!p->on_rq)
			enqueue_task(rq, p);
		if (rq->curr == rq->idle)
			resched_curr(rq);
	}
	task_rq_unlock(rq, flags);
	return sleeps;
#else
	/*
	 * Write this: smp_mb(); under task_rq_lock(): if its state is one of @states it is
	 * TASK_RUNNING now; if it is not on the queue (it may be: it has not come to
	 * schedule() yet), onto it; an idle CPU has to be told (resched_curr).
	 */
	(void)p;
	(void)states;
	return false;
#endif
}

bool wake_up_process(struct task_struct *p)
{
	return try_to_wake_up(p, TASK_NORMAL);
}

void wake_up_new_task(struct task_struct *p)
{
#ifdef SOLUTION
	unsigned long flags;
	struct rq *rq;

	set_task_cpu(p, select_task_rq(p));
	rq = task_rq_lock(p, &flags);
	enqueue_task(rq, p);
	if (rq->curr == rq->idle)
		resched_curr(rq);
	task_rq_unlock(rq, flags);
#else
	/* Write this: select_task_rq() says which CPU; there onto the queue, and an idle CPU is told. */
	(void)p;
#endif
}

void __noreturn do_task_dead(void)
{
#ifdef SOLUTION
	/* From here on nobody but the scheduler looks at it. */
	preempt_disable();
	__set_current_state(TASK_DEAD);
	__schedule(false);
	panic("a dead thread goes on: %s/%d", current->comm, current->pid);
#else
	/* Write this: with preemption disabled the state is TASK_DEAD, and __schedule() does not come back. */
	panic("do_task_dead() is not written yet (stages/07-threads/sched.c)");
#endif
}
