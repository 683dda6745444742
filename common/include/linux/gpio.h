/* SPDX-License-Identifier: MIT */
/* Lines of a GPIO block. Linux: include/linux/gpio/driver.h. */
#ifndef _LINUX_GPIO_H
#define _LINUX_GPIO_H

#include <linux/of.h>

/**
 * gpio_to_irq() - the interrupt of a line
 * @np: the GPIO block's node, @line: from 0
 *
 * Stage 5, stages/05-irq/gpio-pl061.c. Return: 0 if there is none.
 */
unsigned int gpio_to_irq(struct device_node *np, unsigned int line);

#endif /* _LINUX_GPIO_H */
