// SPDX-License-Identifier: MIT
/*
 * The end of the kernel's numbers. Behind all other files by its name: nobody
 * gets a number any more. Also on the host.
 */
#include <linux/irq.h>
#include <test/test.h>

static const struct irq_chip no_chip = { .name = "none" };

static int no_map(struct irq_domain *domain, unsigned int irq, unsigned long hwirq)
{
	(void)domain;
	(void)hwirq;
	irq_set_chip_and_handler(irq, &no_chip, handle_bad_irq, NULL);
	return 0;
}

static const struct irq_domain_ops ops = { .map = no_map };

CHECK(numbers_used_up, "when the kernel has no more numbers a mapping fails, and those that there are stay",
      .hint = "Domains")
{
	struct irq_domain *domain = irq_domain_add_linear(NULL, NR_IRQS + 10, &ops, NULL);
	unsigned int irq, n = 0, last = 0;

	ASSERT_NE(domain, 0, "a domain with more inputs than there are numbers");
	while (n < NR_IRQS + 10 && (irq = irq_create_mapping(domain, n))) {
		last = irq;
		n++;
	}
	EXPECT_EQ(last, NR_IRQS - 1, "the last number");
	EXPECT_EQ(irq_create_mapping(domain, n), 0, "one more");
	EXPECT_EQ(irq_find_mapping(domain, n), 0, "what irq_find_mapping() says of it");
	EXPECT_EQ(irq_find_mapping(domain, n - 1), last, "and of the last one");
}
