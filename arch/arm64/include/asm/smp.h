/* SPDX-License-Identifier: MIT */
/* Which CPU this is; and what a CPU needs to come up (stage 7). Linux: asm/smp.h, asm/cpu_ops.h. */
#ifndef _ASM_SMP_H
#define _ASM_SMP_H

#include <asm/sysreg.h>

#if CONFIG_STAGE >= 7
#include <linux/cpumask.h>
#include <linux/thread_info.h>

/* The kernel's own number: 0 is the boot CPU, the others follow in the tree's order. */
static inline int raw_smp_processor_id(void)
{
	return READ_ONCE(current_thread_info()->cpu);
}

/* The machine's numbers (MPIDR_EL1) by the kernel's. */
extern u64 __cpu_logical_map[NR_CPUS];
#define cpu_logical_map(cpu)	(__cpu_logical_map[cpu])

/*
 * What a CPU finds when it comes up: written by who starts it, read by
 * secondary_entry (arch/arm64/kernel/secondary.s7.S) before it has an MMU.
 */
struct secondary_data {
	unsigned long stack;		/* the high end */
	struct task_struct *task;	/* its idle thread */
	u64 sctlr, tcr, mair, cpacr;	/* as on the boot CPU */
	u64 ttbr1, idmap;		/* physical */
	u64 vbar;
};
extern struct secondary_data secondary_data;

/** secondary_entry() - the first instructions of a CPU other than the first: its physical address is for psci_cpu_on() */
void secondary_entry(void);

/** secondary_start_kernel() - the first C of such a CPU: stages/07-threads/smp.c. Does not return. */
void __noreturn secondary_start_kernel(void);

/**
 * __cpu_up() - start @cpu with the idle thread @idle
 *
 * By smp_init(), in PID 1. Return: 0 when it is online, or an error:
 * stages/07-threads/smp.c.
 */
int __cpu_up(unsigned int cpu, struct task_struct *idle);

/** prepare_secondary() - fill in secondary_data, and bring it to where an MMU that is off reads */
void prepare_secondary(struct task_struct *idle);

/** notify_cpu_starting() - interrupt controller and clock of a CPU that comes up; by it, masked */
void notify_cpu_starting(void);

/* Messages from CPU to CPU: SGIs of these numbers. */
enum ipi_msg_type {
	IPI_RESCHEDULE,
	IPI_CALL_FUNC,
	IPI_CPU_STOP,
	NR_IPI,
};

/** smp_cross_call() - send @msg to every CPU in @mask; given */
void smp_cross_call(const struct cpumask *mask, enum ipi_msg_type msg);

/** cpu_park() - this CPU does nothing any more, with interrupts masked */
void __noreturn cpu_park(void);

/** handle_IPI() - a message has come: in its interrupt, masked; stages/07-threads/smp.c */
void handle_IPI(enum ipi_msg_type msg);

#else
/* QEMU's "virt" numbers its first 16 CPUs in MPIDR_EL1.Aff0, and its tree lists them so. */
static inline int raw_smp_processor_id(void)
{
	return read_sysreg(mpidr_el1) & 0xff;
}
#endif

#endif /* _ASM_SMP_H */
