// SPDX-License-Identifier: MIT
/*
 * process-user.c: the registers that a program begins with, and what it is told
 * of the CPU. Linux: asm/processor.h (start_thread), arch/arm64/kernel/process.c
 * (flush_thread), cpufeature.c (elf_hwcap).
 */
#include <asm/ptrace.h>
#include <asm/sysreg.h>
#include <asm/thread.h>
#include <linux/binfmts.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>

void start_thread(unsigned long pc, unsigned long sp)
{
	static const struct user_fpsimd_state zero __aligned(16);
	struct pt_regs *regs = current_pt_regs();

	memset(regs, 0, sizeof(*regs));
	regs->pc = pc;
	regs->sp = sp;
	regs->pstate = PSR_MODE_EL0t;
	regs->syscallno = NO_SYSCALL;
	write_sysreg(0, tpidr_el0);
	write_sysreg(0, tpidrro_el0);
	fpsimd_load_state(&zero);
}

/* A field of four bits; 15 in those of ID_AA64PFR0_EL1 means "not there" (Arm ARM D17.1.3). */
static unsigned int field(u64 reg, unsigned int shift)
{
	return reg >> shift & 0xf;
}

unsigned long elf_hwcap(void)
{
	u64 pfr0 = read_sysreg(id_aa64pfr0_el1), isar0 = read_sysreg(id_aa64isar0_el1);
	unsigned long cap = 0;

	/* The bits of Linux's uapi/asm/hwcap.h. */
	if (field(pfr0, 16) != 15)
		cap |= 1 << 0;				/* FP */
	if (field(pfr0, 20) != 15)
		cap |= 1 << 1;				/* ASIMD */
	cap |= field(isar0, 4) ? 1 << 3 : 0;		/* AES */
	cap |= field(isar0, 4) >= 2 ? 1 << 4 : 0;	/* PMULL */
	cap |= field(isar0, 8) ? 1 << 5 : 0;		/* SHA1 */
	cap |= field(isar0, 12) ? 1 << 6 : 0;		/* SHA2 */
	cap |= field(isar0, 16) ? 1 << 7 : 0;		/* CRC32 */
	cap |= field(isar0, 20) >= 2 ? 1 << 8 : 0;	/* ATOMICS */
	return cap;
}
