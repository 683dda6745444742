/* SPDX-License-Identifier: MIT */
/* Questions about the machine's memory that the proctor answers, not the kernel. */
#include <asm/page.h>
#include <linux/compiler.h>
#include <test/test.h>

/* Asked once in each boot: a question costs as much as a few hundred instructions. */
static struct {
	u64 base, size, kind;
} taken[16], banks[16];
static unsigned int ntaken, nbanks;

static __maybe_unused void ask_machine(void)
{
	if (nbanks)
		return;
	for (ntaken = 0; ntaken < hw_machine(MACHINE_RESERVED, 0); ntaken++) {
		taken[ntaken].base = hw_machine(MACHINE_RESERVED_BASE, ntaken);
		taken[ntaken].size = hw_machine(MACHINE_RESERVED_SIZE, ntaken);
		taken[ntaken].kind = hw_machine(MACHINE_RESERVED_KIND, ntaken);
	}
	for (; nbanks < hw_machine(MACHINE_BANKS, 0); nbanks++) {
		banks[nbanks].base = hw_machine(MACHINE_BANK_BASE, nbanks);
		banks[nbanks].size = hw_machine(MACHINE_BANK_SIZE, nbanks);
	}
}

/* Whether a range of that kind holds @pa. */
static __maybe_unused bool taken_as(u64 pa, enum machine_reserved kind)
{
	ask_machine();
	for (unsigned int i = 0; i < ntaken; i++)
		if (taken[i].kind == kind && pa - taken[i].base < taken[i].size)
			return true;
	return false;
}

static __maybe_unused bool is_bank(u64 pa)
{
	ask_machine();
	for (unsigned int i = 0; i < nbanks; i++)
		if (pa - banks[i].base < banks[i].size)
			return true;
	return false;
}
