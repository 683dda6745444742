// SPDX-License-Identifier: MIT
/*
 * main.c: the proctor from reset to the kernel's first instruction, and what
 * brings it back: a call (SMC), the watchdog (FIQ), or a kernel that took an
 * exception before it had vectors.
 *
 * A run is one or two entries (at EL2, at EL1), and an entry is as many boots
 * as it takes: a case that crashes or hangs ends in a reset of the whole
 * machine, and the next boot goes on behind it. The progress is kept in the
 * secure RAM.
 */
#include <asm/sysreg.h>
#include "proctor.h"

struct state state;

#define GPIODIR		0x400
#define STATE_MAGIC	0x70726f63746f7231ULL

#define ESR_EC(esr)	((esr) >> 26 & 63)
#define EC_SMC64	0x17
#define FRESH(member)	offsetof(struct state, member)
#define offsetof(t, m)	__builtin_offsetof(t, m)

unsigned int this_cpu(void)
{
	return read_sysreg(mpidr_el1) & 0xff;
}

/* PL061: a write to the data register at (mask << 2) sets the lines of the mask. */
static void raise_gpio(unsigned int line)
{
	mmio_write(SECURE_GPIO_BASE + GPIODIR, 3);
	mmio_write(SECURE_GPIO_BASE + (4u << line), 0);
	mmio_write(SECURE_GPIO_BASE + (4u << line), 1u << line);
}

/*
 * QEMU does what the line says when it comes to it: an interrupt that nobody takes
 * would end every wfi, and keep it from that. While it waits the clock goes on to the
 * next timer, and one that has expired counts as one at the end of time, where QEMU's
 * clock stops for good: so there must be none (softmmu/icount.c:
 * icount_start_warp_timer, target/arm/helper.c: gt_recalc_timer).
 */
static void __noreturn rest(void)
{
	struct silenced s;

	silence_cpu(&s);
	for (;;)
		asm volatile("wfi");
}

static void timers_off(void)
{
	write_sysreg(0, cntp_ctl_el0);
	write_sysreg(0, cntv_ctl_el0);
	write_sysreg(0, cnthp_ctl_el2);
	watchdog_disarm();
}

void __noreturn power_off(void)
{
	hold_others();
	timers_off();
	let_one_spin();
	raise_gpio(0);
	rest();
}

void __noreturn reset_machine(void)
{
	hold_others();
	/* The time until the reset takes effect is QEMU's, not the kernel's. */
	state.elapsed = instructions();
	timers_off();
	/* The other CPUs wait for nobody when they come out of the reset. */
	let_one_spin();
	memset(&state.start, 0, sizeof(state) - FRESH(start));
	raise_gpio(1);
	rest();
}

static void greet(void)
{
	const struct config *c;

	if (!take_delivery())
		power_off();
	c = config();
	state.magic = STATE_MAGIC;
	state.first = c->first;
	keep_tree(RAM_BASE);
	say("KTAP version 1\n");
	say_dec("#! proctor version=1 stage=", c->stage);
	say_hex(" seed=", c->seed);
	say_dec(" cases=", c->ncases);
	say("\n");
}

/* A boot begins: on the verdict channel, and on the console for the grader to split by. */
void say_boot(void)
{
	u64 level = config()->entry_level[state.entry];

	say_dec("#! boot entry=", level);
	say_hex(" base=", state.load);
	say_hex(" fdt=", state.fdt);
	say_dec(" first=", state.first);
	say_dec(" t=", instructions());
	say("\n");
	if (!(config()->flags & CONFIG_PLAIN))
		console_mark(" boot ", level);
}

/* Load the kernel and let it run; progress is in state. */
static void __noreturn start_boot(void)
{
	u64 level = config()->entry_level[state.entry];

	memset(&state.start, 0, sizeof(state) - FRESH(start));
	state.frozen = 0;
	state.spinner = 0;
	state.start = read_sysreg(cntpct_el0);
	state.running = -1;
	state.cpu[0].on = 1;

	uart_reset_console();
	load_kernel();
	lower_init(level);
	say_boot();
	if (!(config()->flags & CONFIG_PLAIN))
		watchdog_arm(config()->boot_budget);
	enter_kernel(state.load, lower_spsr(level), state.fdt);
}

void proctor_main(unsigned int cpu)
{
	write_sysreg(COUNTER_HZ, cntfrq_el0);
	if (cpu)
		secondary_wait(cpu);

	uart_init();
	gic_init_distributor();
	gic_init_cpu(0);
	if (state.magic != STATE_MAGIC)
		greet();
	if (state.cpu[0].on)		/* nobody below EL3 can do that: see grader/runner.py */
		stop_frozen();
	if (cpus() > 1)
		align_clock();
	start_boot();
}

/*
 * The same kernel, entered at the other level. After a run that ended well it
 * needs no reset of the machine as long as no device was touched: every register
 * of EL1 and EL2 is set anew, and all memory of the kernel.
 */
void __noreturn next_entry(void)
{
	state.entry = 1;
	state.first = 0;
	if (!rollback_possible())
		reset_machine();
	state.elapsed = instructions();
	watchdog_disarm();
	start_boot();
}

/* An SMC from below: PSCI, a call of the tests, or one of the default vectors. */
void handle_sync(struct frame *f, u64 esr)
{
	u64 vectors = state.load - 0x1000;

	if (ESR_EC(esr) != EC_SMC64)
		handle_unexpected(f, esr);
	if ((esr & 0xffff) == VECTOR_SMC_IMM && (f->elr - vectors) < 0x800) {
		enter_alone();
		stop("crash", f, frame_level(f) == 2 ? read_sysreg(elr_el2) : read_sysreg(elr_el1),
		     NULL, 0);
	}
	if (handle_psci(f))
		return;
	if (!(config()->flags & CONFIG_PLAIN) &&
	    f->x[0] >= PR_CALL(0) && f->x[0] < PR_CALL(0x1000)) {
		enter_alone();
		handle_test_call(f);
		leave_alone();
		return;
	}
	f->x[0] = -1;		/* SMCCC: not supported */
}

/* The watchdog's interrupt or another CPU's call, which no mask below EL3 holds back. */
void handle_fiq(struct frame *f)
{
	unsigned int intid = gic_ack_group0();

	if (intid < FIRST_SPECIAL_INTID)
		gic_end_group0(intid);
	if (intid == SECURE_SGI_INTID)
		be_held();
	if (intid != SECURE_TIMER_INTID)
		return;
	enter_alone();
	if (watchdog_due())
		stop("watchdog", f, f->elr, NULL, 0);
	leave_alone();
}

/* Something happened that has no place here: the proctor itself is wrong. */
void __noreturn handle_unexpected(struct frame *f, u64 esr)
{
	say_hex("#! fault esr=", esr);
	say_hex(" elr=", f->elr);
	say_hex(" far=", read_sysreg(far_el3));
	say_hex(" spsr=", f->spsr);
	say("\n");
	power_off();
}
