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
	/*
	 * Write this: need_resched for the one that runs there; and if that is another
	 * CPU, an IPI, or it would not look.
	 */
	(void)rq;
}

/* Who runs next: the first on the queue. A CPU that has none looks what others have; else it is idle. */
static __maybe_unused struct task_struct *pick_next_task(struct rq *rq)
{
	/* Write this: pull_task() if the queue is empty; then its first, or the idle thread. */
	return rq->idle;
}

/*
 * The first thing behind a switch, in the thread that goes on: @prev is the one
 * that this CPU has left. Interrupts are masked, the run queue is locked.
 */
static __maybe_unused void finish_task_switch(struct task_struct *prev)
{
	/*
	 * Write this: finish_lock_switch() gives up the lock of this CPU's run queue. If
	 * prev is dead (look before that), the scheduler's reference to it goes: only now
	 * is nobody on its stack any more.
	 */
	(void)prev;
}

/* @preempt: the thread did not ask for it, so whatever its state says, it does not sleep. */
static __maybe_unused void __schedule(bool preempt)
{
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
}

void schedule(void)
{
	/* Write this: __schedule() with preemption disabled, again as long as need_resched(). */
}

void schedule_preempt_disabled(void)
{
	preempt_enable_no_resched();
	schedule();
	preempt_disable();
}

void preempt_schedule(void)
{
	/* Write this: if the count is 0, interrupts are not masked, and not in_irq(): as schedule(), but preempted. */
}

/* By el1h_64_irq_handler() when an interrupt has been handled; masked, and so it returns. */
void arm64_preempt_schedule_irq(void)
{
	/*
	 * Write this: not inside another interrupt; as long as need_resched() and if the
	 * interrupted thread's preempt_count() is 0: __schedule(), preempted.
	 */
}

void schedule_tail(struct task_struct *prev)
{
	/*
	 * Write this: finish_task_switch(), and what the rest of __schedule() and
	 * schedule() do for a thread that called them: interrupts on, preemption on.
	 */
	(void)prev;
}

void scheduler_tick(void)
{
	/*
	 * Write this, under the lock: one tick more for the running thread, and one less
	 * of its time slice, unless it is the idle thread. When that comes to 0 it goes to
	 * the end of the queue (requeue_task), and if it is not alone, resched_curr().
	 */
}

void yield(void)
{
	/* Write this: to the end of the queue (task_rq_lock, requeue_task), and schedule(). */
}

bool try_to_wake_up(struct task_struct *p, unsigned int states)
{
	/*
	 * Write this: smp_mb(); under task_rq_lock(): if its state is one of @states it is
	 * TASK_RUNNING now; if it is not on the queue (it may be: it has not come to
	 * schedule() yet), onto it; an idle CPU has to be told (resched_curr).
	 */
	(void)p;
	(void)states;
	return false;
}

bool wake_up_process(struct task_struct *p)
{
	return try_to_wake_up(p, TASK_NORMAL);
}

void wake_up_new_task(struct task_struct *p)
{
	/* Write this: select_task_rq() says which CPU; there onto the queue, and an idle CPU is told. */
	(void)p;
}

void __noreturn do_task_dead(void)
{
	/* Write this: with preemption disabled the state is TASK_DEAD, and __schedule() does not come back. */
	panic("do_task_dead() is not written yet (stages/07-threads/sched.c)");
}
