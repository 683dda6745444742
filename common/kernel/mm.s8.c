// SPDX-License-Identifier: MIT
/*
 * mm.c: address spaces come and go. Linux: kernel/fork.c (mm_init, dup_mm,
 * copy_mm, mmput), kernel/exit.c (exit_mm), fs/exec.c (exec_mmap).
 */
#include <asm/mmu_context.h>
#include <linux/errno.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/mm_struct.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <test/test.h>

#define CLONE_VM	0x100
#define STACK_LIMIT	(8UL << 20)

unsigned long vm_events[NR_VM_EVENTS];
static DEFINE_SPINLOCK(vm_events_lock);

/* Whose registers an exception from user mode belongs to: entry-user.s8.S. */
DEFINE_PER_CPU(struct task_struct *, __entry_task);

struct mm_struct *mm_alloc(void)
{
	struct mm_struct *mm = kzalloc(sizeof(*mm), GFP_KERNEL);

	if (!mm)
		return NULL;
	atomic_set(&mm->mm_users, 1);
	mutex_init(&mm->mmap_lock);
	vma_tree_init(&mm->areas);
	INIT_LIST_HEAD(&mm->tables);
	mm->stack_limit = STACK_LIMIT;
	mm->mmap_base = STACK_TOP - STACK_LIMIT - STACK_GUARD_GAP;
	if (mm_init_tables(mm)) {
		kfree(mm);
		return NULL;
	}
	return mm;
}

static void add_events(const struct mm_struct *mm)
{
	unsigned long flags;

	spin_lock_irqsave(&vm_events_lock, flags);
	for (int i = 0; i < NR_VM_EVENTS; i++)
		vm_events[i] += mm->events[i];
	spin_unlock_irqrestore(&vm_events_lock, flags);
}

void mmput(struct mm_struct *mm)
{
	struct vm_area_struct *vma, *next;

	if (!atomic_dec_and_test(&mm->mm_users))
		return;
	for_each_vma_safe(&mm->areas, vma, next) {
		unmap_page_range(mm, vma->vm_start, vma->vm_end);
		vm_free_area(vma);
	}
	free_tables(mm);
	if (mm->file_pages || mm->anon_pages || mm->nr_tables)
		pr_err("BUG: Bad rss-counter state mm:%lx file:%ld anon:%ld tables:%ld\n", (unsigned long)mm,
		       mm->file_pages, mm->anon_pages, mm->nr_tables);
	add_events(mm);
	kfree(mm);
}

void context_switch_mm(struct task_struct *prev, struct task_struct *next);

/* Called by the scheduler with interrupts masked, before the registers change. */
void context_switch_mm(struct task_struct *prev, struct task_struct *next)
{
	this_cpu_write(__entry_task, next);
	if (prev->mm)
		prev->tp_value = read_sysreg(tpidr_el0);
	if (next->mm)
		write_sysreg(next->tp_value, tpidr_el0);
	switch_mm(prev->mm, next->mm);
}

void exec_mmap(struct mm_struct *mm)
{
	struct mm_struct *old = current->mm;
	unsigned long flags;

	local_irq_save(flags);
	current->mm = mm;
	this_cpu_write(__entry_task, current);
	switch_mm(old, mm);
	local_irq_restore(flags);
	if (old)
		mmput(old);
}

/* In the task that makes @p, which has a copy of all that it has. Return: 0 or -ENOMEM. */
int copy_mm(u64 flags, struct task_struct *p)
{
	struct mm_struct *old = current->mm, *mm;
	int err;

	if (!old)
		return 0;
	p->tp_value = read_sysreg(tpidr_el0);
	if (flags & CLONE_VM) {
		atomic_inc(&old->mm_users);
		return 0;
	}
	mm = mm_alloc();
	if (!mm)
		return -ENOMEM;
	mutex_lock(&old->mmap_lock);
	err = vm_dup(mm, old);
	mutex_unlock(&old->mmap_lock);
	if (err) {
		mmput(mm);
		return err;
	}
	p->mm = mm;
	return 0;
}

/* In the ending task itself; or for a new one that has not run. */
void exit_mm(struct task_struct *p)
{
	struct mm_struct *mm = p->mm;
	unsigned long flags;

	if (!mm)
		return;
	if (p == current)
		test_picture();
	local_irq_save(flags);
	p->mm = NULL;
	if (p == current)
		leave_user_space();
	local_irq_restore(flags);
	mmput(mm);
}
