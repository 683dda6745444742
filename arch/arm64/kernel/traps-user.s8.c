// SPDX-License-Identifier: MIT
/*
 * traps-user.c: what a program's exception is about. Called by entry-user.s8.S
 * with DAIF masked, on the task's empty kernel stack. Linux:
 * arch/arm64/kernel/entry-common.c (el0t_64_sync_handler), traps.c.
 */
#include <asm/debug-monitors.h>
#include <asm/esr.h>
#include <asm/mmu_context.h>
#include <asm/ptrace.h>
#include <asm/sysreg.h>
#include <asm/traps.h>
#include <asm/user.h>
#include <linux/irqflags.h>
#include <linux/linkage.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/signal_nr.h>

DECLARE_PER_CPU(struct task_struct *, __entry_task);

static struct break_hook *hooks;

void register_user_break_hook(struct break_hook *hook)
{
	hook->next = hooks;
	hooks = hook;
}

void unregister_user_break_hook(struct break_hook *hook)
{
	for (struct break_hook **p = &hooks; *p; p = &(*p)->next) {
		if (*p == hook) {
			*p = hook->next;
			return;
		}
	}
}

static bool user_break(struct pt_regs *regs, u64 esr)
{
	for (struct break_hook *hook = hooks; hook; hook = hook->next)
		if (hook->imm == (esr & ESR_ELx_BRK64_ISS_COMMENT_MASK))
			return hook->fn(regs, esr) == DBG_HOOK_HANDLED;
	return false;
}

bool __weak fixup_exception(struct pt_regs *regs)
{
	(void)regs;
	return false;
}

void __weak el0_svc(struct pt_regs *regs)
{
	arm64_force_sig_fault(SIGSYS, 0, regs->pc, (u64)ESR_ELx_EC_SVC64 << ESR_ELx_EC_SHIFT, regs);
}

void __weak arm64_force_sig_fault(int sig, int code, unsigned long far, u64 esr, struct pt_regs *regs)
{
	pr_info("%s[%d]: %s, signal %d, code %d: address 0x%lx, pc 0x%llx, sp 0x%llx, ESR 0x%llx\n", current->comm,
		current->pid, esr_get_class_string(esr), sig, code, far, regs->pc, regs->sp, esr);
	current->fault_signal = sig;
	current->fault_si_code = code;
	current->fault_address = far;
	current->fault_code = esr;
	do_exit(sig);
}

asmlinkage void el0t_64_sync_handler(struct pt_regs *regs);
asmlinkage void el0t_64_sync_handler(struct pt_regs *regs)
{
	u64 esr = read_sysreg(esr_el1);
	unsigned long far = read_sysreg(far_el1);

	switch (ESR_ELx_EC(esr)) {
	case ESR_ELx_EC_SVC64:
		local_irq_enable();
		el0_svc(regs);
		return;
	case ESR_ELx_EC_DABT_LOW:
	case ESR_ELx_EC_IABT_LOW:
		do_page_fault(far, esr, regs);
		return;
	}
	/* FAR_EL1 says nothing in the rest, but for the PC's alignment. */
	local_irq_enable();
	switch (ESR_ELx_EC(esr)) {
	case ESR_ELx_EC_PC_ALIGN:
		arm64_force_sig_fault(SIGBUS, BUS_ADRALN, far, esr, regs);
		return;
	case ESR_ELx_EC_SP_ALIGN:
		arm64_force_sig_fault(SIGBUS, BUS_ADRALN, regs->sp, esr, regs);
		return;
	case ESR_ELx_EC_BRK64:
		if (!user_break(regs, esr))
			arm64_force_sig_fault(SIGTRAP, TRAP_BRKPT, regs->pc, esr, regs);
		return;
	case ESR_ELx_EC_FP_EXC64:
		arm64_force_sig_fault(SIGFPE, FPE_FLTUNK, regs->pc, esr, regs);
		return;
	default:
		/* Undefined, not permitted to programs, or of no meaning here. */
		arm64_force_sig_fault(SIGILL, ILL_ILLOPC, regs->pc, esr, regs);
	}
}

asmlinkage void el1h_64_irq_handler(struct pt_regs *regs);
asmlinkage void el0t_64_irq_handler(struct pt_regs *regs);
asmlinkage void el0t_64_irq_handler(struct pt_regs *regs)
{
	el1h_64_irq_handler(regs);
}

asmlinkage void do_notify_resume(struct pt_regs *regs);

/* On the way back to the program, with interrupts masked; the same when it returns. */
asmlinkage void do_notify_resume(struct pt_regs *regs)
{
	(void)regs;
	while (need_resched()) {
		local_irq_enable();
		schedule();
		local_irq_disable();
	}
}

void user_vectors_init(void)
{
	extern char user_vectors[];

	/* The other CPUs begin with what this one has. */
	write_sysreg((unsigned long)user_vectors, vbar_el1);
	asm volatile("isb");
	asids_init();
}
