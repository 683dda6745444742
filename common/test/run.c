// SPDX-License-Identifier: MIT
/*
 * The test harness in the kernel: runs the cases that are linked in, one after
 * the other, and lets the proctor judge each expectation.
 *
 * It keeps no result of its own. What a case leaves broken, a crash or a hang,
 * is the proctor's to report: it resets the machine, and run_tests() goes on
 * with the case that it names.
 */
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/trace.h>
#include <test/test.h>

extern const struct test_case __test_cases_start[], __test_cases_end[];

/* Of the running case; the proctor says where it starts. */
static u64 random_state;

bool test_expect(const struct test_site *site, unsigned long seen,
		 unsigned long expected)
{
	return proctor_call(PR_EXPECT, (unsigned long)site, seen, expected);
}

void test_note(const char *fmt, ...)
{
	char text[160];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	proctor_call(PR_NOTE, (unsigned long)text, min(len, (int)sizeof(text) - 1), 0);
}

/* splitmix64 (Steele, Lea, Flood 2014). */
u64 test_random(void)
{
	u64 z = random_state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
	return z ^ z >> 31;
}

u64 hw_entry(enum hw_reg reg)
{
	return proctor_call(PR_HW_ENTRY, reg, 0, 0);
}

u64 hw_now(enum hw_reg reg)
{
	return proctor_call(PR_HW_NOW, reg, 0, 0);
}

u64 hw_walk(unsigned long va, enum walk_what what)
{
	return proctor_call(PR_WALK, va, what, 0);
}

u64 hw_machine(enum machine_fact what, unsigned long index)
{
	return proctor_call(PR_MACHINE, what, index, 0);
}

u32 hw_read32(u64 phys)
{
	return proctor_call(PR_READ32, phys, 0, 0);
}

void test_pend(unsigned int intid)
{
	proctor_call(PR_PEND, intid, 0, 0);
}

bool test_type(u8 byte)
{
	return proctor_call(PR_TYPE, byte, 0, 0);
}

void test_press_power(void)
{
	proctor_call(PR_PRESS_POWER, 0, 0, 0);
}

void test_let_pass(u64 ns)
{
	proctor_call(PR_LET_PASS, ns, 0, 0);
}

void test_snapshot(unsigned long sp)
{
	proctor_call(PR_SNAPSHOT, sp, 0, 0);
}

#ifdef CONFIG_PICTURE
void test_picture(void)
{
	proctor_call(PR_PICTURE, 0, 0, 0);
}
#endif

void test_panicked(const char *message)
{
	proctor_call(PR_PANIC, (unsigned long)message, strlen(message), 0);
}

void run_tests(void)
{
	unsigned long first = proctor_call(PR_PLAN, 0, 0, 0);
	unsigned long count = __test_cases_end - __test_cases_start;

	for (unsigned long i = first; i < count; i++) {
		const struct test_case *c = &__test_cases_start[i];

		random_state = proctor_call(PR_CASE_BEGIN, i, 0, 0);
		trace_name(TRACE_CASE_BEGIN, c->name, i);
		if (c->setup)
			c->setup();
		c->fn();
		if (c->teardown)
			c->teardown();
		trace_name(TRACE_CASE_END, c->name, i);
		proctor_call(PR_CASE_END, i, 0, 0);
	}
	proctor_call(PR_DONE, 0, 0, 0);
}
