// SPDX-License-Identifier: MIT
/* Interrupts in each other, in rows, of nobody, and from a device that holds its line up. */
#include <linux/errno.h>
#include "../tests/gic.h"

static volatile unsigned int hits, depth, deepest;
static unsigned int irq, other;

static irqreturn_t count(unsigned int n, void *dev_id)
{
	(void)n;
	(void)dev_id;
	hits++;
	return IRQ_HANDLED;
}

CHECK(storm, "a thousand interrupts in a row all arrive, and leave the GIC idle",
      .hint = "From the line to the handler")
{
	irq = map_spi(FREE_SPI, IRQ_TYPE_EDGE_RISING);
	hits = 0;
	ASSERT_EQ(request_irq(irq, count, 0, "storm", NULL), 0, "request_irq()");
	for (int i = 0; i < 1000; i++)
		pend_spi(FREE_SPI);
	EXPECT_EQ(hits, 1000, "calls of the handler");
	EXPECT_TRUE(!spi_bit(GICD_ISACTIVER, FREE_SPI), "nothing is active");
	EXPECT_EQ(read_sysreg(ICC_RPR_EL1), 0xff, "ICC_RPR_EL1: no priority is held");
	free_irq(irq, NULL);
}

static irqreturn_t again(unsigned int n, void *dev_id)
{
	(void)n;
	(void)dev_id;
	if (++hits == 1)
		pend_spi(FREE_SPI);
	return IRQ_HANDLED;
}

CHECK(edge_in_handler, "an edge that comes while its handler runs is handled behind it",
      .hint = "Edge and level")
{
	irq = map_spi(FREE_SPI, IRQ_TYPE_EDGE_RISING);
	hits = 0;
	ASSERT_EQ(request_irq(irq, again, 0, "again", NULL), 0, "request_irq()");
	pend_spi(FREE_SPI);
	EXPECT_EQ(hits, 2, "calls of the handler");
	free_irq(irq, NULL);
}

CHECK(unknown_interrupt, "an interrupt that nobody has mapped is reported, and blocks nothing",
      .hint = "From the line to the handler")
{
	unsigned int hwirq = FREE_SPI + 7 + GIC_FIRST_SPI;

	irq = map_spi(FREE_SPI, IRQ_TYPE_EDGE_RISING);
	hits = 0;
	ASSERT_EQ(request_irq(irq, count, 0, "known", NULL), 0, "request_irq()");
	writel(2u << hwirq % 16 * 2, dist + GICD_ICFGR + hwirq / 16 * 4);
	writel(1u << hwirq % 32, dist + GICD_ISENABLER + hwirq / 32 * 4);
	pend_spi(FREE_SPI + 7);
	writel(1u << hwirq % 32, dist + GICD_ICENABLER + hwirq / 32 * 4);
	pend_spi(FREE_SPI);
	EXPECT_EQ(hits, 1, "calls of another interrupt's handler, behind it");
	EXPECT_TRUE(!spi_bit(GICD_ISACTIVER, FREE_SPI + 7), "it is not active");
	free_irq(irq, NULL);
}
CONSOLE(unknown_interrupt, has, "unexpected interrupt 139");

CHECK(routed_here, "every SPI is routed to the boot CPU, with one priority, in the GIC as it is",
      .hint = "The GIC's three parts")
{
	u64 affinity = read_sysreg(mpidr_el1) & MPIDR_HWID_MASK;

	map_gic();
	ASSERT_NE(dist, 0, "the distributor");
	EXPECT_EQ(readl(dist + GICD_CTLR) & (GICD_CTLR_ARE_NS | GICD_CTLR_ENABLE_GRP1A),
		  GICD_CTLR_ARE_NS | GICD_CTLR_ENABLE_GRP1A, "GICD_CTLR: affinity routing, group 1");
	for (unsigned int spi = GIC_FIRST_SPI; spi < 128; spi++) {
		ASSERT_EQ(readq_relaxed(dist + GICD_IROUTER + spi * 8), affinity, "IROUTER");
		ASSERT_EQ(((volatile u8 *)dist)[GICD_IPRIORITYR + spi], GIC_PRIORITY, "IPRIORITYR");
	}
}

static irqreturn_t outer(unsigned int n, void *dev_id)
{
	(void)dev_id;
	if (++depth > deepest)
		deepest = depth;
	if (n == irq) {
		hits++;
		/* A lower-numbered input of the same priority waits; only what is more urgent may come in. */
		pend_spi(FREE_SPI + 5);
	}
	depth--;
	return IRQ_HANDLED;
}

CHECK(one_after_the_other, "interrupts of one priority come one after the other, not inside each other",
      .hint = "The GIC's three parts")
{
	unsigned int before;

	irq = map_spi(FREE_SPI, IRQ_TYPE_EDGE_RISING);
	other = map_spi(FREE_SPI + 5, IRQ_TYPE_EDGE_RISING);
	before = kstat_irqs(other);
	hits = depth = deepest = 0;
	ASSERT_EQ(request_irq(irq, outer, 0, "outer", NULL), 0, "request_irq()");
	ASSERT_EQ(request_irq(other, outer, 0, "inner", NULL), 0, "request_irq() of another");
	pend_spi(FREE_SPI);
	EXPECT_EQ(hits, 1, "calls of the first");
	EXPECT_EQ(kstat_irqs(other) - before, 1, "count of the other");
	EXPECT_EQ(deepest, 1, "handlers inside each other");
	free_irq(irq, NULL);
	free_irq(other, NULL);
}

static irqreturn_t not_mine(unsigned int n, void *dev_id)
{
	(void)n;
	(void)dev_id;
	hits++;
	return IRQ_NONE;
}

CHECK(nobody_cared, "a line that nobody wants is shut off instead of keeping the CPU for ever",
      .hint = "From the line to the handler", .budget = 400000000)
{
	irq = map_spi(FREE_SPI + 6, IRQ_TYPE_EDGE_RISING);
	hits = 0;
	ASSERT_EQ(request_irq(irq, not_mine, 0, "nobody", NULL), 0, "request_irq()");
	for (int i = 0; i < 100100 && irq_desc[irq].depth == 0; i++)
		pend_spi(FREE_SPI + 6);
	EXPECT_EQ(hits, 100000, "calls until it was shut off");
	EXPECT_TRUE(!spi_bit(GICD_ISENABLER, FREE_SPI + 6), "it is masked in the GIC");
	free_irq(irq, NULL);
}
CONSOLE(nobody_cared, has, "^irq [0-9]+: nobody cared");

CHECK(free_of_nobody, "freeing what was not requested is reported, and harms nobody",
      .hint = "Requesting, disabling")
{
	static int a, other_id;

	irq = map_spi(FREE_SPI, IRQ_TYPE_EDGE_RISING);
	hits = 0;
	ASSERT_EQ(request_irq(irq, count, IRQF_SHARED, "there", &a), 0, "request_irq()");
	free_irq(irq, &other_id);
	pend_spi(FREE_SPI);
	EXPECT_EQ(hits, 1, "calls of the one that is there");
	free_irq(irq, &a);
}
CONSOLE(free_of_nobody, has, "^Trying to free already-free IRQ");

CHECK(unbalanced_enable, "enabling once too often is reported, and does not count",
      .hint = "Requesting, disabling")
{
	irq = map_spi(FREE_SPI, IRQ_TYPE_EDGE_RISING);
	hits = 0;
	ASSERT_EQ(request_irq(irq, count, 0, "balance", NULL), 0, "request_irq()");
	enable_irq(irq);
	disable_irq(irq);
	pend_spi(FREE_SPI);
	EXPECT_EQ(hits, 0, "calls behind one disable_irq()");
	enable_irq(irq);
	free_irq(irq, NULL);
}
CONSOLE(unbalanced_enable, has, "^Unbalanced enable for IRQ");
