// SPDX-License-Identifier: MIT
/* Domains without a machine: two controllers of the test's own. Also on the host (make unit5). */
#include <linux/errno.h>
#include <linux/irq.h>
#include <test/test.h>

#define INPUTS		6
#define REFUSED		4	/* an input that the controllers cannot map */

static unsigned int masked;

static void fake_mask(struct irq_data *d)
{
	(void)d;
	masked++;
}

static int fake_type(struct irq_data *d, unsigned int type)
{
	(void)d;
	return type == IRQ_TYPE_LEVEL_LOW ? -EINVAL : 0;
}

static const struct irq_chip fake_chip = {
	.name = "fake",
	.irq_mask = fake_mask,
	.irq_unmask = fake_mask,
	.irq_set_type = fake_type,
};

static int fake_map(struct irq_domain *domain, unsigned int irq, unsigned long hwirq)
{
	if (hwirq == REFUSED)
		return -EINVAL;
	irq_set_chip_and_handler(irq, &fake_chip, handle_bad_irq, domain->host_data);
	return 0;
}

static int fake_xlate(struct irq_domain *domain, const u32 *cells, int count,
		      unsigned long *hwirq, unsigned int *type)
{
	(void)domain;
	if (count != 2)
		return -EINVAL;
	*hwirq = cells[0];
	*type = cells[1];
	return 0;
}

static const struct irq_domain_ops fake_ops = { .map = fake_map, .xlate = fake_xlate };

static struct device_node node_a = { .name = "a" }, node_b = { .name = "b" };
static struct irq_domain *a, *b;

static void make_domains(void)
{
	if (!a)
		a = irq_domain_add_linear(&node_a, INPUTS, &fake_ops, &node_a);
	if (!b)
		b = irq_domain_add_linear(&node_b, INPUTS, &fake_ops, &node_b);
}

CHECK(two_domains, "inputs of two controllers that have one number have two in the kernel",
      .hint = "Domains", .setup = make_domains)
{
	unsigned int in_a = irq_create_mapping(a, 2), in_b = irq_create_mapping(b, 2);

	ASSERT_TRUE(in_a && in_b, "two numbers");
	EXPECT_NE(in_a, in_b, "the second number");
	EXPECT_EQ(irq_find_mapping(a, 2), in_a, "what irq_find_mapping() says of the first");
	EXPECT_EQ(irq_find_mapping(b, 2), in_b, "and of the second");
	EXPECT_EQ(irq_find_mapping(b, 3), 0, "and of an input that nobody has mapped");
	EXPECT_EQ(irq_desc[in_b].irq_data.irq, in_b, "irq_data: the number");
	EXPECT_EQ(irq_desc[in_b].irq_data.hwirq, 2, "irq_data: the controller's number");
	EXPECT_TRUE(irq_desc[in_b].irq_data.domain == b, "irq_data: the domain");
	EXPECT_EQ(irq_create_mapping(a, INPUTS), 0, "an input behind the last");
	EXPECT_EQ(irq_find_mapping(NULL, 2), 0, "an input of no controller");
}

CHECK(refused_mapping, "an input that its controller refuses gets no number, and costs none",
      .hint = "Domains", .setup = make_domains)
{
	unsigned int before = irq_create_mapping(a, 0), behind;

	EXPECT_EQ(irq_create_mapping(a, REFUSED), 0, "the number of what map() refuses");
	EXPECT_EQ(irq_find_mapping(a, REFUSED), 0, "what irq_find_mapping() says of it");
	behind = irq_create_mapping(a, 1);
	EXPECT_NE(behind, 0, "the number of another one behind it");
	EXPECT_EQ(irq_create_mapping(a, 0), before, "the number of the one in front of it, still");
	EXPECT_EQ(irq_desc[behind].irq_data.hwirq, 1, "the controller's number of the one behind it");
}

CHECK(words_of_a_tree, "a tree's words become a number, and a type that is not changed under anybody",
      .hint = "Domains", .setup = make_domains)
{
	struct of_phandle_args args = { .np = &node_a, .args_count = 2, .args = { 3, IRQ_TYPE_EDGE_RISING } };
	unsigned int irq = irq_create_of_mapping(&args);

	ASSERT_NE(irq, 0, "a number for input 3");
	EXPECT_EQ(irq_desc[irq].type, IRQ_TYPE_EDGE_RISING, "its trigger type");
	EXPECT_EQ(irq_create_of_mapping(&args), irq, "the number, when a second device says the same");
	args.args[1] = IRQ_TYPE_LEVEL_HIGH;
	EXPECT_EQ(irq_create_of_mapping(&args), 0, "the number, when one says another type");
	EXPECT_EQ(irq_desc[irq].type, IRQ_TYPE_EDGE_RISING, "its trigger type behind that");
	args.args[0] = 5;
	args.args[1] = IRQ_TYPE_LEVEL_LOW;
	EXPECT_EQ(irq_create_of_mapping(&args), 0, "the number for a type that the controller refuses");
	args.args_count = 1;
	EXPECT_EQ(irq_create_of_mapping(&args), 0, "the number for words that mean nothing");
	args.np = NULL;
	EXPECT_EQ(irq_create_of_mapping(&args), 0, "the number without a controller");
}
