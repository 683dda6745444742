// SPDX-License-Identifier: MIT
/*
 * The calls of the tests (common/include/test/proctor.h).
 *
 * A call counts only if it comes from the gate, with the test code as it was
 * loaded, and in its turn; anything else voids the run. Each expectation is
 * compared here, not in the kernel.
 */
#include <asm/sysreg.h>
#include "proctor.h"

#define MAX_SHOWN	8	/* failed expectations of one case that are reported */
#define MAX_STRING	128

struct site {			/* struct test_site, common/include/test/test.h */
	u64 file, what, expr;
	u32 line, op;
};

static bool in_tests(u64 va)
{
	const struct config *c = config();

	return va - c->image_vaddr - c->test_off < c->test_len;
}

/* Whether @ret, an address in the tests, follows a `bl` to the gate's function. */
static bool returns_from_gate(u64 ret)
{
	const struct config *c = config();
	u32 insn;

	if (!in_tests(ret - 4) || ret & 3)
		return false;
	insn = *(const u32 *)pristine(ret - 4 - c->image_vaddr);
	/* BL: opcode 0b100101, then a signed distance in words. */
	return insn >> 26 == 0x25 &&
	       ret - 4 + (s64)((s32)(insn << 6) >> 6) * 4 == c->image_vaddr + c->gate_off;
}

/*
 * The caller is the gate, by its address and by what the tables say of that
 * address, and the harness called the gate.
 */
static void check_caller(const struct frame *f)
{
	const struct config *c = config();
	u64 pc = f->elr - 4, record[2];

	if (frame_level(f) != 1 || pc != c->image_vaddr + c->gate_off ||
	    to_physical(f, pc) != state.load + c->gate_off)
		stop_void(f, "the proctor was called from outside the tests");
	if (!returns_from_gate(f->x[30]))
		stop_void(f, "the tests' way to the proctor was used from outside the tests");
	/* What counts has to stand in a test: the frame record of the harness's function says who called it. */
	if (f->x[0] != PR_EXPECT && (f->x[0] < PR_PEND || f->x[0] > PR_LET_PASS))
		return;
	if (copy_from_lower(f, record, f->x[29], sizeof(record)) && in_tests(record[1]))
		return;
	stop_void(f, f->x[0] == PR_EXPECT ? "an expectation was reported from outside the tests" :
		     "the outside world was asked for something from outside the tests");
}

static void check_intact(const struct frame *f)
{
	if (!test_code_intact())
		stop_void(f, "the code of the tests was changed in memory");
}

/* The kernel is ready to run cases, @first being the next. */
void begin_at(u64 first)
{
	state.first = state.finished = first;
	state.running = -1;
	watchdog_arm(config()->case_budget);
}

static void plan(struct frame *f)
{
	if (state.planned)
		stop_void(f, "the tests were started twice");
	check_intact(f);
	state.planned = 1;
	say("#! plan\n");
	if (!state.plan_shown) {
		say_dec("1..", config()->ncases);
		say("\n");
		state.plan_shown = 1;
	}
	if (config()->flags & CONFIG_STILL_READY)
		stop("still", f, f->x[30], NULL, 0);
	rollback_prepare(f);
	begin_at(state.first);
	f->x[0] = state.first;
}

static void case_begin(struct frame *f, u64 i)
{
	const struct config *c = config();
	const u64 *test_case;

	if (!state.planned || state.running >= 0 || i != state.finished || i >= c->ncases)
		stop_void(f, "a test was begun out of turn");
	check_intact(f);
	state.running = i;
	state.failed = 0;
	state.expectations = 0;
	/* What the harness draws the case's numbers from. */
	f->x[0] = c->seed * 0x9e3779b97f4a7c15ULL + i * 0xbf58476d1ce4e5b9ULL;
	say_dec("#! begin case=", i);
	say_dec(" t=", instructions());
	say("\n");
	console_mark(" case ", i);
	test_case = pristine(c->cases_off + 80 * i);
	watchdog_arm(test_case[8] ? test_case[8] : c->case_budget);
}

static void case_end(struct frame *f, u64 i)
{
	const u64 *test_case = pristine(config()->cases_off + 80 * i);
	bool ok;

	if (state.running < 0 || i != (u64)state.running)
		stop_void(f, "a test was ended out of turn");
	check_intact(f);
	/* A case that expects nothing proves nothing; one that should have panicked did not. */
	ok = !state.failed && state.expectations && !test_case[9];
	if (!state.failed && test_case[9]) {
		say_dec("#! note case=", i);
		say(" text=this%20case%20has%20to%20end%20in%20panic(),%20but%20it%20came%20back\n");
	}
	say_dec("#! end case=", i);
	say_dec(" t=", instructions());
	say_dec(" failed=", !ok);
	say("\n");
	say_result(ok);
	console_mark(" end ", i);
	state.running = -1;
	state.finished = i + 1;
	if (config()->flags & CONFIG_STILL)
		stop("still", f, f->x[30], NULL, 0);
	watchdog_arm(config()->case_budget);
}

static bool holds(u32 op, u64 seen, u64 expected)
{
	switch (op) {
	case TEST_OP_EQ:	return seen == expected;
	case TEST_OP_NE:	return seen != expected;
	case TEST_OP_LT:	return seen < expected;
	case TEST_OP_LE:	return seen <= expected;
	case TEST_OP_GT:	return seen > expected;
	case TEST_OP_GE:	return seen >= expected;
	case TEST_OP_TRUE:	return seen == expected;
	}
	return false;
}

static void say_strings(const char *seen, u64 ns, const char *expected, u64 ne)
{
	say(" expected=");
	say_escaped(expected, ne);
	say(" seen=");
	say_escaped(seen, ns);
}

static void expect(struct frame *f, u64 site_va, u64 seen, u64 expected)
{
	const struct config *c = config();
	u64 off = site_va - c->image_vaddr, ns = 0, ne = 0;
	char s[MAX_STRING], e[MAX_STRING];
	const struct site *site;
	bool ok;

	if (state.running < 0)
		stop_void(f, "an expectation outside of any test");
	if (off % 8 || !in_tests(site_va) || !in_tests(site_va + sizeof(*site) - 1))
		stop_void(f, "an expectation that is not one of the tests'");
	site = pristine(off);

	state.expectations++;
	if (site->op == TEST_OP_STREQ) {
		ns = copy_string(f, s, seen, sizeof(s));
		ne = copy_string(f, e, expected, sizeof(e));
		ok = ns == ne && !memcmp(s, e, ns);
	} else {
		ok = holds(site->op, seen, expected);
	}
	f->x[0] = ok;
	if (ok)
		return;
	if (state.failed++ < MAX_SHOWN) {
		say_dec("#! expect case=", state.running);
		say_hex(" site=", site_va);
		if (site->op == TEST_OP_STREQ) {
			say_strings(s, ns, e, ne);
		} else {
			say_hex(" expected=", expected);
			say_hex(" seen=", seen);
		}
		say("\n");
	}
}

static void note(const struct frame *f, u64 va, u64 len)
{
	char text[161];

	len = copy_string(f, text, va, len < sizeof(text) ? len + 1 : sizeof(text));
	say_dec("#! note case=", state.running < 0 ? 0 : state.running);
	say(" text=");
	say_escaped(text, len);
	say("\n");
}

static void snapshot(const struct frame *f, u64 sp)
{
	if (state.snapshot_taken)
		return;
	state.snapshot_taken = 1;
	for (int i = 0; i < HW_REG_COUNT; i++)
		state.snapshot[i] = read_hw(f, i);
	state.snapshot[HW_SP] = sp;
}

/* Only while a test runs: it is the test's budget, and the test's doing. */
static void outside(struct frame *f, u64 call, u64 arg)
{
	if (state.running < 0)
		stop_void(f, "the outside world was asked for something outside of any test");
	f->x[0] = 1;
	switch (call) {
	case PR_PEND:
		if (!stimulus_pend(arg))
			stop_void(f, "test_pend() of an interrupt that is not the kernel's");
		break;
	case PR_READ32:
		if (!device_register(arg))
			stop_void(f, "hw_read32() of what is no register of the GIC, the PL011 or the PL061");
		f->x[0] = mmio_read(arg);
		break;
	case PR_TYPE:
		f->x[0] = stimulus_type(arg);
		break;
	case PR_PRESS_POWER:
		stimulus_press_power();
		break;
	case PR_LET_PASS:
		if (!stimulus_let_pass(arg))
			stop_void(f, "test_let_pass() of more than a day");
		break;
	}
}

void handle_test_call(struct frame *f)
{
	u64 a = f->x[1], b = f->x[2], c = f->x[3];
	char text[256];

	check_caller(f);
	switch (f->x[0]) {
	case PR_SNAPSHOT:
		snapshot(f, a);
		break;
	case PR_PLAN:
		plan(f);
		break;
	case PR_CASE_BEGIN:
		case_begin(f, a);
		break;
	case PR_CASE_END:
		case_end(f, a);
		break;
	case PR_EXPECT:
		expect(f, a, b, c);
		break;
	case PR_NOTE:
		note(f, a, b);
		break;
	case PR_HW_ENTRY:
		f->x[0] = a < HW_REG_COUNT ? state.snapshot[a] : 0;
		break;
	case PR_HW_NOW:
		f->x[0] = read_hw(f, a);
		break;
	case PR_WALK:
		f->x[0] = walk(a, b);
		break;
	case PR_MACHINE:
		f->x[0] = machine_fact(a, b);
		break;
	case PR_PEND:
	case PR_READ32:
	case PR_TYPE:
	case PR_PRESS_POWER:
	case PR_LET_PASS:
		outside(f, f->x[0], a);
		break;
	case PR_PICTURE:
		if (!(config()->flags & CONFIG_STILL))
			stop_void(f, "a picture was asked for, and nobody wants one");
		if (config()->flags & CONFIG_STILL_SHOW)
			stop("still", f, f->x[30], NULL, 0);
		break;
	case PR_PANIC:
		b = copy_string(f, text, a, b < sizeof(text) ? b + 1 : sizeof(text));
		stop("panic", f, f->x[30], text, b);
	case PR_DONE:
		if (state.running >= 0 || state.finished != config()->ncases)
			stop_void(f, "the tests were ended before all had run");
		if (state.entry == 0 && config()->entry_level[1])
			next_entry();
		finish();
	default:
		stop_void(f, "the proctor does not know that call");
	}
}
