// SPDX-License-Identifier: MIT
/* An abort that can be helped: do_page_fault() has a say before it is an error. */
#include <asm/esr.h>
#include <asm/memory.h>
#include <asm/ptrace.h>
#include <asm/traps.h>
#include <test/test.h>

#define MISSING		(PAGE_OFFSET + 0x7654320)

static bool armed;
static u64 value, seen_far, seen_esr;
static int calls;

/* Takes the place of the weak one; "brings the page in" by another address in x1. */
bool do_page_fault(u64 far, u64 esr, struct pt_regs *regs)
{
	if (!armed)
		return false;
	armed = false;
	calls++;
	seen_far = far;
	seen_esr = esr;
	regs->regs[1] = (u64)&value;
	return true;
}

static void disarm(void)
{
	armed = false;
}

CHECK(fault_is_retried, "an access that do_page_fault() helped is tried again, and the code goes on",
      .hint = "Decoding the syndrome", .teardown = disarm)
{
	u64 got;

	value = test_random();
	calls = 0;
	armed = true;
	asm volatile("mov x1, %1\n\tldr %0, [x1]" : "=r" (got) : "r" (MISSING) : "x1", "memory");
	EXPECT_EQ(calls, 1, "times that do_page_fault() was asked");
	EXPECT_EQ(seen_far, MISSING, "far");
	EXPECT_EQ(ESR_ELx_EC(seen_esr), ESR_ELx_EC_DABT_CUR, "the class in esr");
	EXPECT_EQ(got, value, "what the load read in the end");
}
