// SPDX-License-Identifier: MIT
/*
 * Tasks come and go: their structs, stacks and numbers. How a new one gets the
 * registers to begin with is the machine's business (copy_thread), when it runs
 * the scheduler's. Linux: kernel/fork.c, kernel/pid.c.
 */
#include <asm/sysreg.h>
#include <linux/err.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/runqueue.h>
#include <linux/sched/stack.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#define PID_MAX		8192
#define RESERVED_PIDS	300	/* behind the last number it goes on here, as in Linux */

static struct kmem_cache *task_cache;

/* Of the list of tasks, which begins at init_task.tasks, and of the numbers. */
static DEFINE_SPINLOCK(tasklist_lock);
static struct task_struct *task_of_pid[PID_MAX];
static int last_pid;
static unsigned int task_count;

void fork_init(void)
{
	/* stp and ldp of the FP registers want 16 bytes. */
	task_cache = kmem_cache_create("task_struct", sizeof(struct task_struct), 16, 0, NULL);
	thread_stack_init();
}

/* Linux: get_random_canary(); the low byte is zero, so that no string copy writes it. */
static unsigned long new_canary(const struct task_struct *p)
{
	u64 mix = (read_sysreg(cntvct_el0) ^ (unsigned long)p) * 0x9e3779b97f4a7c15ULL;

	return (mix ^ mix >> 29 ^ current->stack_canary) & ~0xffUL;
}

static struct task_struct *dup_task_struct(const struct kernel_clone_args *args)
{
	struct task_struct *p = task_cache ? kmem_cache_alloc(task_cache, GFP_KERNEL) : NULL;
	void *stack = p ? alloc_thread_stack() : NULL;

	if (!stack) {
		kmem_cache_free(task_cache, p);
		return NULL;
	}
	*p = *current;
	p->stack = stack;
	p->stack_canary = new_canary(p);
	set_task_stack_end_magic(p);
	atomic_set(&p->usage, 2);
	p->thread_info.flags = 0;
	/* As if it had given the CPU up in schedule(): preemption off there, and the run queue locked. */
	p->thread_info.preempt_count = 2;
	p->__state = TASK_RUNNING;
	p->flags = current->flags & PF_KTHREAD;
	/* The idle thread is bound to its CPU, but not what it makes: PID 1 and PID 2. */
	if (is_idle_task(current))
		p->cpus_mask = *cpu_possible_mask;
	p->on_rq = false;
	p->migrating = false;
	p->ticks = 0;
	p->exit_code = 0;
	p->kthread_should_stop = false;
	p->kthread_result = -EINTR;
	init_completion(&p->kthread_exited);
	INIT_LIST_HEAD(&p->run_list);
	INIT_LIST_HEAD(&p->tasks);
	if (args->name)
		strscpy(p->comm, args->name, TASK_COMM_LEN);
	return p;
}

static void free_task(struct task_struct *p)
{
	free_thread_stack(p->stack);
	kmem_cache_free(task_cache, p);
}

/* A number that nobody has, the next one behind the last; 0 if there is none. With the lock. */
static int take_pid(struct task_struct *p)
{
	for (int i = 0, pid = last_pid; i < PID_MAX; i++) {
		pid = pid + 1 < PID_MAX ? pid + 1 : RESERVED_PIDS;
		if (!task_of_pid[pid]) {
			task_of_pid[pid] = p;
			return last_pid = pid;
		}
	}
	return 0;
}

/* On the list, with a number; false if there is none. */
static bool attach_task(struct task_struct *p)
{
	unsigned long flags;

	spin_lock_irqsave(&tasklist_lock, flags);
	p->pid = take_pid(p);
	if (p->pid) {
		list_add_tail(&p->tasks, &init_task.tasks);
		task_count++;
	}
	spin_unlock_irqrestore(&tasklist_lock, flags);
	return p->pid;
}

static void detach_task(struct task_struct *p)
{
	unsigned long flags;

	spin_lock_irqsave(&tasklist_lock, flags);
	list_del_init(&p->tasks);
	task_of_pid[p->pid] = NULL;
	task_count--;
	spin_unlock_irqrestore(&tasklist_lock, flags);
}

int __weak copy_mm(u64 flags, struct task_struct *p)
{
	(void)flags;
	(void)p;
	return 0;
}

void __weak exit_mm(struct task_struct *p)
{
	(void)p;
}

struct task_struct *copy_process(const struct kernel_clone_args *args)
{
	struct task_struct *p = dup_task_struct(args);
	int err;

	if (!p)
		return ERR_PTR(-ENOMEM);
	p->parent = current;
	err = copy_mm(args->flags, p);
	if (err)
		goto free;
	err = copy_thread(p, args);
	if (!err && !args->idle && !attach_task(p))
		err = -EAGAIN;
	if (!err)
		return p;
	exit_mm(p);
free:
	free_task(p);
	return ERR_PTR(err);
}

int kernel_clone(const struct kernel_clone_args *args)
{
	struct task_struct *p = copy_process(args);
	int pid;

	if (IS_ERR(p))
		return PTR_ERR(p);
	/* When it runs it may be over before we look again. */
	pid = p->pid;
	wake_up_new_task(p);
	return pid;
}

struct task_struct *fork_idle(unsigned int cpu)
{
	const struct kernel_clone_args args = { .idle = true, .name = "swapper" };
	struct task_struct *p = copy_process(&args);

	if (IS_ERR(p))
		return p;
	p->pid = 0;
	snprintf(p->comm, TASK_COMM_LEN, "swapper/%u", cpu);
	init_idle(p, cpu);
	return p;
}

void put_task_struct(struct task_struct *p)
{
	if (atomic_dec_and_test(&p->usage))
		free_task(p);
}

struct task_struct *find_task_by_pid(int pid)
{
	return pid > 0 && pid < PID_MAX ? READ_ONCE(task_of_pid[pid]) : NULL;
}

unsigned int nr_tasks(void)
{
	return READ_ONCE(task_count);
}

void __noreturn do_exit(long code)
{
	struct task_struct *p = current;

	if (in_irq())
		panic("Aiee, killing interrupt handler!");
	if (p->pid <= 1)
		panic("Attempted to kill %s! exitcode=0x%08lx", p->pid ? "init" : "the idle task", code);
	p->flags |= PF_EXITING;
	p->exit_code = code;
	exit_mm(p);
	/* Nobody asks how a thread of the kernel ended, so its number is free again at once. */
	detach_task(p);
	complete_all(&p->kthread_exited);
	put_task_struct(p);
	do_task_dead();
}
