/* SPDX-License-Identifier: MIT */
/*
 * Programs, as the machine's code sees them: from stage 8 on. Linux:
 * asm/exception.h, asm/traps.h, asm/extable.h.
 */
#ifndef _ASM_USER_H
#define _ASM_USER_H

#include <linux/compiler.h>
#include <linux/types.h>

struct pt_regs;
struct break_hook;

/* FSC of an access whose address is not aligned as it has to be (Arm ARM D17.2.37). */
#define ESR_ELx_FSC_ALIGN	0x21

/** user_vectors_init() - let VBAR_EL1 name the vectors that know programs; by start_kernel(), behind trap_init() */
void user_vectors_init(void);

/**
 * arm64_force_sig_fault() - the program has done what it may not
 * @sig, @code: SIG*, and why
 * @far: the address that it was about
 * @esr: the syndrome
 *
 * In the program's own thread, interrupts enabled. Until stage 10 there is nobody
 * to be told: it ends, and does not return.
 */
void arm64_force_sig_fault(int sig, int code, unsigned long far, u64 esr, struct pt_regs *regs);

/**
 * fixup_exception() - go on elsewhere, if this instruction of the kernel's was expected to fail
 *
 * Weak until stage 10, where copy_from_user() and its like come. Return: whether it was.
 */
bool fixup_exception(struct pt_regs *regs);

/** el0_svc() - a system call; weak until stage 9 */
void el0_svc(struct pt_regs *regs);

/** register_user_break_hook() - let @hook handle its BRK when a program executes it; at boot or in a test */
void register_user_break_hook(struct break_hook *hook);
void unregister_user_break_hook(struct break_hook *hook);

#endif /* _ASM_USER_H */
