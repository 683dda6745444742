// SPDX-License-Identifier: MIT
/*
 * user_trap.c: what a program may ask for before there are system calls: BRK
 * with an immediate that common/user/user.h names. Gone in stage 9.
 */
#if CONFIG_STAGE == 8
#include <asm/brk-imm.h>
#include <asm/debug-monitors.h>
#include <asm/ptrace.h>
#include <asm/user.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm_struct.h>
#include <linux/printk.h>
#include <linux/sched.h>

static int trap_exit(struct pt_regs *regs, u64 esr)
{
	(void)esr;
	if (current->pid == 1) {
		printk("The first program has ended with %d: nothing left to run, the CPUs wait.\n", (int)regs->regs[0]);
		for (;;)
			schedule_timeout_uninterruptible(MAX_SCHEDULE_TIMEOUT);
	}
	do_exit((long)(regs->regs[0] & 0xff) << 8);
}

static int trap_print(struct pt_regs *regs, u64 esr)
{
	char c[2] = "";

	(void)esr;
	for (unsigned long p = regs->regs[0]; !mm_read(current->mm, p, c, 1) && c[0]; p++)
		printk("%s", c);
	regs->pc += 4;
	return DBG_HOOK_HANDLED;
}

static int trap_fork(struct pt_regs *regs, u64 esr)
{
	const struct kernel_clone_args args = { 0 };

	(void)esr;
	regs->pc += 4;
	regs->regs[0] = kernel_clone(&args);
	return DBG_HOOK_HANDLED;
}

static int trap_yield(struct pt_regs *regs, u64 esr)
{
	(void)esr;
	regs->pc += 4;
	yield();
	return DBG_HOOK_HANDLED;
}

static struct break_hook traps[] = {
	{ .imm = TEST_BRK_IMM + 1, .fn = trap_exit },
	{ .imm = TEST_BRK_IMM + 2, .fn = trap_print },
	{ .imm = TEST_BRK_IMM + 3, .fn = trap_fork },
	{ .imm = TEST_BRK_IMM + 5, .fn = trap_yield },
};

static int register_traps(void)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(traps); i++)
		register_user_break_hook(&traps[i]);
	return 0;
}
core_initcall(register_traps);
#endif
