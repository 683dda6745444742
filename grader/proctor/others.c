// SPDX-License-Identifier: MIT
/*
 * others.c: the proctor's word on one CPU is the word on all.
 *
 * A kernel with several CPUs may call from any of them, and while one is heard
 * the others run on. So calls come one at a time; and before the machine is
 * reset, or the outside world is let in, every other CPU is brought to EL3 by an
 * interrupt that the kernel cannot mask, and waits there. From then on nothing
 * happens but what the one CPU does: the same instructions in every run.
 */
#include <asm/sysreg.h>
#include "proctor.h"

#define ICC_SGI0R_EL1	S3_0_C12_C11_7
#define STRETCH		100000
#define ALIGN_TICKS	62500		/* a millisecond */
#define ICC_IGRPEN1_EL3	S3_6_C12_C12_7

void silence_cpu(struct silenced *s)
{
	s->group1 = read_sysreg(ICC_IGRPEN1_EL3);
	s->cntp = read_sysreg(cntp_ctl_el0);
	s->cntv = read_sysreg(cntv_ctl_el0);
	s->cnthp = read_sysreg(cnthp_ctl_el2);
	s->watchdog = read_sysreg(cntps_ctl_el1);
	write_sysreg(0, ICC_IGRPEN1_EL3);
	write_sysreg(0, cntp_ctl_el0);
	write_sysreg(0, cntv_ctl_el0);
	write_sysreg(0, cnthp_ctl_el2);
	write_sysreg(0, cntps_ctl_el1);
	asm volatile("isb");
}

void restore_cpu(const struct silenced *s)
{
	write_sysreg(s->watchdog, cntps_ctl_el1);
	write_sysreg(s->cnthp, cnthp_ctl_el2);
	write_sysreg(s->cntv, cntv_ctl_el0);
	write_sysreg(s->cntp, cntp_ctl_el0);
	write_sysreg(s->group1, ICC_IGRPEN1_EL3);
	asm volatile("isb");
}

/* CPUs of the machine: the last redistributor says that it is the last. */
unsigned int cpus(void)
{
	unsigned int n = 1;

	while (n < MAX_CPUS && gic_has_frame(GICR_BASE + n * GICR_STRIDE))
		n++;
	return n;
}

/*
 * A machine of several CPUs that all sleep, with no timer set, makes QEMU 7.2 wait
 * for a timer of its own, by which it changes from one CPU to the next: under
 * -icount sleep=off the clock then runs away, and nothing else happens any more.
 * So before this CPU goes to rest for good another one begins to spin.
 */
void let_one_spin(void)
{
	volatile u64 *spinner = &state.spinner;
	unsigned int cpu = this_cpu() ? 0 : 1;

	if (cpus() == 1)
		return;
	*spinner = cpu + 1;
	call_cpu(cpu);
	while (*spinner != ~0ULL)
		asm volatile("wfe" : : : "memory");
}

/*
 * How long that CPU has spun depends on the host. From here on nothing does: all
 * CPUs sleep, the clock jumps to a tick of the counter, and QEMU begins to count
 * its turns anew.
 */
void align_clock(void)
{
	u64 end = read_sysreg(cntpct_el0) + ALIGN_TICKS;

	write_sysreg(end, cntps_cval_el1);
	write_sysreg(1, cntps_ctl_el1);
	asm volatile("isb");
	while (read_sysreg(cntpct_el0) < end)
		asm volatile("wfi\n\tisb" : : : "memory");
	write_sysreg(0, cntps_ctl_el1);
	asm volatile("isb");
}

/* Sleep until another CPU calls this one, or something else happens. */
void wait_for_call(void)
{
	unsigned int intid;

	asm volatile("wfi" : : : "memory");
	intid = gic_ack_group0();
	if (intid < FIRST_SPECIAL_INTID)
		gic_end_group0(intid);
	if (*(volatile u64 *)&state.spinner != this_cpu() + 1)
		return;
	state.spinner = ~0ULL;
	asm volatile("dsb sy" : : : "memory");
	/* In long stretches, for QEMU to come in between; with turns for the CPU that waits for us. */
	for (;;) {
		for (int i = 0; i < STRETCH; i++)
			barrier();
		asm volatile("yield");
	}
}

void call_cpu(unsigned int cpu)
{
	asm volatile("dsb sy" : : : "memory");
	write_sysreg((u64)SECURE_SGI_INTID << 24 | 1 << cpu, ICC_SGI0R_EL1);
	asm volatile("isb");
}

/* Every other CPU that runs and is not yet as @held says. */
static void call_others(u64 held)
{
	for (unsigned int i = 0; i < MAX_CPUS; i++)
		if (i != this_cpu() && state.cpu[i].on && state.cpu[i].held != held)
			call_cpu(i);
}

static bool others_are(u64 held)
{
	for (unsigned int i = 0; i < MAX_CPUS; i++)
		if (i != this_cpu() && state.cpu[i].on && *(volatile u64 *)&state.cpu[i].held != held)
			return false;
	return true;
}

/* Every other CPU waits at EL3 when this returns. */
void hold_others(void)
{
	if (state.frozen)
		return;
	state.frozen = 1;
	call_others(1);
	while (!others_are(1))
		asm volatile("wfe" : : : "memory");
}

void release_others(void)
{
	state.frozen = 0;
	call_others(0);
	while (!others_are(0))
		asm volatile("wfe" : : : "memory");
}

/* This CPU was called: if it is to wait, it does so here, deaf to everything but the next call. */
void be_held(void)
{
	volatile u64 *frozen = &state.frozen;
	unsigned int cpu = this_cpu();
	struct silenced s;

	if (!*frozen)
		return;
	silence_cpu(&s);
	state.cpu[cpu].held = 1;
	asm volatile("dsb sy\n\tsev" : : : "memory");
	while (*frozen)
		wait_for_call();
	restore_cpu(&s);
	state.cpu[cpu].held = 0;
	asm volatile("dsb sy\n\tsev" : : : "memory");
}

/* One CPU at a time in what follows; who is called meanwhile waits there instead. */
void enter_alone(void)
{
	while (__atomic_exchange_n(&state.busy, 1, __ATOMIC_ACQUIRE)) {
		be_held();
		asm volatile("wfe" : : : "memory");
	}
}

void leave_alone(void)
{
	__atomic_store_n(&state.busy, 0, __ATOMIC_RELEASE);
	asm volatile("dsb sy\n\tsev" : : : "memory");
}
