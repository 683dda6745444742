// SPDX-License-Identifier: MIT
/*
 * PSCI 1.1 (Arm DEN 0022), as far as an operating system needs it to start and
 * stop CPUs and to switch the machine off.
 */
#include <asm/sysreg.h>
#include "proctor.h"

#define PSCI_VERSION		0x84000000
#define PSCI_CPU_SUSPEND	0xc4000001
#define PSCI_CPU_OFF		0x84000002
#define PSCI_CPU_ON_32		0x84000003
#define PSCI_CPU_ON		0xc4000003
#define PSCI_AFFINITY_INFO_32	0x84000004
#define PSCI_AFFINITY_INFO	0xc4000004
#define PSCI_MIGRATE_INFO_TYPE	0x84000006
#define PSCI_SYSTEM_OFF		0x84000008
#define PSCI_SYSTEM_RESET	0x84000009
#define PSCI_FEATURES		0x8400000a
#define SMCCC_VERSION		0x80000000

#define PSCI_SUCCESS		0
#define PSCI_NOT_SUPPORTED	-1
#define PSCI_INVALID_PARAMS	-2
#define PSCI_DENIED		-3
#define PSCI_ALREADY_ON		-4
#define PSCI_ON_PENDING		-5

#define TOS_NOT_PRESENT		2	/* MIGRATE_INFO_TYPE: no trusted OS */

static s64 cpu_on(u64 mpidr, u64 entry, u64 context)
{
	u64 cpu = mpidr & MPIDR_HWID_MASK;

	if (cpu >= MAX_CPUS || cpu >= read_tree(state.fdt).cpus)
		return PSCI_INVALID_PARAMS;
	if (state.cpu[cpu].on)
		return PSCI_ALREADY_ON;
	if (state.cpu[cpu].wanted)
		return PSCI_ON_PENDING;
	state.cpu[cpu].entry = entry;
	state.cpu[cpu].context = context;
	asm volatile("dsb sy" : : : "memory");
	state.cpu[cpu].wanted = 1;
	call_cpu(cpu);
	return PSCI_SUCCESS;
}

/* 0 on, 1 off, 2 on its way. */
static s64 affinity_info(u64 mpidr, u64 level)
{
	u64 cpu = mpidr & MPIDR_HWID_MASK;

	if (level || cpu >= MAX_CPUS || cpu >= read_tree(state.fdt).cpus)
		return PSCI_INVALID_PARAMS;
	if (state.cpu[cpu].on)
		return 0;
	return state.cpu[cpu].wanted ? 2 : 1;
}

static s64 features(u64 fn)
{
	switch (fn) {
	case PSCI_VERSION:
	case PSCI_CPU_SUSPEND:
	case PSCI_CPU_OFF:
	case PSCI_CPU_ON:
	case PSCI_AFFINITY_INFO:
	case PSCI_MIGRATE_INFO_TYPE:
	case PSCI_SYSTEM_OFF:
	case PSCI_SYSTEM_RESET:
	case PSCI_FEATURES:
	case SMCCC_VERSION:
		return PSCI_SUCCESS;
	}
	return PSCI_NOT_SUPPORTED;
}

static void system_event(struct frame *f, const char *kind)
{
	if (!(config()->flags & CONFIG_PLAIN))
		stop(kind, f, f->elr - 4, NULL, 0);
	if (kind[0] == 'o')
		power_off();
	reset_machine();
}

/* Return: false if it is no call of ours. */
bool handle_psci(struct frame *f)
{
	u64 fn = f->x[0] & 0xffffffff;
	unsigned int cpu = this_cpu();
	s64 ret;

	switch (fn) {
	case PSCI_VERSION:
	case SMCCC_VERSION:
		ret = 0x10001;
		break;
	case PSCI_CPU_ON:
	case PSCI_CPU_ON_32:
		ret = cpu_on(f->x[1], f->x[2], f->x[3]);
		break;
	case PSCI_CPU_OFF:
		if (cpu == 0) {
			/* The watchdog lives on the boot CPU, so that one stays. */
			ret = PSCI_DENIED;
			break;
		}
		state.cpu[cpu].on = 0;
		secondary_wait(cpu);
		return true;
	case PSCI_CPU_SUSPEND:
		/* Standby only: the next interrupt of the kernel ends it. */
		asm volatile("wfi");
		ret = PSCI_SUCCESS;
		break;
	case PSCI_AFFINITY_INFO:
	case PSCI_AFFINITY_INFO_32:
		ret = affinity_info(f->x[1], f->x[2]);
		break;
	case PSCI_MIGRATE_INFO_TYPE:
		ret = TOS_NOT_PRESENT;
		break;
	case PSCI_FEATURES:
		ret = features(f->x[1] & 0xffffffff);
		break;
	case PSCI_SYSTEM_OFF:
		system_event(f, "off");
		return true;
	case PSCI_SYSTEM_RESET:
		system_event(f, "reset");
		return true;
	default:
		return false;
	}
	f->x[0] = ret;
	return true;
}

/* A CPU without work, at EL3, until CPU_ON names it. Does not return. */
void secondary_wait(unsigned int cpu)
{
	struct silenced s;

	if (cpu >= MAX_CPUS)
		for (;;)
			asm volatile("wfi");
	gic_init_cpu(cpu);
	silence_cpu(&s);
	while (!*(volatile u64 *)&state.cpu[cpu].wanted)
		wait_for_call();
	state.cpu[cpu].wanted = 0;
	state.cpu[cpu].on = 1;
	lower_init(config()->entry_level[state.entry]);
	enter_kernel(state.cpu[cpu].entry, lower_spsr(config()->entry_level[state.entry]),
		     state.cpu[cpu].context);
}
