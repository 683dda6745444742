// SPDX-License-Identifier: MIT
/*
 * clk.c: the clocks that drive the devices.
 *
 * A clock of the tree is a node of its own; a device says in `clocks` which ones
 * drive it, and its driver asks for their rate. Bindings: clock/fixed-clock.yaml,
 * clock/fixed-factor-clock.yaml. Linux: drivers/clk/clk.c, clk-fixed-rate.c.
 */
#include <linux/clk.h>
#include <linux/errno.h>
#include <linux/printk.h>
#include <linux/slab.h>

/* Who makes which clock. Changed while one CPU runs, as the kernel comes up. */
struct clk_provider {
	const struct device_node *np;
	struct clk *clk;
	struct clk_provider *next;
};

static struct clk_provider *providers;

int of_clk_add_provider(struct device_node *np, struct clk *clk)
{
	struct clk_provider *p = kzalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	p->np = np;
	p->clk = clk;
	p->next = providers;
	providers = p;
	return 0;
}

struct clk *of_clk_provider(const struct device_node *np)
{
	for (const struct clk_provider *p = providers; p; p = p->next)
		if (p->np == np)
			return p->clk;
	return NULL;
}

struct clk *of_clk_get(const struct device_node *np, int index)
{
#ifdef SOLUTION
	struct of_phandle_args args;

	if (of_parse_phandle_with_args(np, "clocks", "#clock-cells", index, &args))
		return NULL;
	return of_clk_provider(args.np);
#else
	/* Write this: entry index of `clocks` names a node (of_parse_phandle_with_args(), "#clock-cells"): its clock. */
	(void)np;
	(void)index;
	return NULL;
#endif
}

struct clk *of_clk_get_by_name(const struct device_node *np, const char *name)
{
	int index = of_property_match_string(np, "clock-names", name);

	return index < 0 ? NULL : of_clk_get(np, index);
}

/* A clock of @rate Hz, made by @np. */
static int __maybe_unused add_clock(struct device_node *np, unsigned long rate)
{
	struct clk *clk = kzalloc(sizeof(*clk), GFP_KERNEL);
	int err;

	if (!clk)
		return -ENOMEM;
	clk->name = np->name;
	clk->rate = rate;
	of_property_read_string(np, "clock-output-names", &clk->name);
	err = of_clk_add_provider(np, clk);
	if (err)
		kfree(clk);
	return err;
}

/* An oscillator: it needs nothing, and says its rate. */
static int of_fixed_clk_setup(struct device_node *np, struct device_node *parent)
{
#ifdef SOLUTION
	u32 rate;

	(void)parent;
	if (of_property_read_u32(np, "clock-frequency", &rate))
		return -EINVAL;
	return add_clock(np, rate);
#else
	/* Write this: add_clock() with the rate in `clock-frequency`; -EINVAL without one. */
	(void)np;
	(void)parent;
	return -ENOSYS;
#endif
}
CLK_OF_DECLARE(fixed_clk, "fixed-clock", of_fixed_clk_setup);

/* A divider or multiplier: its rate is that of its own clock * clock-mult / clock-div. */
static int of_fixed_factor_clk_setup(struct device_node *np, struct device_node *parent)
{
#ifdef SOLUTION
	struct clk *input = of_clk_get(np, 0);
	u32 mult, div;

	(void)parent;
	if (!input || of_property_read_u32(np, "clock-mult", &mult) ||
	    of_property_read_u32(np, "clock-div", &div) || !div)
		return -EINVAL;
	return add_clock(np, input->rate * mult / div);
#else
	/* Write this: the same from the rate of clock 0, `clock-mult` and `clock-div`. The tree may say 0. */
	(void)np;
	(void)parent;
	return -ENOSYS;
#endif
}
CLK_OF_DECLARE(fixed_factor_clk, "fixed-factor-clock", of_fixed_factor_clk_setup);

void of_clk_init(void)
{
	extern const struct of_device_id __clk_of_table[], __clk_of_table_end[];
#ifdef SOLUTION
	const struct of_device_id *id;
	struct device_node *np;
	bool progress;

	/* Whose own clock is not there yet fails, and is asked again in the next round. */
	do {
		progress = false;
		for (id = __clk_of_table; id < __clk_of_table_end; id++) {
			np = NULL;
			while ((np = of_find_compatible_node(np, id->compatible))) {
				if (!of_device_is_available(np) || of_clk_provider(np))
					continue;
				if (!id->init(np, NULL) && of_clk_provider(np))
					progress = true;
			}
		}
	} while (progress);

	for (id = __clk_of_table; id < __clk_of_table_end; id++) {
		np = NULL;
		while ((np = of_find_compatible_node(np, id->compatible)))
			if (of_device_is_available(np) && !of_clk_provider(np))
				pr_err("of_clk_init: %s cannot be set up\n", np->name);
	}
#else
	/*
	 * Write this: call init of every available node that the table knows and that is
	 * no provider yet. One whose own clock is not there yet fails: so round after
	 * round, until one brings nothing new. Name those that are left: "of_clk_init: ...
	 * cannot be set up".
	 */
	(void)__clk_of_table;
	(void)__clk_of_table_end;
#endif
}
