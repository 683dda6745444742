// SPDX-License-Identifier: MIT
/*
 * What stops a run, written down: one line each for the reason, the registers
 * and the return addresses, which grader/transcript.py reads. Afterwards the
 * machine is reset, or switched off when nothing is left to run.
 */
#include <asm/sysreg.h>
#include "proctor.h"

#define MAX_FRAMES	16

static void say_regs(const struct frame *f, u64 pc)
{
	bool el2 = frame_level(f) == 2;

	say_hex("#! regs pc=", pc);
	say_hex(" esr=", el2 ? read_sysreg(esr_el2) : read_sysreg(esr_el1));
	say_hex(" elr=", el2 ? read_sysreg(elr_el2) : read_sysreg(elr_el1));
	say_hex(" far=", el2 ? read_sysreg(far_el2) : read_sysreg(far_el1));
	say_hex(" spsr=", f->spsr);
	say_hex(" sp=", frame_sp(f));
	say_hex(" sp_el0=", read_sysreg(sp_el0));
	say_hex(" sctlr=", el2 ? read_sysreg(sctlr_el2) : read_sysreg(sctlr_el1));
	say_hex(" tcr=", read_sysreg(tcr_el1));
	say_hex(" ttbr0=", read_sysreg(ttbr0_el1));
	say_hex(" ttbr1=", read_sysreg(ttbr1_el1));
	say_hex(" vbar=", el2 ? read_sysreg(vbar_el2) : read_sysreg(vbar_el1));
	say_hex(" mair=", read_sysreg(mair_el1));
	say_dec(" el=", frame_level(f));
	say_hex(" load=", state.load);
	for (int i = 0; i < 31; i++) {
		say_dec(" x", i);
		say_hex("=", f->x[i]);
	}
	say("\n");
}

/* Along the frame records (AAPCS64 6.4.6): each older, so at a higher address. */
static void say_frames(const struct frame *f)
{
	u64 fp = f->x[29], record[2];

	for (int i = 0; i < MAX_FRAMES; i++) {
		if (fp & 7 || !copy_from_lower(f, record, fp, sizeof(record)) || !record[1])
			return;
		say_hex("#! frame pc=", record[1]);
		say("\n");
		if (record[0] <= fp)
			return;
		fp = record[0];
	}
}

/* What comes after a stop: the next case, the next entry, or the end. */
static void __noreturn go_on(bool next_case)
{
	const struct config *c = config();

	/* Memory is what the picture is made of: no reset. */
	if (c->flags & CONFIG_STILL)
		finish();
	if (next_case && state.running >= 0 && (u64)state.running + 1 < c->ncases) {
		state.first = state.running + 1;
		reset_machine();
	}
	if (state.entry == 0 && c->entry_level[1]) {
		state.entry = 1;
		state.first = 0;
		reset_machine();
	}
	finish();
}

void __noreturn finish(void)
{
	say_dec("#! done t=", instructions());
	say("\n");
	power_off();
}

/* The KTAP line of the running case. */
void say_result(bool ok)
{
	const struct config *c = config();
	/* struct test_case: ten words, the name's address first. */
	const u64 *test_case = pristine(c->cases_off + 80 * state.running);
	const char *name = pristine(test_case[0] - c->image_vaddr);

	say(ok ? "ok " : "not ok ");
	say_dec("", state.running + 1);
	say(" ");
	say(name);
	say("\n");
}

static void say_stop(const char *kind, const struct frame *f)
{
	say("#! stop kind=");
	say(kind);
	if (state.running >= 0)
		say_dec(" case=", state.running);
	else
		say(" case=-1");
	say_dec(" entry=", config()->entry_level[state.entry]);
	say_dec(" t=", instructions());
	if (f)
		say_dec(" el=", frame_level(f));
	if (config()->flags & CONFIG_STILL) {
		say_dec(" cpu=", this_cpu());
		say_dec(" counter=", read_sysreg(cntvct_el0));
	}
	say("\n");
}

/* A case that has to end in panic() (.panics) has done so, and nothing else is wrong. */
static bool panicked_as_it_should(const char *kind)
{
	const u64 *test_case;

	if (state.running < 0 || kind[0] != 'p' || state.failed || !test_code_intact())
		return false;
	test_case = pristine(config()->cases_off + 80 * state.running);
	return test_case[9];
}

static void describe(const struct frame *f, u64 pc)
{
	u64 pa = to_physical(f, pc & ~3ULL);

	say_regs(f, pc);
	if (in_ram(pa, 4)) {
		say_hex("#! insn word=", *(volatile u32 *)pa);
		say("\n");
	}
	say_frames(f);
}

/* @pc: what the CPU was at; @text: what the kernel itself says, or NULL. */
void __noreturn stop(const char *kind, const struct frame *f, u64 pc, const char *text, u64 len)
{
	bool wanted = panicked_as_it_should(kind);
	u64 next = state.running + 1;

	hold_others();
	watchdog_disarm();
	say_stop(kind, f);
	/* Nobody will ask for the registers of a panic that is as it should be. */
	if (!wanted)
		describe(f, pc);
	if (text) {
		say("#! text ");
		say_escaped(text, len);
		say("\n");
	}
	if (state.running >= 0) {
		say_result(wanted);
		console_mark(" end ", state.running);
	}
	if (wanted && next < config()->ncases && rollback_possible()) {
		begin_at(next);
		say_boot();
		say("#! plan\n");
		leave_alone();
		rollback(next);
	}
	go_on(true);
}

void __noreturn stop_void(const struct frame *f, const char *reason)
{
	hold_others();
	say_stop("void", f);
	say_regs(f, f->elr - 4);
	say_frames(f);
	say("#! text ");
	say_escaped(reason, str_len(reason));
	say("\n");
	finish();
}

/*
 * The machine was reset from outside: the kernel took one exception after the
 * other without executing an instruction, so that the watchdog's clock stood
 * still. Registers are gone; the grader has them from QEMU's log.
 */
void __noreturn stop_frozen(void)
{
	/* The others are at their reset as well, whatever they were before. */
	memset(state.cpu, 0, sizeof(state.cpu));
	state.busy = state.frozen = 0;
	state.start = read_sysreg(cntpct_el0);
	say_stop("frozen", NULL);
	if (state.running >= 0) {
		say_result(false);
		console_mark(" end ", state.running);
	}
	go_on(true);
}

void __noreturn stop_bad_image(const char *reason, u64 seen, u64 expected)
{
	say("#! bad-image reason=");
	say(reason);
	say_hex(" seen=", seen);
	say_hex(" expected=", expected);
	say("\n");
	finish();
}
