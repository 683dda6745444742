/* SPDX-License-Identifier: MIT */
/*
 * Tests that run inside the kernel.
 *
 * A test file has one subject. Each CHECK() is one case: a sentence that is
 * true when it passes, and a body of expectations. The proctor compares the
 * values and writes the results where the kernel cannot reach them; the case
 * table below is read by the harness (common/test/run.c), the proctor and the
 * grader alike, so its layout is fixed.
 *
 *	CHECK(bss_cleared, "the .bss reads as zero when C code starts",
 *	      .hint = "Clearing the .bss")
 *	{
 *		EXPECT_EQ(probe[0], 0, "the first word");
 *	}
 */
#ifndef _TEST_TEST_H
#define _TEST_TEST_H

#include <linux/types.h>
#include <test/proctor.h>

#define TEST_FLAG_HIDDEN	1

/* On the host (grader/host/) the linker finds the cases by a name of its own. */
#ifdef TEST_HOST
#define TEST_CASES	"test_cases"
#else
#define TEST_CASES	".test.cases"
#endif

#ifdef TEST_HIDDEN
#define TEST_VISIBILITY		TEST_FLAG_HIDDEN
#else
#define TEST_VISIBILITY		0
#endif

struct test_case {
	const char *name;
	const char *title;
	const char *file;
	void (*fn)(void);
	void (*setup)(void);		/* may be NULL; before fn */
	void (*teardown)(void);		/* may be NULL; after fn, also when an ASSERT left it */
	const char *hint;		/* title of the handout's section */
	u32 line;
	u32 flags;
	u64 budget;			/* instructions; 0: the stage's default */
	u64 panics;			/* 1: passes only if it ends in panic() */
};

struct test_site {
	const char *file;
	const char *what;
	const char *expr;
	u32 line;
	u32 op;
};


#define CHECK(name_, title_, ...)	__CHECK(name_, title_, __VA_ARGS__)
#define __CHECK(name_, title_, ...)					\
	static void test_##name_(void);					\
	static const struct test_case __test_case_##name_		\
	__attribute__((used, section(TEST_CASES), aligned(8))) = {	\
		.name = #name_, .title = title_, .file = __FILE__,	\
		.line = __LINE__, .fn = test_##name_,			\
		.flags = TEST_VISIBILITY, __VA_ARGS__			\
	};								\
	static void test_##name_(void)

#define __EXPECT(seen_, expected_, op_, what_, expr_)			\
({									\
	static const struct test_site __site				\
	__attribute__((section(".test.sites"), aligned(8))) = {		\
		.file = __FILE__, .what = what_, .expr = expr_,		\
		.line = __LINE__, .op = op_,				\
	};								\
	test_expect(&__site, (unsigned long)(seen_),			\
		    (unsigned long)(expected_));			\
})

#define EXPECT_EQ(seen, expected, what)	__EXPECT(seen, expected, TEST_OP_EQ, what, #seen)
#define EXPECT_NE(seen, other, what)	__EXPECT(seen, other, TEST_OP_NE, what, #seen)
#define EXPECT_LT(seen, bound, what)	__EXPECT(seen, bound, TEST_OP_LT, what, #seen)
#define EXPECT_LE(seen, bound, what)	__EXPECT(seen, bound, TEST_OP_LE, what, #seen)
#define EXPECT_GT(seen, bound, what)	__EXPECT(seen, bound, TEST_OP_GT, what, #seen)
#define EXPECT_GE(seen, bound, what)	__EXPECT(seen, bound, TEST_OP_GE, what, #seen)
#define EXPECT_TRUE(cond, what)		__EXPECT(!!(cond), 1, TEST_OP_TRUE, what, #cond)
#define EXPECT_STREQ(seen, expected, what) \
	__EXPECT(seen, expected, TEST_OP_STREQ, what, #seen)

/* The same, but what does not hold ends the case (teardown still runs). */
#define __ASSERT(held)			do { if (!(held)) return; } while (0)
#define ASSERT_EQ(...)			__ASSERT(EXPECT_EQ(__VA_ARGS__))
#define ASSERT_NE(...)			__ASSERT(EXPECT_NE(__VA_ARGS__))
#define ASSERT_LT(...)			__ASSERT(EXPECT_LT(__VA_ARGS__))
#define ASSERT_LE(...)			__ASSERT(EXPECT_LE(__VA_ARGS__))
#define ASSERT_GT(...)			__ASSERT(EXPECT_GT(__VA_ARGS__))
#define ASSERT_GE(...)			__ASSERT(EXPECT_GE(__VA_ARGS__))
#define ASSERT_TRUE(...)		__ASSERT(EXPECT_TRUE(__VA_ARGS__))
#define ASSERT_STREQ(...)		__ASSERT(EXPECT_STREQ(__VA_ARGS__))

/*
 * Expectations on the serial line, checked by the grader after the run: text
 * that must (has) or must not (not) match while the case ran (CONSOLE), or
 * between the kernel's entry and its first case (CONSOLE_BOOT). At file scope;
 * the regular expression is Python's, with a backslash written four times.
 */
#define CONSOLE(case_, has_or_not, regex)	__CONSOLE(#case_, "case", #has_or_not, regex)
#define CONSOLE_BOOT(case_, has_or_not, regex)	__CONSOLE(#case_, "boot", #has_or_not, regex)
#define __CONSOLE(case_, when, how, regex)				\
	asm(".pushsection .test.console,\"\",%progbits\n"		\
	    ".asciz \"" case_ "\\t" when "\\t" how "\\t" regex "\"\n"	\
	    ".popsection\n")

/**
 * test_expect() - let the proctor compare two values
 * @site: where the expectation stands in the source
 *
 * Called through EXPECT_* and ASSERT_*, from a case's body, setup or teardown.
 * For TEST_OP_STREQ both values are addresses of strings of 127 bytes at most.
 * Return: whether it holds. The case goes on either way.
 */
bool test_expect(const struct test_site *site, unsigned long seen,
		 unsigned long expected);

/** test_note() - add a line to the report of the running case (printf's format) */
__attribute__((format(printf, 1, 2))) void test_note(const char *fmt, ...);

/** test_random() - the next of the running case's 64-bit numbers; same seed, same numbers */
u64 test_random(void);

/** hw_entry() - a register as the proctor saw it when start_kernel() began */
u64 hw_entry(enum hw_reg reg);

/** hw_now() - a register as the proctor sees it now */
u64 hw_now(enum hw_reg reg);

/** hw_walk() - what the page tables say of @va, walked by the proctor */
u64 hw_walk(unsigned long va, enum walk_what what);

/** hw_machine() - what is true of the memory and the CPUs that the kernel was given */
u64 hw_machine(enum machine_fact what, unsigned long index);

/**
 * hw_read32() - a device's register as the secure world reads it
 * @phys: physical address in the GIC, the console's PL011 (not its data register) or the PL061
 *
 * The secure view of the GIC: priorities are not shifted, and every group is
 * seen. Another address voids the run.
 */
u32 hw_read32(u64 phys);

/**
 * test_pend() - make an interrupt pending, as a device's edge would
 * @intid: the GIC's own number: SGI 0 to 15, PPI 16 to 31 of this CPU, SPI from 32
 *
 * Whether it arrives, and when, is the kernel's doing. A number that does not
 * exist, or is the secure world's (15, 29, 40), voids the run.
 */
void test_pend(unsigned int intid);

/**
 * test_type() - somebody types a byte on the console
 * @byte: what comes in at the UART
 *
 * For stages from 5 on. When it returns, the byte is in the UART's FIFO, and
 * its interrupt has arrived if the kernel lets it. The machine's clock stands
 * still meanwhile.
 * Return: false if the FIFO was full, and the byte is lost.
 */
bool test_type(u8 byte);

/**
 * test_press_power() - somebody presses the power key, and lets go of it
 *
 * For stages from 5 on. The key is line 3 of the PL061. When it returns, 101 ms
 * of the machine's time have passed, which no budget counts, and the key is up:
 * both edges came while no interrupt could arrive.
 */
void test_press_power(void);

/**
 * test_let_pass() - let the machine's time go on, with the kernel standing still
 * @ns: for how long; at most a day
 *
 * As if interrupts had been masked that long: what came meanwhile arrives when it
 * returns. No budget counts that time, and it costs the host next to nothing.
 */
void test_let_pass(u64 ns);

/**
 * test_picture() - what a picture wants to show is there now
 *
 * Called by given code, anywhere at EL1. The machine stops for good there if it was
 * started for that (`make map8`); a kernel that is graded has no such call.
 */
#ifdef CONFIG_PICTURE
void test_picture(void);
#else
static inline void test_picture(void) { }
#endif

/**
 * test_snapshot() - let the proctor keep the state of the machine
 * @sp: the stack pointer before start_kernel() pushed anything
 *
 * Called first of all by start_kernel(). Without tests it is not linked.
 */
void test_snapshot(unsigned long sp);

/** run_tests() - run the stage's cases; called by start_kernel() at the stage's end, once */
void run_tests(void);

/** test_panicked() - panic() tells the harness; does not return under the proctor */
void test_panicked(const char *message);

#endif /* _TEST_TEST_H */
