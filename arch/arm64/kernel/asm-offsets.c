// SPDX-License-Identifier: MIT
/*
 * Offsets of C structures, for assembly.
 *
 * Compiled to assembly only; the Makefile turns the "->NAME value" lines into
 * generated/asm/asm-offsets.h, so that no offset is ever typed twice. Linux:
 * arch/arm64/kernel/asm-offsets.c and include/linux/kbuild.h.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#if CONFIG_STAGE >= 2
#include <asm/ptrace.h>
#endif
#if CONFIG_STAGE >= 7
#include <asm/smp.h>
#endif

#define DEFINE(sym, val)	asm volatile("\n.ascii \"->" #sym " %0\"" : : "i" (val))
#define OFFSET(sym, str, mem)	DEFINE(sym, offsetof(struct str, mem))

/* The compiler loads the canary from here, by -mstack-protector-guard-offset=0. */
static_assert(offsetof(struct task_struct, stack_canary) == 0);

int main(void);
int main(void)
{
	OFFSET(TSK_STACK_CANARY, task_struct, stack_canary);
	OFFSET(TSK_STACK, task_struct, stack);
#if CONFIG_STAGE >= 2
	OFFSET(S_X0, pt_regs, regs[0]);
	OFFSET(S_X2, pt_regs, regs[2]);
	OFFSET(S_X4, pt_regs, regs[4]);
	OFFSET(S_X6, pt_regs, regs[6]);
	OFFSET(S_X8, pt_regs, regs[8]);
	OFFSET(S_X10, pt_regs, regs[10]);
	OFFSET(S_X12, pt_regs, regs[12]);
	OFFSET(S_X14, pt_regs, regs[14]);
	OFFSET(S_X16, pt_regs, regs[16]);
	OFFSET(S_X18, pt_regs, regs[18]);
	OFFSET(S_X20, pt_regs, regs[20]);
	OFFSET(S_X22, pt_regs, regs[22]);
	OFFSET(S_X24, pt_regs, regs[24]);
	OFFSET(S_X26, pt_regs, regs[26]);
	OFFSET(S_X28, pt_regs, regs[28]);
	OFFSET(S_FP, pt_regs, regs[29]);
	OFFSET(S_LR, pt_regs, regs[30]);
	OFFSET(S_SP, pt_regs, sp);
	OFFSET(S_PC, pt_regs, pc);
	OFFSET(S_PSTATE, pt_regs, pstate);
	OFFSET(S_SYSCALLNO, pt_regs, syscallno);
	OFFSET(S_STACKFRAME, pt_regs, stackframe);
	DEFINE(PT_REGS_SIZE, sizeof(struct pt_regs));
#endif
#if CONFIG_STAGE >= 7
	OFFSET(TSK_TI_FLAGS, task_struct, thread_info.flags);
	OFFSET(THREAD_CPU_CONTEXT, task_struct, thread.cpu_context);
	OFFSET(FPSIMD_FPSR, user_fpsimd_state, fpsr);
	OFFSET(FPSIMD_FPCR, user_fpsimd_state, fpcr);
	OFFSET(SECONDARY_STACK, secondary_data, stack);
	OFFSET(SECONDARY_TASK, secondary_data, task);
	OFFSET(SECONDARY_SCTLR, secondary_data, sctlr);
	OFFSET(SECONDARY_TCR, secondary_data, tcr);
	OFFSET(SECONDARY_MAIR, secondary_data, mair);
	OFFSET(SECONDARY_CPACR, secondary_data, cpacr);
	OFFSET(SECONDARY_TTBR1, secondary_data, ttbr1);
	OFFSET(SECONDARY_IDMAP, secondary_data, idmap);
	OFFSET(SECONDARY_VBAR, secondary_data, vbar);
#endif
	return 0;
}
