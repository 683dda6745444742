// SPDX-License-Identifier: MIT
/*
 * fault.c: an access did not go through. What now?
 *
 * The CPU says where (FAR_EL1) and why (ESR_EL1); the areas of the address space
 * say what belongs there. If the access is one that the program may make, the
 * page is brought in and the access tried again; the program never knows. If not,
 * the program ends, and the kernel does not. Linux: arch/arm64/mm/fault.c.
 */
#include <asm/esr.h>
#include <asm/mmu_context.h>
#include <asm/ptrace.h>
#include <asm/traps.h>
#include <asm/user.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/mm_struct.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/signal_nr.h>

/* What the access wanted, of VM_READ, VM_WRITE, VM_EXEC. */
static __maybe_unused unsigned long access_of(u64 esr)
{
	if (ESR_ELx_EC(esr) == ESR_ELx_EC_IABT_LOW || ESR_ELx_EC(esr) == ESR_ELx_EC_IABT_CUR)
		return VM_EXEC;
	/* Cache maintenance says "write", and is none. */
	return (esr & ESR_ELx_WNR) && !(esr & ESR_ELx_CM) ? VM_WRITE : VM_READ;
}

/* Translation, access flag and permission faults, of any level: something about a table's entry. */
static __maybe_unused bool entry_fault(u64 esr)
{
	unsigned int kind = (esr & ESR_ELx_FSC) >> 2;

	return kind >= 1 && kind <= 3;
}

#ifdef SOLUTION
/* Bring in what is at @addr; 0, or the signal that it is worth. @code gets why. */
static int fix(struct mm_struct *mm, unsigned long addr, unsigned long access, int *code)
{
	struct vm_area_struct *vma = vma_find(&mm->areas, addr);

	mm->events[PGFAULT]++;
	*code = SEGV_MAPERR;
	if (!vma || (addr < vma->vm_start && !expand_stack(mm, vma, addr)))
		return SIGSEGV;
	*code = SEGV_ACCERR;
	if (!(vma->vm_flags & access))
		return SIGSEGV;
	switch (handle_mm_fault(mm, vma, addr, access)) {
	case VM_FAULT_OOM:
		mm->events[PGFAULT_OOM]++;
		return SIGKILL;
	case VM_FAULT_SIGBUS:
		*code = BUS_ADRERR;
		return SIGBUS;
	default:
		return 0;
	}
}
#endif

bool do_page_fault(u64 far, u64 esr, struct pt_regs *regs)
{
#ifdef SOLUTION
	struct mm_struct *mm = current->mm;
	bool user = user_mode(regs);
	int code = SEGV_MAPERR, sig = SIGSEGV;

	/*
	 * In the kernel only what it does for a program can be helped: with a program's
	 * address, where it may sleep. It never executes a program's code.
	 */
	if (!user && (!mm || far >= TASK_SIZE || !entry_fault(esr) || access_of(esr) == VM_EXEC ||
		      !interrupts_enabled(regs) || preempt_count()))
		return fixup_exception(regs);
	if (mm && far < TASK_SIZE && entry_fault(esr)) {
		local_irq_enable();
		mutex_lock(&mm->mmap_lock);
		sig = fix(mm, far, access_of(esr), &code);
		if (sig)
			mm->events[PGFAULT_BAD]++;
		mutex_unlock(&mm->mmap_lock);
		if (!sig)
			return true;
	} else if (far < TASK_SIZE) {
		/* No table's entry: an address that is not aligned, or memory that does not answer. */
		sig = SIGBUS;
		code = (esr & ESR_ELx_FSC) == ESR_ELx_FSC_ALIGN ? BUS_ADRALN : BUS_ADRERR;
	}
	if (!user)
		return fixup_exception(regs);
	if (sig == SIGKILL)
		pr_err("Out of memory: Killed process %d (%s)\n", current->pid, current->comm);
	arm64_force_sig_fault(sig, code, far, esr, regs);
	return true;
#else
	/*
	 * Write this.
	 *  - Of the kernel itself (not user_mode(regs)) only an access to a program's
	 *    address (below TASK_SIZE) in a thread that has an mm, with interrupts enabled
	 *    and no spinlock held (preempt_count), that is no instruction fetch; all else
	 *    is fixup_exception(regs)'s. So is what cannot be helped.
	 *  - Translation, access flag and permission faults (FSC 4 to 15): interrupts on,
	 *    mmap_lock, PGFAULT counted; the area (vma_find, expand_stack: else SIGSEGV,
	 *    SEGV_MAPERR); may it be accessed like this (else SEGV_ACCERR); then
	 *    handle_mm_fault(). VM_FAULT_OOM: SIGKILL, with a message; VM_FAULT_SIGBUS:
	 *    SIGBUS, BUS_ADRERR. What failed counts in PGFAULT_BAD too.
	 *  - Addresses of the kernel: SIGSEGV, SEGV_MAPERR.
	 *  - Any other fault: SIGBUS; BUS_ADRALN for FSC ESR_ELx_FSC_ALIGN.
	 * The program ends by arm64_force_sig_fault(). True: the access may be tried again.
	 */
	if (user_mode(regs)) {
		pr_err("do_page_fault() is not written yet (stages/08-page-faults/fault.c)\n");
		arm64_force_sig_fault(SIGSEGV, SEGV_MAPERR, far, esr, regs);
	}
	return false;
#endif
}
