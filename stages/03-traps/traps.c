// SPDX-License-Identifier: MIT
/*
 * traps.c: what the kernel does about an exception.
 *
 * entry.S hands over the registers; here the syndrome is decoded and either
 * the cause is dealt with (a WARN) or the kernel says what happened and stops.
 * Linux: arch/arm64/kernel/traps.c, entry-common.c, mm/fault.c (die_kernel_fault,
 * mem_abort_decode) and process.c (show_regs).
 */
#include <asm/current.h>
#include <asm/debug-monitors.h>
#include <asm/esr.h>
#include <asm/ptrace.h>
#include <asm/smp.h>
#include <asm/stacktrace.h>
#include <asm/sysreg.h>
#include <asm/traps.h>
#include <linux/bug.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/linkage.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>

/* Where a CPU goes on when its kernel stack has no room for an exception. */
DEFINE_PER_CPU(unsigned long [OVERFLOW_STACK_SIZE / sizeof(long)], overflow_stack) __aligned(16);

/* Set on a CPU that is inside die(): an error in there must not start over. */
static DEFINE_PER_CPU(bool, dying);

const char *esr_get_class_string(u64 esr)
{
	/*
	 * Write this: the name of each exception class that asm/esr.h lists, as
	 * Linux prints it ("DABT (current EL)", "BRK (AArch64)", ...), by the
	 * field EC of @esr; "UNRECOGNIZED EC" for the rest.
	 */
	(void)esr;
	return "";
}


void show_regs(struct pt_regs *regs)
{
	/*
	 * Write this: the lines "CPU: ", "pstate: ", "pc : ", "lr : ", "sp : ",
	 * then x29 to x0 with 16 digits each, then the call trace
	 * (dump_backtrace). Addresses in code go through sprint_symbol().
	 */
	(void)regs;
}


void __noreturn die(const char *what, struct pt_regs *regs, u64 esr)
{
	/*
	 * Write this: "Internal error: <what>: <esr, 16 digits> [#1] SMP", the
	 * registers, a line "Code:" with the last instructions (the faulting one in
	 * parentheses), and panic("%s: Fatal exception", what). An error inside
	 * die() itself must not start over for ever: see `dying`. The error may have
	 * come while this CPU held the console's lock: printk_force_unlocked() first.
	 */
	(void)regs;
	(void)esr;
	(void)dying;
	panic("%s: die() is not written yet (stages/03-traps/traps.c)", what);
}


/* Until stage 8 there is no memory that comes on demand. */
bool __weak do_page_fault(u64 far, u64 esr, struct pt_regs *regs)
{
	(void)far;
	(void)esr;
	(void)regs;
	return false;
}

/* The hook of BRK #BUG_BRK_IMM, which BUG() and WARN() compile to. */
static int bug_handler(struct pt_regs *regs, u64 esr)
{
	/*
	 * Write this: let report_bug() print; die("Oops - BUG") for a BUG; for a
	 * WARN go on behind the BRK. Not in the table: DBG_HOOK_ERROR.
	 */
	(void)regs;
	(void)esr;
	return DBG_HOOK_ERROR;
}

static struct break_hook bug_break_hook = {
	.imm = BUG_BRK_IMM,
	.fn = bug_handler,
};

/* An exception that the kernel has no use for. Linux: __panic_unhandled(). */
static void __noreturn panic_unhandled(struct pt_regs *regs, const char *vector, u64 esr)
{
	/*
	 * Write this: "Unhandled <vector> exception on CPU<n>, ESR 0x<16 digits> --
	 * <class>", the registers, and panic("Unhandled exception").
	 */
	(void)regs;
	(void)esr;
	panic("%s: panic_unhandled() is not written yet (stages/03-traps/traps.c)", vector);
}

/*
 * An exception of the kernel itself, taken on its own stack. Called by entry.S
 * with DAIF masked. Linux: el1h_64_sync_handler() in entry-common.c.
 */
asmlinkage void el1h_64_sync_handler(struct pt_regs *regs);
asmlinkage void el1h_64_sync_handler(struct pt_regs *regs)
{
	u64 esr = read_sysreg(esr_el1);
	/*
	 * Write this: by the exception class: aborts of the current level (ask
	 * do_page_fault(); if it cannot help, "Unable to handle kernel ... at
	 * virtual address", the syndrome in words, die("Oops")), BRK (call_break_hook), undefined instruction, misaligned PC
	 * or SP; anything else is panic_unhandled().
	 */
	panic_unhandled(regs, "64-bit el1h sync", esr);
}

/*
 * The fifteen vectors that stage 3 has no use for. Weak: a later stage that has
 * one (interrupts, system calls) defines the handler, and the linker takes that.
 */
#define UNHANDLED(el, regsize, vector)						\
	asmlinkage void el##_##regsize##_##vector##_handler(struct pt_regs *regs); \
	asmlinkage void __weak el##_##regsize##_##vector##_handler(struct pt_regs *regs) \
	{									\
		panic_unhandled(regs, #regsize "-bit " #el " " #vector,		\
				read_sysreg(esr_el1));				\
	}

UNHANDLED(el1t, 64, sync)
UNHANDLED(el1t, 64, irq)
UNHANDLED(el1t, 64, fiq)
UNHANDLED(el1t, 64, error)
UNHANDLED(el1h, 64, irq)
UNHANDLED(el1h, 64, fiq)
UNHANDLED(el1h, 64, error)
UNHANDLED(el0t, 64, sync)
UNHANDLED(el0t, 64, irq)
UNHANDLED(el0t, 64, fiq)
UNHANDLED(el0t, 64, error)
UNHANDLED(el0t, 32, sync)
UNHANDLED(el0t, 32, irq)
UNHANDLED(el0t, 32, fiq)
UNHANDLED(el0t, 32, error)

/*
 * The kernel stack had no room for an exception. Called by entry.S on the
 * overflow stack; regs->sp is where the stack pointer was. Linux:
 * panic_bad_stack().
 */
asmlinkage void __noreturn handle_bad_stack(struct pt_regs *regs);
asmlinkage void __noreturn handle_bad_stack(struct pt_regs *regs)
{
	/*
	 * Write this: "Insufficient stack space to handle exception!", ESR and FAR,
	 * where both stacks lie, the registers, and panic("kernel stack overflow").
	 */
	(void)regs;
	panic("handle_bad_stack() is not written yet (stages/03-traps/traps.c)");
}

void trap_init(void)
{
	/*
	 * Write this: register bug_break_hook, put the address of `vectors`
	 * (entry.S) into VBAR_EL1, and isb so that the next exception finds it.
	 */
	(void)bug_break_hook;
}
