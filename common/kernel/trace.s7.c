// SPDX-License-Identifier: MIT
/*
 * trace.c: events of the scheduler, in a ring for each CPU (linux/trace.h).
 *
 * An entry is written before it is counted, by its own CPU with interrupts masked,
 * so that whoever finds the machine standing still finds whole entries. Nothing
 * here takes a lock: it is called with any lock held.
 */
#include <asm/barrier.h>
#include <asm/sysreg.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/trace.h>

#ifdef CONFIG_PICTURE
struct trace_ring trace_rings[NR_CPUS];

void trace_init(void)
{
	for (unsigned int cpu = 0; cpu < NR_CPUS; cpu++) {
		trace_rings[cpu].capacity = TRACE_CAPACITY;
		trace_rings[cpu].entry_size = sizeof(struct trace_entry);
		WRITE_ONCE(trace_rings[cpu].magic, TRACE_MAGIC);
	}
}

static void trace(enum trace_type type, int pid, const char *name, u64 arg)
{
	struct trace_entry *entry;
	struct trace_ring *ring;
	unsigned long flags;
	unsigned int cpu;

	local_irq_save(flags);
	cpu = raw_smp_processor_id() % NR_CPUS;
	ring = &trace_rings[cpu];
	entry = &ring->entries[ring->count % TRACE_CAPACITY];
	entry->time = read_sysreg(cntvct_el0);
	entry->type = type;
	entry->cpu = cpu;
	entry->pid = pid;
	entry->arg = arg;
	for (int i = 0; i < TRACE_NAME_LEN; i++) {
		entry->name[i] = name ? *name : 0;
		if (name && *name)
			name++;
	}
	WRITE_ONCE(ring->count, ring->count + 1);
	local_irq_restore(flags);
}

void trace_task(enum trace_type type, const struct task_struct *p, u64 arg)
{
	trace(type, p->pid, p->comm, arg);
}

void trace_name(enum trace_type type, const char *name, u64 arg)
{
	trace(type, 0, name, arg);
}
#endif
