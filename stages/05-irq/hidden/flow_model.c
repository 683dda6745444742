// SPDX-License-Identifier: MIT
/*
 * Random sequences on one interrupt of a controller that the test plays, against
 * a model that says how often its handler has to have been called. What is
 * printed on failure is the shortest sequence: it ends with the first operation
 * behind which the two differ. Also on the host.
 */
#include <linux/irq.h>
#include <linux/irqflags.h>
#include <test/test.h>

#define SEQUENCES	200
#define OPERATIONS	48

enum op {
	RAISE,		/* the line: an edge, or up until the handler has run */
	LATE,		/* the same, seen just before it was masked: the flow is run although it is */
	AGAIN,		/* in the next handler it comes once more, on another CPU */
	SELF,		/* the next handler disables it */
	DISABLE,
	ENABLE,
	REPLACE,	/* the user leaves, and another one comes */
	NR_OPS,
};

static const char names[] = "rLaSdeR";

/* The controller and the device. */
static struct { bool raised, masked, again, self; unsigned int calls; } hw;
/* What has to be: pending: acknowledged, and to be sent again. */
static struct { bool raised, pending, again, self; unsigned int calls, depth; } model;
static unsigned int irq;
static bool level;

static void chip_mask(struct irq_data *d)	{ (void)d; hw.masked = true; }
static void chip_unmask(struct irq_data *d)	{ (void)d; hw.masked = false; }
static void chip_ack(struct irq_data *d)	{ (void)d; hw.raised &= level; }
static void chip_retrigger(struct irq_data *d)	{ (void)d; hw.raised = true; }

static int chip_type(struct irq_data *d, unsigned int type)
{
	irq_set_handler_locked(d, type & IRQ_TYPE_LEVEL_MASK ? handle_level_irq : handle_edge_irq);
	return 0;
}

static const struct irq_chip chip = {
	.name = "model",
	.irq_mask = chip_mask,
	.irq_unmask = chip_unmask,
	.irq_ack = chip_ack,
	.irq_set_type = chip_type,
	.irq_retrigger = chip_retrigger,
};

static int chip_map(struct irq_domain *domain, unsigned int n, unsigned long hwirq)
{
	(void)domain;
	(void)hwirq;
	irq_set_chip_and_handler(n, &chip, handle_bad_irq, NULL);
	return 0;
}

static const struct irq_domain_ops ops = { .map = chip_map };

static irqreturn_t handler(unsigned int n, void *dev_id)
{
	(void)dev_id;
	hw.calls++;
	hw.raised &= !level;
	if (hw.again) {
		hw.again = false;
		generic_handle_irq(n);
	}
	if (hw.self) {
		hw.self = false;
		disable_irq_nosync(n);
	}
	return IRQ_HANDLED;
}

/* The handler is called, and what it does; an edge that comes meanwhile calls it again. */
static void model_call(void)
{
	bool again = model.again && !level;

	model.calls++;
	model.raised = model.pending = model.again = false;
	if (model.self)
		model.depth++;
	if (again && model.self)
		model.pending = true;
	else if (again)
		model.calls++;
	model.self = false;
}

static void model_op(enum op op)
{
	switch (op) {
	case RAISE:
		model.raised = true;
		break;
	case LATE:
		/* Disabled, an edge is acknowledged and noted; a level stays up. */
		model.raised = level || !model.depth;
		model.pending |= !level && model.depth;
		break;
	case AGAIN:
		model.again = true;
		break;
	case SELF:
		model.self = true;
		break;
	case DISABLE:
		model.depth++;
		break;
	case ENABLE:
		model.raised |= --model.depth == 0 && model.pending;
		break;
	default:
		model.pending = false;
		model.depth = 0;
	}
	if (model.raised && !model.depth)
		model_call();
}

static void do_op(enum op op)
{
	unsigned long flags;

	local_irq_save(flags);
	if (op == RAISE || op == LATE)
		hw.raised = true;
	if (op == AGAIN)
		hw.again = true;
	if (op == SELF)
		hw.self = true;
	if (op == DISABLE)
		disable_irq(irq);
	if (op == ENABLE)
		enable_irq(irq);
	if (op == LATE)
		generic_handle_irq(irq);
	if (op == REPLACE) {
		free_irq(irq, NULL);
		request_irq(irq, handler, 0, "model", NULL);
	}
	for (int i = 0; i < 4 && hw.raised && !hw.masked; i++)
		generic_handle_irq(irq);
	local_irq_restore(flags);
}

/* Both agree: the calls, and the line is masked exactly while it is disabled. */
static bool agree(void)
{
	return hw.calls == model.calls && hw.masked == !!model.depth;
}

static bool sequence(void)
{
	char text[OPERATIONS + 1];

	hw = (typeof(hw)){ .masked = true };
	model = (typeof(model)){ 0 };
	if (request_irq(irq, handler, 0, "model", NULL))
		return false;
	for (unsigned int i = 0; i < OPERATIONS; i++) {
		enum op op = test_random() % NR_OPS;

		if (op == ENABLE && !model.depth)
			op = RAISE;
		text[i] = names[op];
		text[i + 1] = '\0';
		do_op(op);
		model_op(op);
		if (!agree()) {
			test_note("%u operations are enough: %s (raise, Late, again, Self, disable, enable, Replace)",
				  i + 1, text);
			test_note("calls of the handler: %u, not %u; masked: %u, not %u",
				  hw.calls, model.calls, hw.masked, !!model.depth);
			free_irq(irq, NULL);
			return false;
		}
	}
	free_irq(irq, NULL);
	return true;
}

static void run(unsigned int type)
{
	static struct irq_domain *domain;
	unsigned int right = 0;

	if (!domain)
		domain = irq_domain_add_linear(NULL, 2, &ops, NULL);
	level = type & IRQ_TYPE_LEVEL_MASK;
	irq = irq_create_mapping(domain, level);
	ASSERT_NE(irq, 0, "a number");
	ASSERT_EQ(irq_set_irq_type(irq, type), 0, "irq_set_irq_type()");
	while (right < SEQUENCES && sequence())
		right++;
	EXPECT_EQ(right, SEQUENCES, "sequences in which the handler is called as often as it should be");
}

CHECK(edge_model, "whatever happens to an edge interrupt in whatever order, no edge is lost and none handled twice",
      .hint = "Edge and level", .budget = 20000000)
{
	run(IRQ_TYPE_EDGE_RISING);
}

CHECK(level_model, "whatever happens to a level interrupt in whatever order, it is handled while it is up and enabled",
      .hint = "Edge and level", .budget = 20000000)
{
	run(IRQ_TYPE_LEVEL_HIGH);
}
