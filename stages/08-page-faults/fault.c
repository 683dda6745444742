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


bool do_page_fault(u64 far, u64 esr, struct pt_regs *regs)
{
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
}
