// SPDX-License-Identifier: MIT
/*
 * PSCI: asking firmware to start and stop CPUs. Whether it listens to SMC or to HVC
 * is in the device tree. Arm DEN 0022. Linux: drivers/firmware/psci/psci.c.
 */
#include <asm/smccc.h>
#include <linux/errno.h>
#include <linux/of.h>
#include <linux/printk.h>
#include <linux/psci.h>
#include <linux/string.h>

#define PSCI_VERSION		0x84000000
#define PSCI_CPU_OFF		0x84000002
#define PSCI_CPU_ON		0xc4000003
#define PSCI_SYSTEM_OFF		0x84000008

#define PSCI_NOT_SUPPORTED	-1
#define PSCI_INVALID_PARAMS	-2
#define PSCI_DENIED		-3
#define PSCI_ALREADY_ON		-4
#define PSCI_ON_PENDING		-5
#define PSCI_INVALID_ADDRESS	-9

static long (*invoke)(unsigned long fn, unsigned long a, unsigned long b, unsigned long c);

static int to_errno(long status)
{
	switch ((s32)status) {
	case 0:
		return 0;
	case PSCI_NOT_SUPPORTED:
		return -ENOSYS;
	case PSCI_INVALID_PARAMS:
	case PSCI_INVALID_ADDRESS:
		return -EINVAL;
	case PSCI_DENIED:
		return -EPERM;
	case PSCI_ALREADY_ON:
	case PSCI_ON_PENDING:
		return -EALREADY;
	}
	return -EIO;
}

int psci_dt_init(void)
{
	struct device_node *np = of_find_compatible_node(NULL, "arm,psci-1.0");
	const char *method;
	u32 version;

	if (!np)
		np = of_find_compatible_node(NULL, "arm,psci-0.2");
	method = np ? of_get_property(np, "method", NULL) : NULL;
	if (!method)
		return -ENODEV;
	if (!strcmp(method, "smc"))
		invoke = smccc_smc;
	else if (!strcmp(method, "hvc"))
		invoke = smccc_hvc;
	else
		return -ENODEV;
	version = invoke(PSCI_VERSION, 0, 0, 0);
	pr_info("psci: v%u.%u by %s\n", version >> 16, version & 0xffff, method);
	return 0;
}

int psci_cpu_on(u64 mpidr, phys_addr_t entry)
{
	return invoke ? to_errno(invoke(PSCI_CPU_ON, mpidr, entry, 0)) : -ENODEV;
}

int psci_cpu_off(void)
{
	return invoke ? to_errno(invoke(PSCI_CPU_OFF, 0, 0, 0)) : -ENODEV;
}

void psci_system_off(void)
{
	if (invoke)
		invoke(PSCI_SYSTEM_OFF, 0, 0, 0);
}
