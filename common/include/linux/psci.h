/* SPDX-License-Identifier: MIT */
/*
 * The firmware's calls for CPUs and power (Arm DEN 0022). Given:
 * common/drivers/firmware/psci.s7.c. Linux: include/linux/psci.h, uapi/linux/psci.h.
 */
#ifndef _LINUX_PSCI_H
#define _LINUX_PSCI_H

#include <linux/types.h>

/**
 * psci_dt_init() - find out how firmware is called: the tree's node `psci`
 *
 * By start_kernel(). Return: 0; -ENODEV if there is no such node, or it names no
 * way that there is.
 */
int psci_dt_init(void);

/**
 * psci_cpu_on() - start a CPU
 * @mpidr: its affinity
 * @entry: physical address at which it begins, at our own exception level, MMU off
 *
 * Return: 0; -ENODEV without firmware; -EINVAL if there is no such CPU; -EALREADY if it runs.
 */
int psci_cpu_on(u64 mpidr, phys_addr_t entry);

/** psci_cpu_off() - the end of this CPU until somebody starts it; returns only if it was refused */
int psci_cpu_off(void);

/** psci_system_off() - switch the machine off; returns only without firmware */
void psci_system_off(void);

#endif /* _LINUX_PSCI_H */
