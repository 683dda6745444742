// SPDX-License-Identifier: MIT
/*
 * stimulus.c: something comes from outside, a byte on the console or the power
 * key, at an instruction that the test chose and the host cannot shift.
 *
 * The proctor holds the other CPUs, silences whatever could wake this one or
 * make the clock run on, asks for the stimulus on the verdict channel, and waits. With no timer armed
 * the machine's clock stands still. The grader (grader/stimulus.py) stops QEMU,
 * does what was asked, answers with a byte on the secure UART, and lets QEMU go
 * on: only that byte ends the wait, so the same instructions run however long
 * the host takes.
 */
#include <asm/sysreg.h>
#include "proctor.h"

#define TIMER_ENABLE	1

/* QEMU lets go of the key 100 ms after it was pressed (hw/gpio/gpio_key.c). */
#define KEY_TICKS	(101 * 1000000ULL / NS_PER_TICK)

#define DAY_NS		(86400 * 1000000000ULL)

struct quiet {
	struct silenced cpu;
	struct gic_input uart;
};

static void silence(struct quiet *q)
{
	hold_others();
	silence_cpu(&q->cpu);
	gic_take_input(SECURE_UART_INTID, &q->uart);
	uart_listen(true);
}

static void restore(const struct quiet *q)
{
	uart_listen(false);
	gic_give_back(SECURE_UART_INTID, &q->uart);
	restore_cpu(&q->cpu);
	release_others();
}

/* The line is out: from here to the answer there is one WFI, whoever is faster. */
static void wait_for_answer(void)
{
	do
		asm volatile("dsb sy\n\twfi" : : : "memory");
	while (!uart_heard());
}

bool stimulus_type(u64 byte)
{
	struct quiet q;

	/* As on a real line, a byte that finds no room is lost. */
	if (uart_console_full())
		return false;
	silence(&q);
	say_hex("#! stimulus kind=type byte=", byte & 0xff);
	say("\n");
	wait_for_answer();
	restore(&q);
	return true;
}

/* Sleep until the counter has reached @end, while nothing else can happen. No budget pays for that time. */
static void sleep_until(u64 end)
{
	u64 before = read_sysreg(cntpct_el0), passed;

	write_sysreg(end, cntps_cval_el1);
	write_sysreg(TIMER_ENABLE, cntps_ctl_el1);
	asm volatile("isb");
	while (read_sysreg(cntpct_el0) < end)
		asm volatile("wfi\n\tisb" : : : "memory");
	write_sysreg(0, cntps_ctl_el1);
	passed = read_sysreg(cntpct_el0) - before;
	watchdog_postpone(passed);
	state.start += passed;
}

/*
 * The key goes up again on QEMU's own timer, counted from when it was pressed.
 * That has to be over before the kernel goes on, or before another stimulus
 * waits: so the proctor sleeps past it.
 */
void stimulus_press_power(void)
{
	struct quiet q;

	silence(&q);
	say("#! stimulus kind=press-power\n");
	wait_for_answer();
	sleep_until(read_sysreg(cntpct_el0) + KEY_TICKS);
	restore(&q);
}

/* Time goes on for @ns nanoseconds, and the world below does not notice before they are over. */
bool stimulus_let_pass(u64 ns)
{
	struct quiet q;

	if (ns > DAY_NS)
		return false;
	silence(&q);
	sleep_until(read_sysreg(cntpct_el0) + ns / NS_PER_TICK);
	restore(&q);
	return true;
}

/* From outside: the interrupt controller as if a wire had moved. */
bool stimulus_pend(u64 intid)
{
	return intid != SECURE_TIMER_INTID && intid != SECURE_SGI_INTID &&
	       intid != SECURE_UART_INTID && gic_pend(intid);
}

/* Registers of the devices that the kernel drives; a read of any of them changes nothing. */
bool device_register(u64 pa)
{
	if (pa & 3)
		return false;
	return pa - GICD_BASE < 0x10000 || gic_has_frame(pa) ||
	       (pa - UART_BASE < 0x1000 && pa != UART_BASE) || pa - GPIO_BASE < 0x1000;
}
