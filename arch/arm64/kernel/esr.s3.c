// SPDX-License-Identifier: MIT
/*
 * Fault status codes in words (Arm ARM D17.2.37, "ISS encoding for an
 * exception from a Data Abort", DFSC). Linux: fault_info[] in
 * arch/arm64/mm/fault.c.
 */
#include <asm/esr.h>
#include <linux/kernel.h>

static const char *const names[64] = {
	[0x00] = "level 0 address size fault",
	[0x01] = "level 1 address size fault",
	[0x02] = "level 2 address size fault",
	[0x03] = "level 3 address size fault",
	[0x04] = "level 0 translation fault",
	[0x05] = "level 1 translation fault",
	[0x06] = "level 2 translation fault",
	[0x07] = "level 3 translation fault",
	[0x09] = "level 1 access flag fault",
	[0x0a] = "level 2 access flag fault",
	[0x0b] = "level 3 access flag fault",
	[0x0d] = "level 1 permission fault",
	[0x0e] = "level 2 permission fault",
	[0x0f] = "level 3 permission fault",
	[0x10] = "synchronous external abort",
	[0x14] = "level 0 (translation table walk)",
	[0x15] = "level 1 (translation table walk)",
	[0x16] = "level 2 (translation table walk)",
	[0x17] = "level 3 (translation table walk)",
	[0x18] = "synchronous parity or ECC error",
	[0x21] = "alignment fault",
	[0x30] = "TLB conflict abort",
	[0x35] = "unsupported exclusive or atomic access",
};

const char *esr_fault_name(unsigned int fsc)
{
	const char *name = fsc < ARRAY_SIZE(names) ? names[fsc] : NULL;

	return name ? name : "unknown fault";
}
