// SPDX-License-Identifier: MIT
/*
 * gpio-pl061.c: a controller behind a controller. The eight lines of the PL061
 * share one input of the GIC; its own registers say which of them it was. Arm
 * DDI 0190. Linux: drivers/gpio/gpio-pl061.c.
 */
#include <linux/errno.h>
#include <linux/gpio.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/irq.h>
#include <linux/printk.h>
#include <linux/slab.h>

#define GPIOIS		0x404	/* 1: level */
#define GPIOIBE		0x408	/* 1: both edges */
#define GPIOIEV		0x40c	/* 1: rising edge, high level */
#define GPIOIE		0x410	/* 1: not masked */
#define GPIOMIS		0x418	/* which lines interrupt */
#define GPIOIC		0x41c	/* forget an edge */
#define LINES		8

struct pl061 {
	char *base;
	spinlock_t lock;
	struct irq_domain *domain;
	unsigned int parent;		/* our interrupt at the controller above */
	unsigned int resend;		/* lines whose edge has to come again; under the lock */
};

/* Set or clear a line's bit. */
static __maybe_unused void change(struct irq_data *d, unsigned int reg, bool set)
{
	struct pl061 *chip = d->chip_data;
	u32 bit = 1u << d->hwirq;
	unsigned long flags;
	u32 value;

	spin_lock_irqsave(&chip->lock, flags);
	value = readl_relaxed(chip->base + reg);
	writel_relaxed(set ? value | bit : value & ~bit, chip->base + reg);
	spin_unlock_irqrestore(&chip->lock, flags);
}

static void pl061_irq_mask(struct irq_data *d)
{
	/* Write this: the line's bit of GPIOIE off. */
	(void)d;
}

static void pl061_irq_unmask(struct irq_data *d)
{
	/* Write this: the line's bit of GPIOIE on. */
	(void)d;
}

static void pl061_irq_ack(struct irq_data *d)
{
	/* Write this: the line's bit to GPIOIC. */
	(void)d;
}

static int pl061_set_type(struct irq_data *d, unsigned int type)
{
	/*
	 * Write this: GPIOIS for a level, GPIOIBE for both edges, GPIOIEV for rising or
	 * high; the flow is handle_level_irq or handle_edge_irq, irq_set_handler_locked().
	 * -EINVAL for a type that is none or both kinds at once.
	 */
	(void)d;
	(void)type;
	return -EINVAL;
}

/*
 * An acknowledged edge comes again. The block has no register for that (GPIOIC
 * has forgotten it), so it is kept here, and our own interrupt at the GIC is
 * made to come. Linux keeps a list for all such chips (kernel/irq/resend.c).
 */
static void pl061_irq_retrigger(struct irq_data *d)
{
	/* Write this: the line's bit in resend, under the lock; then retrigger the parent, by its own chip. */
	(void)d;
}

static const struct irq_chip pl061_chip = {
	.name = "pl061",
	.irq_mask = pl061_irq_mask,
	.irq_unmask = pl061_irq_unmask,
	.irq_ack = pl061_irq_ack,
	.irq_set_type = pl061_set_type,
	.irq_retrigger = pl061_irq_retrigger,
};

/* The flow of the GIC's interrupt that the block is connected to: not a device's, another controller's. */
static void pl061_irq_handler(struct irq_desc *desc)
{
	/*
	 * Write this: count; for each line that GPIOMIS or resend has (and resend is empty
	 * then, under the lock), generic_handle_domain_irq() in our own domain; then eoi
	 * for the interrupt that brought us here.
	 */
	eoi_irq(desc);
}

static int pl061_map(struct irq_domain *domain, unsigned int irq, unsigned long hwirq)
{
	(void)hwirq;
	irq_set_chip_and_handler(irq, &pl061_chip, handle_bad_irq, domain->host_data);
	return 0;
}

static int pl061_xlate(struct irq_domain *domain, const u32 *cells, int count,
		       unsigned long *hwirq, unsigned int *type)
{
	(void)domain;
	if (count < 2)
		return -EINVAL;
	*hwirq = cells[0];
	*type = cells[1] & IRQ_TYPE_SENSE_MASK;
	return 0;
}

static const struct irq_domain_ops pl061_ops = {
	.map = pl061_map,
	.xlate = pl061_xlate,
};

unsigned int gpio_to_irq(struct device_node *np, unsigned int line)
{
	return np ? irq_create_mapping(np->data, line) : 0;
}

static int pl061_probe(struct device_node *np)
{
	unsigned int irq = irq_of_parse_and_map(np, 0);
	struct pl061 *chip;
	phys_addr_t phys;
	u64 size;
	int err = -ENOMEM;

	if (!irq)
		return -ENODEV;
	chip = kzalloc(sizeof(*chip), GFP_KERNEL);
	if (!chip)
		return -ENOMEM;
	spin_lock_init(&chip->lock);
	chip->parent = irq;
	chip->base = of_io_request_and_map(np, 0, np->name);
	if (!chip->base)
		goto free_chip;
	writel_relaxed(0, chip->base + GPIOIE);
	writel_relaxed(0xff, chip->base + GPIOIC);
	chip->domain = irq_domain_add_linear(np, LINES, &pl061_ops, chip);
	if (!chip->domain)
		goto unmap;
	err = irq_set_chained_handler(irq, pl061_irq_handler, chip);
	if (err)
		goto remove_domain;
	pr_info("PL061 GPIO at %s registered\n", np->name);
	return 0;

remove_domain:
	irq_domain_remove(chip->domain);
unmap:
	iounmap(chip->base);
	if (!of_address(np, 0, &phys, &size))
		release_mem_region(phys, size);
free_chip:
	kfree(chip);
	return err;
}

static int __init pl061_init(void)
{
	struct device_node *np = NULL;

	while ((np = of_find_compatible_node(np, "arm,pl061")))
		if (of_device_is_available(np) && pl061_probe(np))
			pr_err("pl061: %s cannot be used\n", np->name);
	return 0;
}
subsys_initcall(pl061_init);
