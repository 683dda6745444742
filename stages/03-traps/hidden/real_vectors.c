// SPDX-License-Identifier: MIT
/* Exceptions from where the kernel never runs, taken by the hardware, and the table as it stands. */
#include <asm/ptrace.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <test/test.h>
#include "../tests/hook.h"

extern const u32 vectors[];

/* The target of an unconditional branch (B) at @insn, or 0. */
static u64 branch_target(const u32 *insn)
{
	s64 words = (s32)(*insn << 6) >> 6;

	return *insn >> 26 == 0x05 ? (u64)(insn + words) : 0;
}

static bool slot_leads_to(unsigned int slot, const char *want)
{
	unsigned long size, offset;

	for (unsigned int i = 0; i < 32; i++) {
		u64 target = branch_target(&vectors[32 * slot + i]);
		const char *name = target ? kallsyms_lookup(target, &size, &offset) : NULL;

		if (name && !offset && !strcmp(name, want))
			return true;
	}
	return false;
}

CHECK(sixteen_slots, "each of the sixteen slots leads to its own code", .hint = "The vector table")
{
	static const char *const name[16] = {
		"el1t_64_sync", "el1t_64_irq", "el1t_64_fiq", "el1t_64_error",
		"el1h_64_sync", "el1h_64_irq", "el1h_64_fiq", "el1h_64_error",
		"el0t_64_sync", "el0t_64_irq", "el0t_64_fiq", "el0t_64_error",
		"el0t_32_sync", "el0t_32_irq", "el0t_32_fiq", "el0t_32_error",
	};

	for (unsigned int i = 0; i < 16; i++) {
		bool found = slot_leads_to(i, name[i]);

		if (!found)
			test_note("the slot at 0x%03x has no branch to %s", 0x80 * i, name[i]);
		EXPECT_TRUE(found, "the slot branches to the code of its name");
	}
}

CHECK(real_sp0_exception, "a BRK on SP_EL0 comes through the first row of the table",
      .hint = "The vector table", .panics = true)
{
	asm volatile("msr spsel, #0\n\tbrk #0x134" : : : "memory");
	EXPECT_TRUE(false, "nothing behind the BRK runs");
}
CONSOLE(real_sp0_exception, has, "^Unhandled 64-bit el1t sync exception on CPU0, ESR 0x00000000f2000134 -- BRK .AArch64.");

/* Goes to EL0 at @pc, where nothing is mapped for it, with SP_EL0 = @sp. */
static void enter_user(u64 pc, u64 pstate, u64 sp)
{
	asm volatile("msr elr_el1, %0\n\tmsr spsr_el1, %1\n\tmsr sp_el0, %2\n\t"
		     "mov x29, xzr\n\teret"
		     : : "r" (pc), "r" (pstate | PSR_DAIF_ALL), "r" (sp) : "memory");
}

/* SP_EL0 is `current` as well until stage 9, so it has to look like a task. */
static struct task_struct twin __attribute__((aligned(4096)));

CHECK(real_user_exception, "an exception from EL0 comes through the third row, and pt_regs holds SP_EL0",
      .hint = "Saving and restoring", .panics = true)
{
	memcpy(&twin, &init_task, sizeof(twin));
	enter_user(0x1000, PSR_MODE_EL0t, (u64)&twin);
	EXPECT_TRUE(false, "nothing behind the ERET runs");
}
CONSOLE(real_user_exception, has, "^Unhandled 64-bit el0t sync exception on CPU0, ESR 0x000000008200000. -- IABT .lower EL.");
CONSOLE(real_user_exception, has, "^pstate: 000003c0 ");
CONSOLE(real_user_exception, has, "^pc : 0x1000\\\\r?$");
CONSOLE(real_user_exception, has, "^sp : ffffffc008[0-9a-f]{3}000\\\\r?$");

CHECK(real_aarch32_exception, "an exception of a 32-bit program comes through the fourth row",
      .hint = "The vector table", .panics = true)
{
	memcpy(&twin, &init_task, sizeof(twin));
	enter_user(0x1000, 0x10, (u64)&twin);
	EXPECT_TRUE(false, "nothing behind the ERET runs");
}
CONSOLE(real_aarch32_exception, has, "^Unhandled 32-bit el0t sync exception on CPU0");

static u64 inside;

static int read_masks(struct pt_regs *regs, u64 esr)
{
	(void)esr;
	asm volatile("mrs %0, daif" : "=r" (inside));
	regs->pc += 4;
	return DBG_HOOK_HANDLED;
}

static struct break_hook masks_hook = { .imm = TEST_BRK_IMM, .fn = read_masks };

static void add_masks(void)
{
	register_kernel_break_hook(&masks_hook);
}

static void remove_masks(void)
{
	asm volatile("msr daifset, #0xf");
	unregister_kernel_break_hook(&masks_hook);
}

CHECK(masks_survive, "the interrupt masks are set in the handler and as before behind it",
      .hint = "Nesting", .setup = add_masks, .teardown = remove_masks)
{
	u64 after;

	asm volatile("msr daifclr, #2\n\tbrk %1\n\tmrs %0, daif\n\tmsr daifset, #2"
		     : "=r" (after) : "i" (TEST_BRK_IMM) : "memory");
	EXPECT_EQ(inside & PSR_I_BIT, PSR_I_BIT, "DAIF.I in the handler");
	EXPECT_EQ(after, PSR_DAIF_ALL & ~PSR_I_BIT, "DAIF behind the exception");
}
