// SPDX-License-Identifier: MIT
/* Interrupts that each CPU has for itself: PPIs, and those that CPUs send each other. */
#include <asm/smp.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/percpu.h>
#include "gic.h"

static DEFINE_PER_CPU(unsigned int, hits);

static irqreturn_t hit(unsigned int irq, void *dev_id)
{
	(void)irq;
	++*(volatile unsigned int *)dev_id;
	return IRQ_HANDLED;
}

CHECK(private_interrupt, "a private interrupt of the CPU (PPI) arrives while this CPU has enabled it",
      .hint = "One for each CPU")
{
	unsigned int ppi = map_ppi(6, IRQ_TYPE_EDGE_RISING);

	this_cpu_write(hits, 0);
	ASSERT_NE(ppi, 0, "a number for PPI 6");
	EXPECT_EQ(irq_desc[ppi].irq_data.hwirq, 22, "its number in the GIC");
	EXPECT_EQ(request_irq(ppi, hit, 0, "ppi", NULL), -EINVAL, "request_irq(), which is for what CPUs share");
	ASSERT_EQ(request_percpu_irq(ppi, hit, "ppi", &hits), 0, "request_percpu_irq()");
	enable_percpu_irq(ppi, IRQ_TYPE_EDGE_RISING);
	test_pend(22);
	isb();
	EXPECT_EQ(this_cpu_read(hits), 1, "calls of the handler");
	test_pend(22);
	isb();
	EXPECT_EQ(this_cpu_read(hits), 2, "calls behind a second one");
	EXPECT_EQ(kstat_irqs_cpu(ppi, raw_smp_processor_id()), 2, "the count of this CPU");
	disable_percpu_irq(ppi);
	test_pend(22);
	isb();
	EXPECT_EQ(this_cpu_read(hits), 2, "calls while it is disabled");
	enable_percpu_irq(ppi, IRQ_TYPE_NONE);
	isb();
	EXPECT_EQ(this_cpu_read(hits), 3, "calls when it is enabled again");
	disable_percpu_irq(ppi);
	free_percpu_irq(ppi, &hits);
}

CHECK(ipi_arrives, "an interrupt from CPU to CPU reaches those that it is for, and nobody else",
      .hint = "One for each CPU")
{
	struct device_node *np = of_find_compatible_node(NULL, "arm,gic-v3");
	unsigned int irq = irq_create_mapping(np->data, 5);
	struct cpumask mask;

	this_cpu_write(hits, 0);
	ASSERT_NE(irq, 0, "a number for SGI 5");
	ASSERT_EQ(request_percpu_irq(irq, hit, "ipi", &hits), 0, "request_percpu_irq()");
	enable_percpu_irq(irq, IRQ_TYPE_NONE);
	cpumask_clear(&mask);
	cpumask_set_cpu(raw_smp_processor_id(), &mask);
	EXPECT_EQ(ipi_send_mask(irq, &mask), 0, "ipi_send_mask() to this CPU");
	isb();
	EXPECT_EQ(this_cpu_read(hits), 1, "calls of the handler");
	cpumask_clear(&mask);
	cpumask_set_cpu(raw_smp_processor_id() + 1, &mask);
	EXPECT_EQ(ipi_send_mask(irq, &mask), 0, "ipi_send_mask() to one that is not there");
	isb();
	EXPECT_EQ(this_cpu_read(hits), 1, "calls behind that");
	disable_percpu_irq(irq);
	free_percpu_irq(irq, &hits);
}
