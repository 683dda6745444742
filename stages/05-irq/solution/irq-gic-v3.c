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
#include <linux/errno.h>
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/of.h>
#include <linux/printk.h>

static struct {
	char *dist;
	char *redist;			/* of the boot CPU: the frame of SGIs and PPIs follows */
	unsigned int nr_irqs;
	struct irq_domain *domain;
} gic;

#ifdef SOLUTION
/* Where the registers of an interrupt are: of private ones at the CPU. */
static char *base_of(const struct irq_data *d)
{
	return d->hwirq < GIC_FIRST_SPI ? gic.redist + GICR_SGI_BASE : gic.dist;
}

/* A bit of a register with one bit an interrupt; writing 0 to the others does nothing. */
static void poke(struct irq_data *d, unsigned int offset)
{
	writel_relaxed(1u << d->hwirq % 32, base_of(d) + offset + d->hwirq / 32 * 4);
}

/* Until a change of enables has reached everybody. */
static void wait_for_rwp(const struct irq_data *d)
{
	bool private = d && d->hwirq < GIC_FIRST_SPI;

	while (private ? readl_relaxed(gic.redist + GICR_CTLR) & GICR_CTLR_RWP :
			 readl_relaxed(gic.dist + GICD_CTLR) & GICD_CTLR_RWP)
		cpu_relax();
}
#endif

static void gic_mask_irq(struct irq_data *d)
{
#ifdef SOLUTION
	poke(d, GICD_ICENABLER);
	wait_for_rwp(d);
#else
	/* Write this: the interrupt's bit in ICENABLER, and wait for RWP. SPIs in the distributor, others at the CPU. */
	(void)d;
#endif
}

static void gic_unmask_irq(struct irq_data *d)
{
#ifdef SOLUTION
	poke(d, GICD_ISENABLER);
#else
	/* Write this: its bit in ISENABLER. */
	(void)d;
#endif
}

static void gic_eoi_irq(struct irq_data *d)
{
#ifdef SOLUTION
	write_sysreg(d->hwirq, ICC_EOIR1_EL1);
	isb();
#else
	/* Write this: its number to ICC_EOIR1_EL1; with EOImode 0 that ends its priority and deactivates it. */
	(void)d;
#endif
}

static int gic_set_type(struct irq_data *d, unsigned int type)
{
#ifdef SOLUTION
	char *reg = base_of(d) + GICD_ICFGR + d->hwirq / 16 * 4;
	u32 bit = 2u << d->hwirq % 16 * 2, value;

	if (d->hwirq < GIC_FIRST_PPI)
		return type == IRQ_TYPE_EDGE_RISING ? 0 : -EINVAL;
	if (type != IRQ_TYPE_LEVEL_HIGH && type != IRQ_TYPE_EDGE_RISING)
		return -EINVAL;
	value = readl_relaxed(reg) & ~bit;
	writel_relaxed(type == IRQ_TYPE_EDGE_RISING ? value | bit : value, reg);
	return 0;
#else
	/*
	 * Write this: ICFGR has two bits for each; the upper one is set for an edge. The
	 * GIC knows rising edges and high levels: -EINVAL for all else. SGIs are edges.
	 */
	(void)d;
	(void)type;
	return -EINVAL;
#endif
}

static void gic_retrigger(struct irq_data *d)
{
#ifdef SOLUTION
	poke(d, GICD_ISPENDR);
#else
	/* Write this: its bit in ISPENDR. */
	(void)d;
#endif
}

static const struct irq_chip gic_chip = {
	.name = "GICv3",
	.irq_mask = gic_mask_irq,
	.irq_unmask = gic_unmask_irq,
	.irq_eoi = gic_eoi_irq,
	.irq_set_type = gic_set_type,
	.irq_retrigger = gic_retrigger,
};

static int gic_map(struct irq_domain *domain, unsigned int irq, unsigned long hwirq)
{
	(void)domain;
	(void)hwirq;
	/* Level or edge: while one is active the GIC holds the next one back as pending. */
	irq_set_chip_and_handler(irq, &gic_chip, handle_fasteoi_irq, NULL);
	return 0;
}

static int gic_xlate(struct irq_domain *domain, const u32 *cells, int count,
		     unsigned long *hwirq, unsigned int *type)
{
#ifdef SOLUTION
	if (count < 3 || cells[0] > 1 ||
	    cells[1] >= (cells[0] ? GIC_FIRST_SPI - GIC_FIRST_PPI : domain->size - GIC_FIRST_SPI))
		return -EINVAL;
	*hwirq = cells[1] + (cells[0] ? GIC_FIRST_PPI : GIC_FIRST_SPI);
	*type = cells[2] & IRQ_TYPE_SENSE_MASK;
	return 0;
#else
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
#endif
}

static const struct irq_domain_ops gic_ops = {
	.map = gic_map,
	.xlate = gic_xlate,
};

/* The root handler: by el1h_64_irq_handler(), with interrupts masked. */
static void gic_handle_irq(struct pt_regs *regs)
{
#ifdef SOLUTION
	(void)regs;
	for (;;) {
		u32 hwirq = read_sysreg(ICC_IAR1_EL1) & 0xffffff;

		if (hwirq >= GIC_FIRST_SPECIAL)
			return;
		/* The acknowledge has to be seen before the handler asks the device. */
		isb();
		if (generic_handle_domain_irq(gic.domain, hwirq)) {
			pr_err("GICv3: unexpected interrupt %u\n", hwirq);
			write_sysreg(hwirq, ICC_EOIR1_EL1);
			isb();
		}
	}
#else
	/*
	 * Write this: ICC_IAR1_EL1 until it says 1020 or more (1023: nothing is there),
	 * isb, generic_handle_domain_irq(). What is nobody's still needs its EOIR, or its
	 * priority blocks everything.
	 */
	(void)regs;
#endif
}

/* All SPIs: off, of our priority, to the boot CPU; then the distributor on. */
static void __maybe_unused dist_init(void)
{
#ifdef SOLUTION
	u64 affinity = read_sysreg(mpidr_el1) & MPIDR_HWID_MASK;

	writel_relaxed(0, gic.dist + GICD_CTLR);
	wait_for_rwp(NULL);
	gic.nr_irqs = min(((readl_relaxed(gic.dist + GICD_TYPER) & 31) + 1) * 32, (u32)GIC_FIRST_SPECIAL);
	for (unsigned int i = GIC_FIRST_SPI; i < gic.nr_irqs; i += 32) {
		writel_relaxed(~0u, gic.dist + GICD_IGROUPR + i / 8);
		writel_relaxed(~0u, gic.dist + GICD_ICENABLER + i / 8);
		writel_relaxed(~0u, gic.dist + GICD_ICACTIVER + i / 8);
	}
	for (unsigned int i = GIC_FIRST_SPI; i < gic.nr_irqs; i += 4)
		writel_relaxed(GIC_PRIORITY * 0x01010101u, gic.dist + GICD_IPRIORITYR + i);
	for (unsigned int i = GIC_FIRST_SPI; i < gic.nr_irqs; i += 16)
		writel_relaxed(0, gic.dist + GICD_ICFGR + i / 4);
	wait_for_rwp(NULL);
	/* IROUTER counts only with affinity routing on. */
	writel_relaxed(GICD_CTLR_ARE_NS | GICD_CTLR_ENABLE_GRP1A, gic.dist + GICD_CTLR);
	wait_for_rwp(NULL);
	for (unsigned int i = GIC_FIRST_SPI; i < gic.nr_irqs; i++)
		writeq_relaxed(affinity, gic.dist + GICD_IROUTER + i * 8);
#else
	/*
	 * Write this: off; how many from GICD_TYPER; every SPI in group 1, disabled,
	 * inactive, with GIC_PRIORITY, level; then ARE_NS and EnableGrp1A; then IROUTER of each SPI = this
	 * CPU's affinity. Wait for RWP behind changes of CTLR and enables.
	 */
#endif
}

/* This CPU's redistributor, by affinity, awake; its private interrupts off. 0, or -ENODEV. */
static int __maybe_unused redist_init(void)
{
#ifdef SOLUTION
	u64 mpidr = read_sysreg(mpidr_el1), typer;
	u32 affinity = (mpidr & 0xffffff) | (mpidr >> 8 & 0xff000000);

	for (;; gic.redist += GICR_STRIDE) {
		typer = readq_relaxed(gic.redist + GICR_TYPER);
		if (typer >> 32 == affinity)
			break;
		if (typer & GICR_TYPER_LAST)
			return -ENODEV;
	}
	writel_relaxed(readl_relaxed(gic.redist + GICR_WAKER) & ~GICR_WAKER_SLEEP, gic.redist + GICR_WAKER);
	while (readl_relaxed(gic.redist + GICR_WAKER) & GICR_WAKER_ASLEEP)
		cpu_relax();
	writel_relaxed(~0u, gic.redist + GICR_SGI_BASE + GICD_IGROUPR);
	writel_relaxed(~0u, gic.redist + GICR_SGI_BASE + GICD_ICENABLER);
	for (unsigned int i = 0; i < GIC_FIRST_SPI; i += 4)
		writel_relaxed(GIC_PRIORITY * 0x01010101u, gic.redist + GICR_SGI_BASE + GICD_IPRIORITYR + i);
	return 0;
#else
	/*
	 * Write this: the frame whose GICR_TYPER[63:32] is this CPU's affinity (bit 4:
	 * the last one); clear ProcessorSleep in GICR_WAKER and wait for ChildrenAsleep;
	 * SGIs and PPIs in group 1, disabled, GIC_PRIORITY.
	 */
	return 0;
#endif
}

static void __maybe_unused cpu_init(void)
{
#ifdef SOLUTION
	write_sysreg(read_sysreg(ICC_SRE_EL1) | 1, ICC_SRE_EL1);
	isb();
	write_sysreg(GIC_PMR_ALL, ICC_PMR_EL1);
	write_sysreg(0, ICC_BPR1_EL1);
	write_sysreg(0, ICC_CTLR_EL1);		/* EOImode 0 */
	write_sysreg(1, ICC_IGRPEN1_EL1);
	isb();
#else
	/* Write this: ICC_SRE_EL1.SRE, isb; ICC_PMR_EL1 = GIC_PMR_ALL, BPR1 0, EOImode 0, ICC_IGRPEN1_EL1 = 1, isb. */
#endif
}

static int gic_of_init(struct device_node *np, struct device_node *parent)
{
	(void)parent;
	gic.dist = of_io_request_and_map(np, 0, "GICD");
	gic.redist = of_io_request_and_map(np, 1, "GICR");
	if (!gic.dist || !gic.redist)
		return -ENOMEM;
	dist_init();
	if (redist_init())
		return -ENODEV;
	gic.domain = irq_domain_add_linear(np, gic.nr_irqs ? gic.nr_irqs : GIC_FIRST_SPI, &gic_ops, NULL);
	if (!gic.domain)
		return -ENOMEM;
	set_handle_irq(gic_handle_irq);
	cpu_init();
	pr_info("GICv3: %u SPIs implemented\n", gic.nr_irqs ? gic.nr_irqs - GIC_FIRST_SPI : 0);
	return 0;
}
IRQCHIP_DECLARE(gic_v3, "arm,gic-v3", gic_of_init);
