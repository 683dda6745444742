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
#ifdef SOLUTION
	int err;

	prepare_secondary(idle);
	err = psci_cpu_on(cpu_logical_map(cpu), __pa_symbol(secondary_entry));
	if (err)
		return err;
	/* A second is for ever: what has not come by then does not come. */
	return wait_for_completion_timeout(&cpu_running, HZ) ? 0 : -EIO;
#else
	/*
	 * Write this: prepare_secondary(); psci_cpu_on() by the machine's number of the CPU,
	 * at the physical address of secondary_entry; wait for cpu_running, a second at
	 * most (-EIO).
	 */
	(void)cpu;
	(void)idle;
	pr_err("__cpu_up() is not written yet (stages/07-threads/smp.c)\n");
	return -ENOSYS;
#endif
}

/*
 * From secondary_entry: EL1, MMU and caches on, interrupts masked, on the idle
 * thread's stack, which is `current`; TTBR0 still has the identity map.
 */
void __noreturn __no_stack_protector secondary_start_kernel(void)
{
#ifdef SOLUTION
	unsigned int cpu = smp_processor_id();

	/* Before anything of this CPU's own is touched. */
	set_my_cpu_offset(per_cpu_offset(cpu));
	cpu_set_reserved_ttbr0();
	notify_cpu_starting();
	pr_info("CPU%u: Booted secondary processor 0x%010llx\n", cpu, cpu_logical_map(cpu));
	set_cpu_online(cpu);
	complete(&cpu_running);
	local_irq_enable();
	cpu_startup_entry();
#else
	/*
	 * Write this: this CPU's variables (set_my_cpu_offset); the identity map goes;
	 * notify_cpu_starting(), its interrupts and clock; a line that says so; online;
	 * cpu_running; interrupts on; and it is idle: cpu_startup_entry().
	 */
	panic("secondary_start_kernel() is not written yet (stages/07-threads/smp.c)");
#endif
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
#ifdef SOLUTION
	struct call_single_data csd = { .func = func, .info = info, .wait = wait };
	struct cpumask mask = {};
	unsigned long flags;
	struct call_queue *q;

	preempt_disable();
	if (cpu == (unsigned int)smp_processor_id()) {
		local_irq_save(flags);
		func(info);
		local_irq_restore(flags);
		preempt_enable();
		return 0;
	}
	if (cpu >= NR_CPUS || !cpu_online(cpu)) {
		preempt_enable();
		return -ENXIO;
	}
	q = queue_of(cpu);
	spin_lock_irqsave(&q->lock, flags);
	list_add_tail(&csd.list, &q->list);
	spin_unlock_irqrestore(&q->lock, flags);
	cpumask_set_cpu(cpu, &mask);
	smp_cross_call(&mask, IPI_CALL_FUNC);
	/* It is on our stack, so not even a call that we need not wait for may be left behind. */
	while (!smp_load_acquire(&csd.done))
		cpu_relax();
	preempt_enable();
	return 0;
#else
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
#endif
}

/* What others want of this CPU. In the interrupt. */
static __maybe_unused void call_function_interrupt(void)
{
#ifdef SOLUTION
	struct call_queue *q = this_cpu_ptr(&call_queue);

	spin_lock(&q->lock);
	while (!list_empty(&q->list)) {
		struct call_single_data *csd = list_first_entry(&q->list, struct call_single_data, list);
		smp_call_func_t func = csd->func;
		void *info = csd->info;
		bool wait = csd->wait;

		list_del(&csd->list);
		spin_unlock(&q->lock);
		if (!wait)
			smp_store_release(&csd->done, true);
		func(info);
		if (wait)
			smp_store_release(&csd->done, true);
		spin_lock(&q->lock);
	}
	spin_unlock(&q->lock);
#else
	/*
	 * Write this: take the calls off this CPU's queue, one after the other, and call
	 * them, without the lock. A call is done behind its function if somebody waits for
	 * that, and before it otherwise; then it must not be touched any more.
	 */
#endif
}

void on_each_cpu(smp_call_func_t func, void *info, bool wait)
{
	unsigned int cpu;

	for_each_online_cpu(cpu)
		smp_call_function_single(cpu, func, info, wait);
}

void handle_IPI(enum ipi_msg_type msg)
{
#ifdef SOLUTION
	switch (msg) {
	case IPI_RESCHEDULE:
		/* need_resched is looked at when the interrupt ends. */
		break;
	case IPI_CALL_FUNC:
		call_function_interrupt();
		break;
	case IPI_CPU_STOP:
		cpu_park();
	case NR_IPI:
		break;
	}
#else
	/*
	 * Write this: IPI_RESCHEDULE needs nothing, the end of the interrupt does it;
	 * IPI_CALL_FUNC: call_function_interrupt(); IPI_CPU_STOP: cpu_park().
	 */
	(void)msg;
#endif
}
