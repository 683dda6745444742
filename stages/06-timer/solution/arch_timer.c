// SPDX-License-Identifier: MIT
/*
 * arch_timer.c: the timer that every 64-bit Arm CPU has.
 *
 * One counter for all CPUs, and at each CPU a comparator that raises a private
 * interrupt when the counter reaches it. The kernel uses the virtual one: the
 * physical one is a hypervisor's. Arm ARM D11. Linux:
 * drivers/clocksource/arm_arch_timer.c.
 */
#include <asm/barrier.h>
#include <asm/sysreg.h>
#include <linux/clockchips.h>
#include <linux/clocksource.h>
#include <linux/errno.h>
#include <linux/irq.h>
#include <linux/of.h>
#include <linux/percpu.h>
#include <linux/printk.h>

#define ARCH_TIMER_VIRT_PPI	2	/* its place in `interrupts`: secure, physical, virtual, hypervisor */

/* CNTV_CTL_EL0 (Arm ARM D17.11.21). */
#define CTL_ENABLE		1
#define CTL_IMASK		2
#define CTL_ISTATUS		4

static DEFINE_PER_CPU(struct clock_event_device, arch_timer_evt);
static u32 arch_timer_rate;
static unsigned int arch_timer_irq;

static u64 arch_counter_read(struct clocksource *cs)
{
	(void)cs;
#ifdef SOLUTION
	/* Or the CPU reads it before what stands in front. */
	isb();
	return read_sysreg(cntvct_el0);
#else
	/* Write this: CNTVCT_EL0, not earlier than what stands in front (isb). */
	return 0;
#endif
}

static struct clocksource arch_counter = {
	.name = "arch_sys_counter",
	.rating = 400,
	.read = arch_counter_read,
	.mask = CLOCKSOURCE_MASK(56),	/* at least; Arm ARM D11.1.2 */
};

static int arch_timer_set_next_event(unsigned long cycles, struct clock_event_device *dev)
{
	(void)dev;
#ifdef SOLUTION
	write_sysreg(arch_counter_read(NULL) + cycles, cntv_cval_el0);
	write_sysreg(CTL_ENABLE, cntv_ctl_el0);
	isb();
	return 0;
#else
	/* Write this: CNTV_CVAL_EL0 = the counter + cycles; then CNTV_CTL_EL0: on, and not masked. */
	(void)cycles;
	return -ENOSYS;
#endif
}

static void arch_timer_shutdown(struct clock_event_device *dev)
{
	(void)dev;
	write_sysreg(0, cntv_ctl_el0);
	isb();
}

static irqreturn_t arch_timer_handler(unsigned int irq, void *dev_id)
{
#ifdef SOLUTION
	struct clock_event_device *evt = dev_id;
	unsigned long ctl = read_sysreg(cntv_ctl_el0);

	(void)irq;
	if (!(ctl & CTL_ISTATUS))
		return IRQ_NONE;
	/* The line is up until the comparator is set anew, or masked. */
	write_sysreg(ctl | CTL_IMASK, cntv_ctl_el0);
	isb();
	evt->event_handler(evt);
	return IRQ_HANDLED;
#else
	/*
	 * Write this: not ours unless CNTV_CTL_EL0.ISTATUS is set. Mask it (IMASK), or the
	 * line stays up; then the event_handler of the device that dev_id is.
	 */
	(void)irq;
	(void)dev_id;
	return IRQ_NONE;
#endif
}

void arch_timer_starting_cpu(void)
{
	struct clock_event_device *evt = this_cpu_ptr(&arch_timer_evt);

	arch_timer_shutdown(evt);
	evt->name = "arch_sys_timer";
	evt->set_next_event = arch_timer_set_next_event;
	evt->shutdown = arch_timer_shutdown;
	clockevents_config_and_register(evt, arch_timer_rate, 0xf, 0x7fffffff);
	enable_percpu_irq(arch_timer_irq, IRQ_TYPE_NONE);
}

static int arch_timer_of_init(struct device_node *np, struct device_node *parent)
{
#ifdef SOLUTION
	int err;

	(void)parent;
	arch_timer_irq = irq_of_parse_and_map(np, ARCH_TIMER_VIRT_PPI);
	/* Firmware has filled it in. */
	arch_timer_rate = read_sysreg(cntfrq_el0);
	if (!arch_timer_irq || !arch_timer_rate)
		return -EINVAL;
	pr_info("arch_timer: %u Hz, virtual timer, irq %u\n", arch_timer_rate, arch_timer_irq);
	clocksource_register_hz(&arch_counter, arch_timer_rate);
	err = request_percpu_irq(arch_timer_irq, arch_timer_handler, "arch_timer", &arch_timer_evt);
	if (err)
		return err;
	arch_timer_starting_cpu();
	return 0;
#else
	/*
	 * Write this: the virtual timer's interrupt (arch_timer_irq); the rate is in
	 * CNTFRQ_EL0; -EINVAL without one of the two. Register the clock source, request
	 * the interrupt for all CPUs (request_percpu_irq(), arch_timer_evt), set up this one.
	 */
	(void)np;
	(void)parent;
	(void)arch_counter;
	(void)arch_timer_handler;
	return -ENOSYS;
#endif
}
TIMER_OF_DECLARE(armv8_arch_timer, "arm,armv8-timer", arch_timer_of_init);
