/* SPDX-License-Identifier: MIT */
/*
 * ptrace.h: the registers of an interrupted context, as entry.S keeps them on
 * the kernel stack (stage 3), as a signal frame and a debugger see them later.
 *
 * The first 34 words are user ABI (struct user_pt_regs); the rest is the
 * kernel's. The size is a multiple of 16, because SP has to be. Linux:
 * arch/arm64/include/asm/ptrace.h.
 */
#ifndef _ASM_PTRACE_H
#define _ASM_PTRACE_H

#include <asm/sysreg.h>

/* PSTATE, as SPSR_ELx holds it (Arm ARM C5.2.19). Mode: bits [3:0]. */
#define PSR_MODE_EL0t	0x0
#define PSR_MODE_EL1t	0x4
#define PSR_MODE_EL1h	0x5
#define PSR_MODE_MASK	0xf
#define PSR_F_BIT	PSR_F_MASK
#define PSR_I_BIT	PSR_I_MASK
#define PSR_A_BIT	PSR_A_MASK
#define PSR_D_BIT	PSR_D_MASK
#define PSR_IL_BIT	_BITUL(20)
#define PSR_V_BIT	_BITUL(28)
#define PSR_C_BIT	_BITUL(29)
#define PSR_Z_BIT	_BITUL(30)
#define PSR_N_BIT	_BITUL(31)

#ifndef __ASSEMBLY__
#include <linux/types.h>

/*
 * Write this: the members in this order: regs[31], sp, pc, pstate, orig_x0,
 * syscallno (32 bits, signed) and unused2 (32 bits), sdei_ttbr1, pmr_save,
 * stackframe[2], lockdep_hardirqs, exit_rcu; 0x150 bytes. All are u64 but those
 * two. The members below are only enough to compile.
 */
struct pt_regs {
	u64 pstate;
	u64 pc;
	u64 sp;
	u64 regs[31];
	u64 orig_x0;
	u64 syscallno;
	u64 stackframe[2];
};

/* Write this: did the context run at EL0; were IRQs unmasked in it. */
#define user_mode(regs)		((void)(regs), 0)
#define interrupts_enabled(regs) ((void)(regs), 0)

#define instruction_pointer(regs)	((regs)->pc)
#define user_stack_pointer(regs)	((regs)->sp)
#define NO_SYSCALL			(-1)

#endif /* __ASSEMBLY__ */
#endif /* _ASM_PTRACE_H */
