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
#ifdef SOLUTION
	static const char *const names[64] = {
		[ESR_ELx_EC_UNKNOWN]	 = "Unknown/Uncategorized",
		[ESR_ELx_EC_WFx]	 = "WFI/WFE",
		[ESR_ELx_EC_FP_ASIMD]	 = "ASIMD",
		[ESR_ELx_EC_ILL]	 = "PSTATE.IL",
		[ESR_ELx_EC_SVC64]	 = "SVC (AArch64)",
		[ESR_ELx_EC_HVC64]	 = "HVC (AArch64)",
		[ESR_ELx_EC_SMC64]	 = "SMC (AArch64)",
		[ESR_ELx_EC_SYS64]	 = "MSR/MRS (AArch64)",
		[ESR_ELx_EC_IABT_LOW]	 = "IABT (lower EL)",
		[ESR_ELx_EC_IABT_CUR]	 = "IABT (current EL)",
		[ESR_ELx_EC_PC_ALIGN]	 = "PC Alignment",
		[ESR_ELx_EC_DABT_LOW]	 = "DABT (lower EL)",
		[ESR_ELx_EC_DABT_CUR]	 = "DABT (current EL)",
		[ESR_ELx_EC_SP_ALIGN]	 = "SP Alignment",
		[ESR_ELx_EC_FP_EXC64]	 = "FP (AArch64)",
		[ESR_ELx_EC_SERROR]	 = "SError",
		[ESR_ELx_EC_BREAKPT_CUR] = "Breakpoint (current EL)",
		[ESR_ELx_EC_SOFTSTP_CUR] = "Software Step (current EL)",
		[ESR_ELx_EC_WATCHPT_CUR] = "Watchpoint (current EL)",
		[ESR_ELx_EC_BRK64]	 = "BRK (AArch64)",
	};
	const char *name = names[ESR_ELx_EC(esr)];

	return name ? name : "UNRECOGNIZED EC";
#else
	/*
	 * Write this: the name of each exception class that asm/esr.h lists, as
	 * Linux prints it ("DABT (current EL)", "BRK (AArch64)", ...), by the
	 * field EC of @esr; "UNRECOGNIZED EC" for the rest.
	 */
	(void)esr;
	return "";
#endif
}

#ifdef SOLUTION
/* The flags of a PSTATE, capital when set. */
static void print_pstate(u64 pstate)
{
	printk("pstate: %08llx (%c%c%c%c %c%c%c%c)\n", pstate,
	       pstate & PSR_N_BIT ? 'N' : 'n', pstate & PSR_Z_BIT ? 'Z' : 'z',
	       pstate & PSR_C_BIT ? 'C' : 'c', pstate & PSR_V_BIT ? 'V' : 'v',
	       pstate & PSR_D_BIT ? 'D' : 'd', pstate & PSR_A_BIT ? 'A' : 'a',
	       pstate & PSR_I_BIT ? 'I' : 'i', pstate & PSR_F_BIT ? 'F' : 'f');
}
#endif

void show_regs(struct pt_regs *regs)
{
#ifdef SOLUTION
	char name[KSYM_SYMBOL_LEN];

	printk("CPU: %d PID: %d Comm: %s\n", raw_smp_processor_id(), current->pid, current->comm);
	print_pstate(regs->pstate);
	sprint_symbol(name, regs->pc);
	printk("pc : %s\n", name);
	sprint_symbol(name, regs->regs[30]);
	printk("lr : %s\n", name);
	printk("sp : %016llx\n", regs->sp);
	/* Downwards and three a line, but the first line has two, as Linux prints them. */
	printk("x29: %016llx x28: %016llx\n", regs->regs[29], regs->regs[28]);
	for (int i = 27; i > 0; i -= 3)
		printk("x%-2d: %016llx x%-2d: %016llx x%-2d: %016llx\n", i, regs->regs[i],
		       i - 1, regs->regs[i - 1], i - 2, regs->regs[i - 2]);
	printk("x0 : %016llx\n", regs->regs[0]);
	dump_backtrace(regs);
#else
	/*
	 * Write this: the lines "CPU: ", "pstate: ", "pc : ", "lr : ", "sp : ",
	 * then x29 to x0 with 16 digits each, then the call trace
	 * (dump_backtrace). Addresses in code go through sprint_symbol().
	 */
	(void)regs;
#endif
}

#ifdef SOLUTION
/* The last instructions, the faulting one in parentheses; nothing when they cannot be read. */
static void dump_code(const struct pt_regs *regs)
{
	unsigned long size, offset;

	/* Only inside a known function, and no further back than its start. */
	if (!kallsyms_lookup(regs->pc, &size, &offset) || regs->pc & 3)
		return;
	printk("Code:");
	for (int i = offset < 16 ? -(int)(offset / 4) : -4; i <= 0; i++)
		printk(i ? " %08x" : " (%08x)\n", ((const u32 *)regs->pc)[i]);
}
#endif

void __noreturn die(const char *what, struct pt_regs *regs, u64 esr)
{
#ifdef SOLUTION
	/* What is printed below may fail as well; then say so, once, and stop. */
	if (this_cpu_read(dying))
		panic("%s: error while reporting an error", what);
	this_cpu_write(dying, true);

	printk_force_unlocked();
	printk("Internal error: %s: %016llx [#1] SMP\n", what, esr);
	show_regs(regs);
	dump_code(regs);
	printk("---[ end trace 0000000000000000 ]---\n");
	panic("%s: Fatal exception", what);
#else
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
#endif
}

#ifdef SOLUTION
/* Linux: mem_abort_decode() and data_abort_decode(). */
static void mem_abort_decode(u64 esr)
{
	printk("Mem abort info:\n");
	printk("  ESR = 0x%016llx\n", esr);
	printk("  EC = 0x%02llx: %s, IL = %d bits\n", ESR_ELx_EC(esr),
	       esr_get_class_string(esr), esr & ESR_ELx_IL ? 32 : 16);
	printk("  FSC = 0x%02llx: %s\n", esr & ESR_ELx_FSC, esr_fault_name(esr & ESR_ELx_FSC));
	if (ESR_ELx_EC(esr) == ESR_ELx_EC_DABT_CUR)
		printk("Data abort info:\n  CM = %d, WnR = %d\n",
		       !!(esr & ESR_ELx_CM), !!(esr & ESR_ELx_WNR));
}

/* An abort that nobody can do anything about. Linux: die_kernel_fault(). */
static void __noreturn die_kernel_fault(struct pt_regs *regs, u64 esr, u64 far)
{
	const char *what = "paging request";

	if ((esr & 0x3c) == 0x0c)		/* permission fault, any level */
		what = ESR_ELx_EC(esr) == ESR_ELx_EC_IABT_CUR ? "execute from non-executable memory" :
		       esr & ESR_ELx_WNR ? "write to read-only memory" : "read from unreadable memory";
	else if (far < 4096)
		what = "NULL pointer dereference";
	printk_force_unlocked();
	printk("Unable to handle kernel %s at virtual address %016llx\n", what, far);
	mem_abort_decode(esr);
	die("Oops", regs, esr);
}
#endif

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
#ifdef SOLUTION
	switch (report_bug(regs->pc, regs)) {
	case BUG_TRAP_TYPE_BUG:
		die("Oops - BUG", regs, esr);
	case BUG_TRAP_TYPE_WARN:
		break;
	case BUG_TRAP_TYPE_NONE:
		return DBG_HOOK_ERROR;
	}
	/* ELR_EL1 names the BRK itself: without this it would run again. */
	regs->pc += 4;
	return DBG_HOOK_HANDLED;
#else
	/*
	 * Write this: let report_bug() print; die("Oops - BUG") for a BUG; for a
	 * WARN go on behind the BRK. Not in the table: DBG_HOOK_ERROR.
	 */
	(void)regs;
	(void)esr;
	return DBG_HOOK_ERROR;
#endif
}

static struct break_hook bug_break_hook = {
	.imm = BUG_BRK_IMM,
	.fn = bug_handler,
};

/* An exception that the kernel has no use for. Linux: __panic_unhandled(). */
static void __noreturn panic_unhandled(struct pt_regs *regs, const char *vector, u64 esr)
{
#ifdef SOLUTION
	printk_force_unlocked();
	printk("Unhandled %s exception on CPU%d, ESR 0x%016llx -- %s\n", vector,
	       raw_smp_processor_id(), esr, esr_get_class_string(esr));
	show_regs(regs);
	panic("Unhandled exception");
#else
	/*
	 * Write this: "Unhandled <vector> exception on CPU<n>, ESR 0x<16 digits> --
	 * <class>", the registers, and panic("Unhandled exception").
	 */
	(void)regs;
	(void)esr;
	panic("%s: panic_unhandled() is not written yet (stages/03-traps/traps.c)", vector);
#endif
}

/*
 * An exception of the kernel itself, taken on its own stack. Called by entry.S
 * with DAIF masked. Linux: el1h_64_sync_handler() in entry-common.c.
 */
asmlinkage void el1h_64_sync_handler(struct pt_regs *regs);
asmlinkage void el1h_64_sync_handler(struct pt_regs *regs)
{
	u64 esr = read_sysreg(esr_el1);
#ifdef SOLUTION
	u64 far;

	switch (ESR_ELx_EC(esr)) {
	case ESR_ELx_EC_DABT_CUR:
	case ESR_ELx_EC_IABT_CUR:
		far = read_sysreg(far_el1);
		if (!do_page_fault(far, esr, regs))
			die_kernel_fault(regs, esr, far);
		break;
	case ESR_ELx_EC_BRK64:
		if (call_break_hook(regs, esr) != DBG_HOOK_HANDLED)
			die("Oops - BRK", regs, esr);
		break;
	case ESR_ELx_EC_UNKNOWN:
		die("Oops - Undefined instruction", regs, esr);
	case ESR_ELx_EC_PC_ALIGN:
	case ESR_ELx_EC_SP_ALIGN:
		die("Oops - SP/PC alignment exception", regs, esr);
	default:
		panic_unhandled(regs, "64-bit el1h sync", esr);
	}
#else
	/*
	 * Write this: by the exception class: aborts of the current level (ask
	 * do_page_fault(); if it cannot help, "Unable to handle kernel ... at
	 * virtual address", the syndrome in words, die("Oops")), BRK (call_break_hook), undefined instruction, misaligned PC
	 * or SP; anything else is panic_unhandled().
	 */
	panic_unhandled(regs, "64-bit el1h sync", esr);
#endif
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
#ifdef SOLUTION
	unsigned long stack = (unsigned long)current->stack;
	unsigned long overflow = (unsigned long)this_cpu_ptr(&overflow_stack);
	u64 esr = read_sysreg(esr_el1);

	printk_force_unlocked();
	printk("Insufficient stack space to handle exception!\n");
	printk("ESR: 0x%016llx -- %s\n", esr, esr_get_class_string(esr));
	printk("FAR: 0x%016llx\n", read_sysreg(far_el1));
	printk("Task stack:     [0x%016lx..0x%016lx]\n", stack, stack + THREAD_SIZE);
	printk("Overflow stack: [0x%016lx..0x%016lx]\n", overflow, overflow + OVERFLOW_STACK_SIZE);
	show_regs(regs);
	panic("kernel stack overflow");
#else
	/*
	 * Write this: "Insufficient stack space to handle exception!", ESR and FAR,
	 * where both stacks lie, the registers, and panic("kernel stack overflow").
	 */
	(void)regs;
	panic("handle_bad_stack() is not written yet (stages/03-traps/traps.c)");
#endif
}

void trap_init(void)
{
#ifdef SOLUTION
	extern char vectors[];

	register_kernel_break_hook(&bug_break_hook);
	write_sysreg((unsigned long)vectors, vbar_el1);
	asm volatile("isb");
#else
	/*
	 * Write this: register bug_break_hook, put the address of `vectors`
	 * (entry.S) into VBAR_EL1, and isb so that the next exception finds it.
	 */
	(void)bug_break_hook;
#endif
}
