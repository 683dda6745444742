// SPDX-License-Identifier: MIT
/*
 * irq-gic-v3.c: the Generic Interrupt Controller.
 *
 * Three parts: the distributor routes interrupts of devices (SPIs, 32 and up) to
 * CPUs, a redistributor at each CPU holds its private ones (SGIs 0 to 15, PPIs
 * 16 to 31), and the CPU interface, system registers, hands them out one at a
 * time. Arm IHI 0069. Linux: drivers/irqchip/irq-gic-v3.c.
 */
#include <asm/arch_gicv3.h>
#include <asm/smp.h>
#include <linux/errno.h>
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/irqchip/arm-gic-v3.h>
#include <linux/kernel.h>
#include <linux/of.h>
#include <linux/percpu.h>
#include <linux/printk.h>

#define NR_IPIS		8		/* SGIs 0 to 7; the others are the secure world's, if there is one */

static struct {
	char *dist;
	char *redists;			/* of all CPUs, one behind the other */
	unsigned int nr_irqs;
	struct irq_domain *domain;
	spinlock_t lock;		/* for registers that several interrupts share and that are read first */
	u64 affinity[NR_CPUS];		/* of each CPU that is up, and GIC_CPU_UP */
} gic = {
	.lock = __SPIN_LOCK_UNLOCKED,
};
#define GIC_CPU_UP	(1UL << 63)

/* This CPU's redistributor: a frame for itself, and GICR_SGI_BASE behind it one for SGIs and PPIs. */
static DEFINE_PER_CPU(char *, gic_redist);

/* Where the registers of an interrupt are: of private ones at this CPU. With interrupts masked. */
static __maybe_unused char *base_of(const struct irq_data *d)
{
	return d->hwirq < GIC_FIRST_SPI ? this_cpu_read(gic_redist) + GICR_SGI_BASE : gic.dist;
}

/* A bit of a register with one bit an interrupt; writing 0 to the others does nothing. */
static __maybe_unused void poke(struct irq_data *d, unsigned int offset)
{
	writel_relaxed(1u << d->hwirq % 32, base_of(d) + offset + d->hwirq / 32 * 4);
}

/* Until a change of enables has reached everybody: @base of the distributor, or of a redistributor. */
static __maybe_unused void wait_for_rwp(const char *base)
{
	u32 bit = base == gic.dist ? GICD_CTLR_RWP : GICR_CTLR_RWP;

	/* GICD_CTLR and GICR_CTLR are both the first register. */
	while (readl_relaxed(base + GICD_CTLR) & bit)
		cpu_relax();
}

static void gic_mask_irq(struct irq_data *d)
{
	/* Write this: the interrupt's bit in ICENABLER, and wait for RWP. SPIs in the distributor, others at the CPU. */
	(void)d;
}

static void gic_unmask_irq(struct irq_data *d)
{
	/* Write this: its bit in ISENABLER. */
	(void)d;
}

static void gic_eoi_irq(struct irq_data *d)
{
	/* Write this: its number to ICC_EOIR1_EL1; with EOImode 0 that ends its priority and deactivates it. */
	(void)d;
}

static int gic_set_type(struct irq_data *d, unsigned int type)
{
	/*
	 * Write this: ICFGR has two bits for each; the upper one is set for an edge. The
	 * GIC knows rising edges and high levels: -EINVAL for all else. SGIs are edges.
	 * Under gic.lock: others are in the same register.
	 */
	(void)d;
	(void)type;
	return -EINVAL;
}

static void gic_retrigger(struct irq_data *d)
{
	/* Write this: its bit in ISPENDR. */
	(void)d;
}

static void gic_ipi_send_mask(struct irq_data *d, const struct cpumask *dest)
{
	/*
	 * Write this: dsb(ishst), so that what was written before is seen by the others;
	 * then ICC_SGI1R() of each CPU in dest that has GIC_CPU_UP in its gic.affinity to
	 * ICC_SGI1R_EL1; isb.
	 */
	(void)d;
	(void)dest;
}

static const struct irq_chip gic_chip = {
	.name = "GICv3",
	.irq_mask = gic_mask_irq,
	.irq_unmask = gic_unmask_irq,
	.irq_eoi = gic_eoi_irq,
	.irq_set_type = gic_set_type,
	.irq_retrigger = gic_retrigger,
	.ipi_send_mask = gic_ipi_send_mask,
};

static int gic_map(struct irq_domain *domain, unsigned int irq, unsigned long hwirq)
{
	(void)domain;
	if (hwirq < GIC_FIRST_SPI) {
		irq_set_chip_and_handler(irq, &gic_chip, handle_percpu_devid_irq, NULL);
		irq_set_percpu_devid(irq);
		return 0;
	}
	/* Level or edge: while one is active the GIC holds the next one back as pending. */
	irq_set_chip_and_handler(irq, &gic_chip, handle_fasteoi_irq, NULL);
	return 0;
}

static int gic_xlate(struct irq_domain *domain, const u32 *cells, int count,
		     unsigned long *hwirq, unsigned int *type)
{
	/*
	 * Write this: three cells: 0 for an SPI and 1 for a PPI, the number within its
	 * kind, and the trigger type in the low four bits. -EINVAL for what there is not.
	 */
	(void)domain;
	(void)cells;
	(void)count;
	(void)hwirq;
	(void)type;
	return -EINVAL;
}

static const struct irq_domain_ops gic_ops = {
	.map = gic_map,
	.xlate = gic_xlate,
};

/* The root handler: by el1h_64_irq_handler(), with interrupts masked. */
static void gic_handle_irq(struct pt_regs *regs)
{
	/*
	 * Write this: ICC_IAR1_EL1 until it says 1020 or more (1023: nothing is there),
	 * isb, generic_handle_domain_irq(). What is nobody's still needs its EOIR, or its
	 * priority blocks everything.
	 */
	(void)regs;
}

/* All SPIs: off, of our priority, to the boot CPU; then the distributor on. */
static void __maybe_unused dist_init(void)
{
	/*
	 * Write this: off; how many from GICD_TYPER; every SPI in group 1, disabled,
	 * inactive, with GIC_PRIORITY, level; then ARE_NS and EnableGrp1A; then IROUTER of each SPI = this
	 * CPU's affinity. Wait for RWP behind changes of CTLR and enables.
	 */
}

/* This CPU's redistributor, by affinity, awake; its private interrupts off. 0, or -ENODEV. */
static int __maybe_unused redist_init(void)
{
	/*
	 * Write this: the frame whose GICR_TYPER[63:32] is this CPU's affinity (bit 4:
	 * the last one; twice the stride with VLPIS) is its gic_redist; clear ProcessorSleep
	 * in GICR_WAKER and wait for ChildrenAsleep; SGIs and PPIs in group 1, disabled,
	 * inactive, GIC_PRIORITY; wait for RWP.
	 */
	(void)gic_redist;
	return 0;
}

static void __maybe_unused cpu_sys_reg_init(void)
{
	/* Write this: ICC_SRE_EL1.SRE, isb; ICC_PMR_EL1 = GIC_PMR_ALL, BPR1 0, EOImode 0, ICC_IGRPEN1_EL1 = 1, isb. */
}

/* What every CPU does for itself, the boot CPU and later the others. Linux: gic_cpu_init(). */
static int gic_cpu_init(unsigned int cpu)
{
	int err = redist_init();

	if (err)
		return err;
	cpu_sys_reg_init();
	WRITE_ONCE(gic.affinity[cpu % NR_CPUS], (read_sysreg(mpidr_el1) & MPIDR_HWID_MASK) | GIC_CPU_UP);
	return 0;
}

int gic_starting_cpu(unsigned int cpu)
{
	return gic_cpu_init(cpu);
}

/* Numbers for the interrupts that CPUs send each other, one behind the other. */
static void gic_smp_init(void)
{
	unsigned int base = irq_create_mapping(gic.domain, 0);

	for (unsigned int i = 1; base && i < NR_IPIS; i++)
		if (irq_create_mapping(gic.domain, i) != base + i)
			base = 0;
	if (base)
		set_smp_ipi_range(base, NR_IPIS);
}

static int gic_of_init(struct device_node *np, struct device_node *parent)
{
	(void)parent;
	gic.dist = of_io_request_and_map(np, 0, "GICD");
	gic.redists = of_io_request_and_map(np, 1, "GICR");
	if (!gic.dist || !gic.redists)
		return -ENOMEM;
	dist_init();
	gic.domain = irq_domain_add_linear(np, gic.nr_irqs ? gic.nr_irqs : GIC_FIRST_SPI, &gic_ops, NULL);
	if (!gic.domain)
		return -ENOMEM;
	if (gic_cpu_init(raw_smp_processor_id()))
		return -ENODEV;
	set_handle_irq(gic_handle_irq);
	gic_smp_init();
	pr_info("GICv3: %u SPIs implemented\n", gic.nr_irqs ? gic.nr_irqs - GIC_FIRST_SPI : 0);
	return 0;
}
IRQCHIP_DECLARE(gic_v3, "arm,gic-v3", gic_of_init);
