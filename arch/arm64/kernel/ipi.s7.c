// SPDX-License-Identifier: MIT
/*
 * Messages between CPUs are software-generated interrupts of the GIC, one number
 * for each kind. Linux: arch/arm64/kernel/smp.c (set_smp_ipi_range, ipi_handler,
 * smp_send_stop).
 */
#include <asm/arch_gicv3.h>
#include <asm/smp.h>
#include <linux/clockchips.h>
#include <linux/delay.h>
#include <linux/irq.h>
#include <linux/irqchip/arm-gic-v3.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/timer.h>

static const char *const names[NR_IPI] = {
	[IPI_RESCHEDULE] = "IPI: reschedule",
	[IPI_CALL_FUNC] = "IPI: call function",
	[IPI_CPU_STOP] = "IPI: stop",
};

static unsigned int ipi_irq_base;
/* How many of each have come; its address is each request's dev_id as well. */
DEFINE_PER_CPU(unsigned long [NR_IPI], ipi_counts);
static struct cpumask stopped;

void cpu_park(void)
{
	local_irq_disable();
	cpumask_set_cpu(smp_processor_id(), &stopped);
	/* Nothing that comes may end the wfi: its CPU interface is off. */
	write_sysreg(0, ICC_IGRPEN1_EL1);
	isb();
	for (;;)
		asm volatile("wfi");
}

static irqreturn_t ipi_handler(unsigned int irq, void *dev_id)
{
	enum ipi_msg_type msg = irq - ipi_irq_base;

	(void)dev_id;
	(*this_cpu_ptr(&ipi_counts))[msg]++;
	handle_IPI(msg);
	return IRQ_HANDLED;
}

static void enable_ipis(void)
{
	for (unsigned int i = 0; ipi_irq_base && i < NR_IPI; i++)
		enable_percpu_irq(ipi_irq_base + i, IRQ_TYPE_NONE);
}

void set_smp_ipi_range(unsigned int ipi_base, unsigned int n)
{
	if (n < NR_IPI)
		return;
	for (unsigned int i = 0; i < NR_IPI; i++)
		if (request_percpu_irq(ipi_base + i, ipi_handler, names[i], &ipi_counts))
			panic("no interrupt for \"%s\"", names[i]);
	ipi_irq_base = ipi_base;
	enable_ipis();
}

void smp_cross_call(const struct cpumask *mask, enum ipi_msg_type msg)
{
	if (ipi_irq_base)
		ipi_send_mask(ipi_irq_base + msg, mask);
}

void notify_cpu_starting(void)
{
	unsigned int cpu = smp_processor_id();

	if (gic_starting_cpu(cpu))
		panic("CPU%u has no redistributor", cpu);
	enable_ipis();
	init_timers();
	arch_timer_starting_cpu();
}

void smp_send_stop(void)
{
	unsigned int me = raw_smp_processor_id();
	struct cpumask others = *cpu_online_mask;

	cpumask_clear_cpu(me, &others);
	if (cpumask_empty(&others))
		return;
	smp_cross_call(&others, IPI_CPU_STOP);
	/* Who has interrupts masked for long does not hear it; the panic is more important. */
	for (int i = 0; i < 1000 && cpumask_weight(&stopped) < cpumask_weight(&others); i++)
		udelay(10);
}
