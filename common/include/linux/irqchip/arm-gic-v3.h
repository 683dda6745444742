/* SPDX-License-Identifier: MIT */
/* The GIC to the code that starts CPUs. Linux: drivers/irqchip/irq-gic-v3.c. */
#ifndef _LINUX_IRQCHIP_ARM_GIC_V3_H
#define _LINUX_IRQCHIP_ARM_GIC_V3_H

/**
 * gic_starting_cpu() - ready the calling CPU's redistributor and CPU interface
 * @cpu: its number
 *
 * By a secondary CPU on its way up, before it lets interrupts in; the boot CPU's
 * are readied by init_IRQ(). All private interrupts of that CPU are disabled
 * behind it: each has its enable_percpu_irq(). Return: 0, or -ENODEV.
 */
int gic_starting_cpu(unsigned int cpu);

#endif /* _LINUX_IRQCHIP_ARM_GIC_V3_H */
