// SPDX-License-Identifier: MIT
/* What a program may not do ends the program, and says why. */
#include "run.h"

static const struct sin {
	const char *what;
	int signal, why;
	unsigned long address;		/* 0: whatever */
} sins[] = {
	{ "null", SIGSEGV, SEGV_MAPERR, 0 },
	{ "near-null", SIGSEGV, SEGV_MAPERR, 0x8000 },
	{ "write-code", SIGSEGV, SEGV_ACCERR, 0 },
	{ "write-const", SIGSEGV, SEGV_ACCERR, 0 },
	{ "run-data", SIGSEGV, SEGV_ACCERR, 0 },
	{ "run-stack", SIGSEGV, SEGV_ACCERR, 0 },
	{ "read-kernel", SIGSEGV, SEGV_MAPERR, 0xffffff8000200000 },
	{ "write-kernel", SIGSEGV, SEGV_MAPERR, 0xffffff8000200000 },
	{ "run-kernel", SIGSEGV, SEGV_MAPERR, 0xffffffc008000000 },
	{ "read-nowhere", SIGSEGV, SEGV_MAPERR, 1UL << 45 },
};

/* Whether it ended as it should. */
static bool commit(const struct sin *s)
{
	struct program p = run(s->what);

	if (!EXPECT_EQ(p.error, 0, "kernel_execve()"))
		return false;
	if (p.code != s->signal || p.why != s->why)
		test_note("what it did: %s", s->what);
	EXPECT_EQ(p.code, s->signal, "the signal that it ended by");
	EXPECT_EQ(p.why, s->why, "why (1: there is nothing, 2: not for that)");
	if (s->address)
		EXPECT_EQ(p.address, s->address, "the address");
	return p.code == s->signal && p.why == s->why;
}

CHECK(bad_accesses, "an access that is not allowed ends the program, with the reason, and the kernel goes on",
      .hint = "What cannot be helped", .setup = watch, .teardown = unwatch)
{
	unsigned long before = vm_events[PGFAULT_BAD];

	for (unsigned int i = 0; i < ARRAY_SIZE(sins); i++)
		if (!commit(&sins[i]))
			return;
	EXPECT_EQ(vm_events[PGFAULT_BAD] - before, 6, "those counted, below TASK_SIZE");
	EXPECT_EQ(run("exit", "3").code, 3 << 8, "the next program");
}

CHECK(alignment_faults, "an address that is not aligned as it has to be is SIGBUS", .hint = "What cannot be helped",
      .setup = watch, .teardown = unwatch)
{
	if (!commit(&(const struct sin){ "odd-exclusive", SIGBUS, BUS_ADRALN, 0 }))
		return;
	commit(&(const struct sin){ "odd-pc", SIGBUS, BUS_ADRALN, 0 });
}

CHECK(other_exceptions, "undefined and privileged instructions end the program", .hint = "From user mode and back",
      .setup = watch, .teardown = unwatch)
{
	if (!commit(&(const struct sin){ "undefined", SIGILL, ILL_ILLOPC, 0 }))
		return;
	if (!commit(&(const struct sin){ "privileged", SIGILL, ILL_ILLOPC, 0 }))
		return;
	if (!commit(&(const struct sin){ "masks", SIGILL, ILL_ILLOPC, 0 }))
		return;
	commit(&(const struct sin){ "break", SIGTRAP, TRAP_BRKPT, 0 });
}

static u64 kernel_sin(u64 what, u64 value)
{
	(void)value;
	/* A kernel that reads where its program has nothing: no program's fault. */
	return what ? 0 : *(u64 volatile *)0x12345678;
}

CHECK(kernel_fault_still_oopses, "a bad access of the kernel's own is still an oops, with a program's address too",
      .hint = "Faults of the kernel", .panics = true, .setup = watch)
{
	watcher = kernel_sin;
	run("touch");
	test_note("the kernel went on");
}

CONSOLE(kernel_fault_still_oopses, has, "^Unable to handle kernel paging request at virtual address 0000000012345678");
CONSOLE(kernel_fault_still_oopses, has, "^Internal error: Oops:");
