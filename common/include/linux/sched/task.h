/* SPDX-License-Identifier: MIT */
/*
 * What can be done to a task: stage 7. Included by linux/sched.h. Linux:
 * include/linux/sched.h, sched/task.h, sched/signal.h.
 */
#ifndef _LINUX_SCHED_TASK_H
#define _LINUX_SCHED_TASK_H

static_assert(offsetof(struct task_struct, thread_info) == THREAD_INFO_OFFSET);

/* States: what has to happen before it runs again. */
#define TASK_RUNNING		0x00	/* it runs, or waits for a CPU */
#define TASK_INTERRUPTIBLE	0x01	/* sleeps; a signal may wake it as well */
#define TASK_UNINTERRUPTIBLE	0x02	/* sleeps */
#define TASK_DEAD		0x80	/* has called do_exit(), and never runs again */
#define TASK_NORMAL		(TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)

#define PF_IDLE			0x00000002	/* a CPU's idle thread */
#define PF_EXITING		0x00000004
#define PF_KTHREAD		0x00200000	/* the kernel's own: no user memory */

/*
 * Say that the running thread is about to sleep. What it waits for is looked at
 * *behind* this, and the barrier keeps it there: who makes the condition true and
 * then looks at the state cannot miss both.
 */
#define __set_current_state(state)	WRITE_ONCE(current->__state, state)
#define set_current_state(state)	do { WRITE_ONCE(current->__state, state); smp_mb(); } while (0)

static inline void set_tsk_need_resched(struct task_struct *p)
{
	set_bit(TIF_NEED_RESCHED, &p->thread_info.flags);
}

static inline void clear_tsk_need_resched(struct task_struct *p)
{
	clear_bit(TIF_NEED_RESCHED, &p->thread_info.flags);
}

static inline bool test_tsk_need_resched(const struct task_struct *p)
{
	return READ_ONCE(p->thread_info.flags) & (1UL << TIF_NEED_RESCHED);
}

static inline unsigned int task_cpu(const struct task_struct *p)
{
	return READ_ONCE(p->thread_info.cpu);
}

static inline bool is_idle_task(const struct task_struct *p)
{
	return p->flags & PF_IDLE;
}

/* What a new thread is to be. */
struct kernel_clone_args {
	u64 flags;
	int (*fn)(void *arg);		/* a kernel thread: what it runs; NULL: like the caller, in user mode */
	void *fn_arg;
	unsigned long stack;		/* of user mode; 0: the caller's */
	const char *name;		/* NULL: the caller's */
	bool idle;			/* for a CPU that has nothing to do: no PID */
};

/* Given: common/kernel/fork.s7.c. */

/** fork_init() - what copy_process() needs; by start_kernel() behind mm_init() */
void fork_init(void);

/**
 * copy_process() - a new task like the running one, that does not run yet
 *
 * May sleep. Return: the task, with one reference for the list of tasks and one
 * for the scheduler; or an error of the size of a pointer: IS_ERR().
 */
struct task_struct *copy_process(const struct kernel_clone_args *args);

/** kernel_clone() - the same, and let it run; its PID, or an error */
int kernel_clone(const struct kernel_clone_args *args);

/** fork_idle() - the idle thread of @cpu; by smp_init() */
struct task_struct *fork_idle(unsigned int cpu);

/** find_task_by_pid() - the task, without a reference: for one that is known to live; or NULL */
struct task_struct *find_task_by_pid(int pid);

static inline void get_task_struct(struct task_struct *p)
{
	atomic_inc(&p->usage);
}

/** put_task_struct() - one user less; the last one's leaving frees task and stack. From any context. */
void put_task_struct(struct task_struct *p);

/** nr_tasks() - tasks that there are, without idle threads */
unsigned int nr_tasks(void);

/** do_exit() - the end of the running thread, from a context that may sleep */
void __noreturn do_exit(long code);

/* Weak until stage 8 has processes: in the new task's maker, and in the ending task itself. */
int copy_mm(u64 flags, struct task_struct *p);
void exit_mm(struct task_struct *p);

/* The machine's part: stages/07-threads/process.c. */

/**
 * copy_thread() - make @p's registers those of a thread that once stopped
 *
 * Called by copy_process() when @p has a stack. Return: 0 or an error.
 */
int copy_thread(struct task_struct *p, const struct kernel_clone_args *args);

/**
 * __switch_to() - from @prev, the running thread, to @next
 *
 * With interrupts masked. Returns when somebody switches back to @prev, maybe on
 * another CPU. Return: whom that somebody left.
 */
struct task_struct *__switch_to(struct task_struct *prev, struct task_struct *next);

/* The scheduler: stages/07-threads/sched.c. */

/** schedule() - let another thread run; if the state says so, until it is woken. May not be called in_atomic. */
void schedule(void);

/** schedule_preempt_disabled() - the same by a caller that has preemption disabled once, and keeps it */
void schedule_preempt_disabled(void);

/** yield() - let all others that wait for this CPU run first */
void yield(void);

/** try_to_wake_up() - make @p runnable if its state is one of @states; whether that was so */
bool try_to_wake_up(struct task_struct *p, unsigned int states);

/** wake_up_process() - the same from any sleep. From any context. */
bool wake_up_process(struct task_struct *p);

/** wake_up_new_task() - let @p run for the first time */
void wake_up_new_task(struct task_struct *p);

/** schedule_tail() - the first thing that a new thread does; @prev: whom the CPU has left. By ret_from_fork. */
void schedule_tail(struct task_struct *prev);

/** preempt_schedule_irq() - at the end of an interrupt that came where preemption is enabled; masked */
void preempt_schedule_irq(void);

/** scheduler_tick() - a tick of this CPU: by update_process_times(), in the timer's interrupt */
void scheduler_tick(void);

/* Given: common/kernel/sched_core.s7.c and its neighbours. */

/** sched_init() - run queues, and the boot thread as this CPU's running one; by start_kernel() */
void sched_init(void);

/**
 * set_cpus_allowed_ptr() - where @p may run from now on
 *
 * The running thread moves at once; another one is moved if it waits for a CPU.
 * May sleep. Return: 0, or -EINVAL if no active CPU is in @mask.
 */
int set_cpus_allowed_ptr(struct task_struct *p, const struct cpumask *mask);

/** cpu_startup_entry() - this thread becomes the CPU's idle thread. Does not return. */
void __noreturn cpu_startup_entry(void);

#define MAX_SCHEDULE_TIMEOUT	((long)(~0UL >> 1))

/**
 * schedule_timeout() - sleep as the state says, but @timeout ticks at most
 *
 * Return: the ticks that were left; 0: the time was over.
 */
long schedule_timeout(long timeout);
long schedule_timeout_uninterruptible(long timeout);

/** msleep() - sleep @ms milliseconds or a little more */
void msleep(unsigned int ms);

#endif /* _LINUX_SCHED_TASK_H */
