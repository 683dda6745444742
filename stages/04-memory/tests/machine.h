/* SPDX-License-Identifier: MIT */
/* Questions about the machine's memory that the proctor answers, not the kernel. */
#include <asm/page.h>
#include <test/test.h>

/* Whether a range of that kind holds @pa. */
static __maybe_unused bool taken_as(u64 pa, enum machine_reserved kind)
{
	for (u64 i = 0; i < hw_machine(MACHINE_RESERVED, 0); i++)
		if (hw_machine(MACHINE_RESERVED_KIND, i) == kind &&
		    pa - hw_machine(MACHINE_RESERVED_BASE, i) < hw_machine(MACHINE_RESERVED_SIZE, i))
			return true;
	return false;
}

static __maybe_unused bool is_bank(u64 pa)
{
	for (u64 i = 0; i < hw_machine(MACHINE_BANKS, 0); i++)
		if (pa - hw_machine(MACHINE_BANK_BASE, i) < hw_machine(MACHINE_BANK_SIZE, i))
			return true;
	return false;
}
