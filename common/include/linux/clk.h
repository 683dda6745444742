/* SPDX-License-Identifier: MIT */
/*
 * The machine's clocks, as the device tree wires them: who makes one, and who
 * is driven by it. Linux: include/linux/clk.h, clk-provider.h.
 */
#ifndef _LINUX_CLK_H
#define _LINUX_CLK_H

#include <linux/of.h>

struct clk {
	const char *name;
	unsigned long rate;		/* Hz; fixed */
};

/** of_clk_init() - every CLK_OF_DECLARE()d clock that the tree has, those before others that they drive */
void of_clk_init(void);

/** of_clk_add_provider() - node @np makes @clk; 0 or -ENOMEM. By the driver of the clock */
int of_clk_add_provider(struct device_node *np, struct clk *clk);

/** of_clk_provider() - the clock that @np makes, or NULL as long as its driver has not said so */
struct clk *of_clk_provider(const struct device_node *np);

/** of_clk_get() - clock @index of a device's `clocks`; NULL if it has none, or its driver is not there */
struct clk *of_clk_get(const struct device_node *np, int index);

/** of_clk_get_by_name() - the same, by its name in `clock-names` */
struct clk *of_clk_get_by_name(const struct device_node *np, const char *name);

/** clk_get_rate() - in Hz; 0 for no clock */
static inline unsigned long clk_get_rate(const struct clk *clk)
{
	return clk ? clk->rate : 0;
}

#endif /* _LINUX_CLK_H */
