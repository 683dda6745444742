// SPDX-License-Identifier: MIT
/*
 * The three flows, with a controller of the test's own that writes down what it
 * is told: m mask, u unmask, a ack, e eoi, r retrigger; h is the handler.
 */
#include <linux/irq.h>
#include <linux/irqflags.h>
#include <linux/string.h>
#include <test/test.h>

static char log[32];
static unsigned int irq, calls;
static bool again, disable;

static void note(char c)
{
	size_t n = strlen(log);

	if (n + 1 < sizeof(log)) {
		log[n] = c;
		log[n + 1] = '\0';
	}
}

static void fake_mask(struct irq_data *d)	{ (void)d; note('m'); }
static void fake_unmask(struct irq_data *d)	{ (void)d; note('u'); }
static void fake_ack(struct irq_data *d)	{ (void)d; note('a'); }
static void fake_eoi(struct irq_data *d)	{ (void)d; note('e'); }
static void fake_retrigger(struct irq_data *d)	{ (void)d; note('r'); }

static int fake_type(struct irq_data *d, unsigned int type)
{
	(void)d;
	(void)type;
	return 0;
}

static const struct irq_chip fake_chip = {
	.name = "fake",
	.irq_mask = fake_mask,
	.irq_unmask = fake_unmask,
	.irq_ack = fake_ack,
	.irq_eoi = fake_eoi,
	.irq_set_type = fake_type,
	.irq_retrigger = fake_retrigger,
};

static int fake_map(struct irq_domain *domain, unsigned int n, unsigned long hwirq)
{
	(void)domain;
	(void)hwirq;
	irq_set_chip_and_handler(n, &fake_chip, handle_bad_irq, NULL);
	return 0;
}

static const struct irq_domain_ops fake_ops = { .map = fake_map };

static irqreturn_t handler(unsigned int n, void *dev_id)
{
	(void)dev_id;
	calls++;
	note('h');
	if (again && calls == 1)
		generic_handle_irq(n);		/* it comes once more while it is handled */
	if (disable)
		disable_irq_nosync(n);
	return IRQ_HANDLED;
}

/* An interrupt with @flow, requested; false if that does not work yet. */
static bool begin(irq_flow_handler_t flow, unsigned int type)
{
	static struct irq_domain *domain;

	if (!domain)
		domain = irq_domain_add_linear(NULL, 8, &fake_ops, NULL);
	irq = irq_create_mapping(domain, 3);
	if (!irq)
		return false;
	irq_desc[irq].handle_irq = flow;
	irq_set_irq_type(irq, type);
	again = disable = false;
	calls = 0;
	if (request_irq(irq, handler, 0, "fake", NULL))
		return false;
	log[0] = '\0';
	return true;
}

static void arrive(void)
{
	unsigned long flags;

	local_irq_save(flags);
	generic_handle_irq(irq);
	local_irq_restore(flags);
}

CHECK(level_flow, "a level is masked while it is handled, and unmasked unless it was disabled meanwhile",
      .hint = "Edge and level")
{
	ASSERT_TRUE(begin(handle_level_irq, IRQ_TYPE_LEVEL_HIGH), "an interrupt with this flow");
	arrive();
	EXPECT_STREQ(log, "mahu", "mask, ack, handler, unmask");
	log[0] = '\0';
	disable = true;
	arrive();
	EXPECT_STREQ(log, "mahm", "with a handler that disables it: no unmask");
	free_irq(irq, NULL);
}

CHECK(edge_flow, "an edge is acknowledged before it is handled, and one that comes meanwhile is handled too",
      .hint = "Edge and level")
{
	ASSERT_TRUE(begin(handle_edge_irq, IRQ_TYPE_EDGE_RISING), "an interrupt with this flow");
	arrive();
	EXPECT_STREQ(log, "ah", "ack, handler");
	log[0] = '\0';
	calls = 0;
	again = true;
	arrive();
	EXPECT_STREQ(log, "ahmauh", "with another edge in the handler: masked, then unmasked and handled");
	free_irq(irq, NULL);
}

CHECK(fasteoi_flow, "with a controller that waits for the end, the end comes last, and what came meanwhile is sent again",
      .hint = "Edge and level")
{
	ASSERT_TRUE(begin(handle_fasteoi_irq, IRQ_TYPE_EDGE_RISING), "an interrupt with this flow");
	arrive();
	EXPECT_STREQ(log, "he", "handler, end");
	log[0] = '\0';
	calls = 0;
	again = true;
	arrive();
	EXPECT_STREQ(log, "here", "with another edge in the handler: its end, sent again, the end");
	again = false;
	disable_irq(irq);
	log[0] = '\0';
	arrive();
	EXPECT_STREQ(log, "me", "while it is disabled: masked, end");
	free_irq(irq, NULL);
}

CHECK(disabled_edge_flow, "an edge that came while it was disabled is sent again when it is enabled",
      .hint = "Edge and level")
{
	ASSERT_TRUE(begin(handle_edge_irq, IRQ_TYPE_EDGE_RISING), "an interrupt with this flow");
	disable_irq(irq);
	log[0] = '\0';
	arrive();
	EXPECT_STREQ(log, "ma", "masked, acknowledged, not handled");
	enable_irq(irq);
	EXPECT_STREQ(log, "maru", "sent again and unmasked");
	free_irq(irq, NULL);
}
