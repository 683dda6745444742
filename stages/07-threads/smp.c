// SPDX-License-Identifier: MIT
/*
 * smp.c: the other CPUs come up, and talk to each other.
 *
 * A CPU that is off is started by firmware (PSCI CPU_ON) at an address of ours; it
 * has nothing but what secondary_data holds. Linux: arch/arm64/kernel/smp.c,
 * kernel/smp.c.
 */
#include <asm/mmu.h>
#include <asm/page.h>
#include <asm/smp.h>
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/psci.h>
#include <linux/sched.h>
#include <linux/smp.h>

static __maybe_unused DECLARE_COMPLETION(cpu_running);

int __cpu_up(unsigned int cpu, struct task_struct *idle)
{
	/*
	 * Write this: prepare_secondary(); psci_cpu_on() by the machine's number of the CPU,
	 * at the physical address of secondary_entry; wait for cpu_running, a second at
	 * most (-EIO).
	 */
	(void)cpu;
	(void)idle;
	pr_err("__cpu_up() is not written yet (stages/07-threads/smp.c)\n");
	return -ENOSYS;
}

/*
 * From secondary_entry: EL1, MMU and caches on, interrupts masked, on the idle
 * thread's stack, which is `current`; TTBR0 still has the identity map.
 */
void __noreturn __no_stack_protector secondary_start_kernel(void)
{
	/*
	 * Write this: this CPU's variables (set_my_cpu_offset); the identity map goes;
	 * notify_cpu_starting(), its interrupts and clock; a line that says so; online;
	 * cpu_running; interrupts on; and it is idle: cpu_startup_entry().
	 */
	panic("secondary_start_kernel() is not written yet (stages/07-threads/smp.c)");
}

void smp_send_reschedule(unsigned int cpu)
{
	struct cpumask mask = {};

	cpumask_set_cpu(cpu, &mask);
	smp_cross_call(&mask, IPI_RESCHEDULE);
}

/* A call for another CPU: on the caller's stack, which waits. */
struct call_single_data {
	struct list_head list;
	smp_call_func_t func;
	void *info;
	bool wait;		/* for the end of func; else only until it has been taken */
	bool done;
};

struct call_queue {
	spinlock_t lock;
	struct list_head list;
};

static DEFINE_PER_CPU(struct call_queue, call_queue);

static __maybe_unused struct call_queue *queue_of(unsigned int cpu)
{
	struct call_queue *q = &per_cpu(call_queue, cpu);

	return q;
}

void call_function_init(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		spin_lock_init(&queue_of(cpu)->lock);
		INIT_LIST_HEAD(&queue_of(cpu)->list);
	}
}

int smp_call_function_single(unsigned int cpu, smp_call_func_t func, void *info, bool wait)
{
	/*
	 * Write this, with preemption off: on this CPU, call it, with interrupts masked. On
	 * another one that is online (else -ENXIO): a call_single_data at the end of that
	 * CPU's queue, under its lock; IPI_CALL_FUNC; wait until it is done, which says
	 * that it is not used any more.
	 */
	(void)cpu;
	(void)func;
	(void)info;
	(void)wait;
	(void)queue_of;
	return -ENXIO;
}

/* What others want of this CPU. In the interrupt. */
static __maybe_unused void call_function_interrupt(void)
{
	/*
	 * Write this: take the calls off this CPU's queue, one after the other, and call
	 * them, without the lock. A call is done behind its function if somebody waits for
	 * that, and before it otherwise; then it must not be touched any more.
	 */
}

void on_each_cpu(smp_call_func_t func, void *info, bool wait)
{
	unsigned int cpu;

	for_each_online_cpu(cpu)
		smp_call_function_single(cpu, func, info, wait);
}

void handle_IPI(enum ipi_msg_type msg)
{
	/*
	 * Write this: IPI_RESCHEDULE needs nothing, the end of the interrupt does it;
	 * IPI_CALL_FUNC: call_function_interrupt(); IPI_CPU_STOP: cpu_park().
	 */
	(void)msg;
}
