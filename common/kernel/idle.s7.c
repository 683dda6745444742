// SPDX-License-Identifier: MIT
/* What a CPU does that has nothing to do. Linux: kernel/sched/idle.c. */
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sched/runqueue.h>
#include <linux/smp.h>

void idle_mask_set(unsigned int cpu, bool idle);

/* Until there is something to do, sleep; only in a tick's or an IPI's interrupt does this CPU learn of it. */
static void do_idle(unsigned int cpu)
{
	idle_mask_set(cpu, true);
	smp_mb();
	while (!need_resched()) {
		local_irq_disable();
		/* Looked at once more: what comes from here on wakes the wfi below. */
		if (need_resched()) {
			local_irq_enable();
			break;
		}
		arch_cpu_idle();
		local_irq_enable();
	}
	idle_mask_set(cpu, false);
	schedule_preempt_disabled();
}

void __noreturn cpu_startup_entry(void)
{
	unsigned int cpu = smp_processor_id();
	struct rq *rq = cpu_rq(cpu);

	if (rq->nr_running && !rq->nr_switches)
		panic("CPU%u: %u threads could run, and schedule() has switched to none of them (stages/07-threads/sched.c)",
		      cpu, rq->nr_running);
	for (;;)
		do_idle(cpu);
}
