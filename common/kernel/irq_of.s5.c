// SPDX-License-Identifier: MIT
/* irq_of.c: a device's interrupt, from the tree's words to the kernel's number. Linux: drivers/of/irq.c. */
#include <linux/irq.h>

unsigned int irq_of_parse_and_map(const struct device_node *np, int index)
{
	struct of_phandle_args args;

	return of_irq_parse_one(np, index, &args) ? 0 : irq_create_of_mapping(&args);
}
