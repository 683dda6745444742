/* SPDX-License-Identifier: MIT */
/* The reference's ptrace.h as a student release has it. */
#ifndef _ASM_PTRACE_H
#define _ASM_PTRACE_H

#include <asm/sysreg.h>

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

/* As the comment in your own ptrace.h says it. */
struct pt_regs { u64 regs[31], sp, pc, pstate, orig_x0; s32 syscallno; u32 unused2;
	u64 sdei_ttbr1, pmr_save, stackframe[2], lockdep_hardirqs, exit_rcu; };

int ref_user_mode(const struct pt_regs *regs);
int ref_interrupts_enabled(const struct pt_regs *regs);
#define user_mode		ref_user_mode
#define interrupts_enabled	ref_interrupts_enabled

#define instruction_pointer(regs)	((regs)->pc)
#define user_stack_pointer(regs)	((regs)->sp)
#define NO_SYSCALL			(-1)

#endif /* __ASSEMBLY__ */
#endif
