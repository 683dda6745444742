// SPDX-License-Identifier: MIT
/* time_init(): clocks first, timers may need them. Linux: arch/arm64/kernel/time.c. */
#include <linux/clk.h>
#include <linux/clocksource.h>
#include <linux/of.h>
#include <linux/printk.h>

void time_init(void)
{
	extern const struct of_device_id __timer_of_table[], __timer_of_table_end[];

	of_clk_init();
	if (!of_init_table(__timer_of_table, __timer_of_table_end))
		pr_err("time_init: no timer can be used: there will be no ticks\n");
}
