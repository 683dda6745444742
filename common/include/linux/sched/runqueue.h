/* SPDX-License-Identifier: MIT */
/*
 * The run queues: who waits for which CPU. For the scheduler alone (stage 7,
 * stages/07-threads/sched.c and common/kernel/sched_core.s7.c). Linux:
 * kernel/sched/sched.h.
 */
#ifndef _LINUX_SCHED_RUNQUEUE_H
#define _LINUX_SCHED_RUNQUEUE_H

#include <asm/param.h>
#include <linux/percpu.h>
#include <linux/sched.h>

/* Ticks that a thread may run while others wait: 20 ms. */
#define TIME_SLICE	(HZ / 50)

/*
 * One for each CPU. The queue holds all that can run, in the order in which they
 * will, and the running one as well; not the idle thread, which runs when the
 * queue is empty. The lock is taken with interrupts masked. Held when a CPU leaves
 * one thread, it is given up by the next one: so nobody else sees a thread that
 * has half gone.
 */
struct rq {
	spinlock_t lock;
	unsigned int cpu;
	unsigned int nr_running;	/* on the queue */
	struct list_head queue;		/* of task_struct.run_list */
	struct task_struct *curr;	/* on the CPU */
	struct task_struct *idle;
	unsigned long nr_switches;
};

DECLARE_PER_CPU(struct rq, runqueues);

#define cpu_rq(cpu)	(&per_cpu(runqueues, cpu))
#define task_rq(p)	cpu_rq(task_cpu(p))
/* With preemption off. */
#define this_rq()	this_cpu_ptr(&runqueues)

/* Given; all of them with the lock of @rq held. */

/** enqueue_task() - @p waits for @rq's CPU, behind all others, with a new time slice */
void enqueue_task(struct rq *rq, struct task_struct *p);

/** dequeue_task() - @p does not wait any more */
void dequeue_task(struct rq *rq, struct task_struct *p);

/** requeue_task() - @p, which runs, goes to the end of the queue, with a new time slice */
void requeue_task(struct rq *rq, struct task_struct *p);

/**
 * pull_task() - take a thread that waits elsewhere, if the queue there is longer by two
 *
 * By pick_next_task() of a CPU that has none. The lock may be given up in between.
 */
void pull_task(struct rq *rq);

/**
 * context_switch() - leave @prev for @next
 *
 * Address space first (from stage 8 on), then registers: __switch_to(). Return: in
 * the thread that goes on, whom it was left for; the lock of that CPU's run queue
 * is held.
 */
struct task_struct *context_switch(struct rq *rq, struct task_struct *prev, struct task_struct *next);

/* Given, without a lock held. */

/** task_rq_lock() - the run queue that @p belongs to, locked; @flags: as for spin_lock_irqsave() */
struct rq *task_rq_lock(struct task_struct *p, unsigned long *flags);
void task_rq_unlock(struct rq *rq, unsigned long flags);

/** select_task_rq() - the CPU for a new thread: of those where it may run the one with the shortest queue */
unsigned int select_task_rq(const struct task_struct *p);

/** set_task_cpu() - @p, which is on no queue, belongs to @cpu now */
void set_task_cpu(struct task_struct *p, unsigned int cpu);

/**
 * finish_lock_switch() - the end of a switch away from @prev: the lock is given up
 *
 * What schedule() locked, on this CPU; interrupts stay masked. If @prev is on its
 * way to another CPU it goes there now, when its registers are saved.
 */
void finish_lock_switch(struct rq *rq, struct task_struct *prev);

/** init_idle() - @p is the idle thread of @cpu */
void init_idle(struct task_struct *p, unsigned int cpu);

/** schedule_bug() - "scheduling while atomic": by schedule(), when preempt_count is not what it should be */
void schedule_bug(void);

/** kick_idle() - a CPU that sleeps and may run @p comes and takes a thread; by enqueue_task() */
void kick_idle(const struct task_struct *p);

/** push_task() - @p, which runs on this CPU and may not any more, leaves the queue; with the lock held */
void push_task(struct rq *rq, struct task_struct *p);

/** do_task_dead() - the last thing a thread does: stages/07-threads/sched.c */
void __noreturn do_task_dead(void);

/** resched_curr() - let @rq's CPU look for another thread soon; with its lock held: stages/07-threads/sched.c */
void resched_curr(struct rq *rq);

/* Weak until stage 8 has address spaces: with the lock held and interrupts masked. */
void context_switch_mm(struct task_struct *prev, struct task_struct *next);

#endif /* _LINUX_SCHED_RUNQUEUE_H */
