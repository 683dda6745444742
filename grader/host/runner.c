// SPDX-License-Identifier: MIT
/*
 * Runs the kernel's test cases on the host, under cmocka: the same files, the
 * same CHECK and EXPECT, with the sanitizers of the host's compiler. Only for
 * tests of pure C; what asks the proctor fails here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#undef run_tests	/* an old macro of cmocka, and a function of ours */
#include <test/test.h>
#include "host.h"

#define CPU_SECONDS	120

extern const struct test_case __start_test_cases[], __stop_test_cases[];

/* What the kernel's headers refer to. */
u64 kimage_voffset;

static unsigned int failed;
static u64 random_state;

static int holds(u32 op, unsigned long seen, unsigned long expected)
{
	switch (op) {
	case TEST_OP_NE:	return seen != expected;
	case TEST_OP_LT:	return seen < expected;
	case TEST_OP_LE:	return seen <= expected;
	case TEST_OP_GT:	return seen > expected;
	case TEST_OP_GE:	return seen >= expected;
	case TEST_OP_STREQ:	return !strcmp((const char *)seen, (const char *)expected);
	default:		return seen == expected;
	}
}

bool test_expect(const struct test_site *site, unsigned long seen, unsigned long expected)
{
	if (holds(site->op, seen, expected))
		return true;
	failed++;
	if (site->op == TEST_OP_STREQ)
		print_error("%s:%u: %s (%s): expected \"%s\", seen \"%s\"\n", site->file, site->line,
			    site->what, site->expr, (const char *)expected, (const char *)seen);
	else
		print_error("%s:%u: %s (%s): expected %#lx, seen %#lx\n", site->file, site->line,
			    site->what, site->expr, expected, seen);
	return false;
}

void test_note(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vprint_error(fmt, args);
	va_end(args);
	print_error("\n");
}

/* splitmix64, as in the proctor. */
u64 test_random(void)
{
	u64 z = random_state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
	return z ^ z >> 31;
}

/* A child that is to end in panic() says so with its status. */
#define PANICKED	42
static bool may_panic;

void host_die(const char *what, const char *text, int line)
{
	if (may_panic && (!strcmp(what, "panic") || !strcmp(what, "BUG")))
		_exit(PANICKED);
	fprintf(stderr, "%s: %s:%d\n", what, text, line);
	abort();
}

void *host_alloc(unsigned long size)
{
	void *p = malloc(size);

	if (!p)
		host_die("no memory on the host", "", 0);
	return p;
}

void host_free(void *p)
{
	free(p);
}

/* Tests of the kernel's hardware have no place here; those that ask for it are not listed. */
u64 hw_machine(enum machine_fact what, unsigned long index)
{
	(void)what;
	(void)index;
	host_die("hw_machine() on the host", "", 0);
}

__attribute__((weak)) void host_setup(void)
{
}

static void run_body(const struct test_case *c)
{
	failed = 0;
	random_state = (u64)(c - __start_test_cases);
	if (c->setup)
		c->setup();
	c->fn();
	if (c->teardown)
		c->teardown();
}

/* In a process of its own: behind a panic nothing can be relied on. Its console is not looked at. */
static void run_panicking(const struct test_case *c)
{
	int status = 0;
	pid_t child;

	fflush(NULL);
	child = fork();
	if (!child) {
		may_panic = true;
		run_body(c);
		_exit(0);
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		fail_msg("%s: no process for it", c->title);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != PANICKED)
		fail_msg("%s: it does not end in panic()", c->title);
}

static void run_case(void **state)
{
	const struct test_case *c = *state;

	if (c->panics) {
		run_panicking(c);
		return;
	}
	run_body(c);
	if (failed)
		fail_msg("%s: %u expectations do not hold", c->title, failed);
}

int main(void)
{
	size_t count = __stop_test_cases - __start_test_cases;
	struct CMUnitTest *tests = calloc(count, sizeof(*tests));
	int not_passed;

	if (!tests)
		return 3;
	/* What never ends is ended: all tests together take a few seconds. */
	setrlimit(RLIMIT_CPU, &(struct rlimit){ CPU_SECONDS, CPU_SECONDS });
	host_setup();
	for (size_t i = 0; i < count; i++) {
		tests[i].name = __start_test_cases[i].name;
		tests[i].test_func = run_case;
		tests[i].initial_state = (void *)&__start_test_cases[i];
	}
	not_passed = _cmocka_run_group_tests(SUITE, tests, count, NULL, NULL);
	free(tests);
	return not_passed ? 1 : 0;
}
