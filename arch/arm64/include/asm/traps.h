/* SPDX-License-Identifier: MIT */
/* Exceptions of the kernel: stages/03-traps. Linux: asm/traps.h, asm/exception.h. */
#ifndef _ASM_TRAPS_H
#define _ASM_TRAPS_H

#define OVERFLOW_STACK_SIZE	4096

#ifndef __ASSEMBLY__
#include <linux/compiler.h>
#include <linux/types.h>

struct pt_regs;

/** trap_init() - install the vectors; once, by start_kernel(), on the boot CPU */
void trap_init(void);

/**
 * die() - report an error in the kernel and panic
 * @what: for a person, as "Oops" or "Oops - BUG"
 * @regs: the registers at the error
 * @esr: the syndrome
 */
void __noreturn die(const char *what, struct pt_regs *regs, u64 esr);

/**
 * do_page_fault() - bring in what an abort missed
 * @far: the address
 * @esr: the syndrome
 * @regs: the registers at the access, which the handler may change
 *
 * Called for every data or instruction abort before it is an error. Weak in
 * stage 3, where it never helps; stage 8 defines it.
 * Return: whether the access may be tried again.
 */
bool do_page_fault(u64 far, u64 esr, struct pt_regs *regs);

/** show_regs() - print the registers and the call trace of @regs */
void show_regs(struct pt_regs *regs);

/** esr_get_class_string() - the exception class of a syndrome, as Linux names it ("DABT (current EL)") */
const char *esr_get_class_string(u64 esr);

#endif /* __ASSEMBLY__ */
#endif /* _ASM_TRAPS_H */
