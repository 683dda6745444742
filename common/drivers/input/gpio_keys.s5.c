// SPDX-License-Identifier: MIT
/*
 * gpio_keys.c: keys at the lines of a GPIO block; on this machine there is one,
 * the power key. Linux: drivers/input/keyboard/gpio_keys.c.
 */
#include <linux/gpio.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/of.h>
#include <linux/printk.h>

#define GPIO_ACTIVE_LOW	1	/* second cell behind the phandle of `gpios`: pressed is low */

/* Presses of all keys. */
unsigned int gpio_key_presses;

static irqreturn_t key_pressed(unsigned int irq, void *dev_id)
{
	struct device_node *key = dev_id;

	(void)irq;
	gpio_key_presses++;
	pr_info("key pressed: %s\n", key->name);
	return IRQ_HANDLED;
}

static int __init gpio_keys_init(void)
{
	struct device_node *keys = of_find_compatible_node(NULL, "gpio-keys");

	for (struct device_node *key = keys ? keys->child : NULL; key; key = key->sibling) {
		struct of_phandle_args gpio;
		unsigned int irq, type;

		if (of_parse_phandle_with_args(key, "gpios", "#gpio-cells", 0, &gpio) || !gpio.args_count)
			continue;
		irq = gpio_to_irq(gpio.np, gpio.args[0]);
		type = gpio.args_count > 1 && gpio.args[1] & GPIO_ACTIVE_LOW ? IRQ_TYPE_EDGE_FALLING : IRQ_TYPE_EDGE_RISING;
		if (!irq || request_irq(irq, key_pressed, type, "gpio-keys", key))
			pr_err("gpio-keys: %s has no interrupt\n", key->name);
	}
	return 0;
}
device_initcall(gpio_keys_init);
