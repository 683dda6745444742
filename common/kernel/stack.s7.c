// SPDX-License-Identifier: MIT
/*
 * Kernel stacks with a hole below each.
 *
 * A stretch of the vmalloc area is divided into slots of twice THREAD_SIZE. The
 * lower half of a slot is the stack; the upper half, which lies right below the
 * next slot's stack, is never mapped. Who runs off the end of a stack faults
 * instead of writing over somebody else's memory, and one bit of SP tells that it
 * is off. Linux: CONFIG_VMAP_STACK, kernel/fork.c.
 */
#include <asm/mmu.h>
#include <asm/page.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/stack.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

#define NR_STACKS	4096
#define SLOT		(2 * THREAD_SIZE)
#define STACK_ORDER	(THREAD_SHIFT - PAGE_SHIFT)

static unsigned long base;
static struct page *block_of[NR_STACKS];	/* NULL: the slot is free */
static unsigned int next_slot;
static DEFINE_SPINLOCK(stacks_lock);

void thread_stack_init(void)
{
	/* Two slots more: the area begins anywhere, and below the first stack there has to be a hole, too. */
	struct vm_struct *area = get_vm_area((NR_STACKS + 2) * SLOT, VM_ALLOC);

	if (area)
		base = ALIGN(area->addr, SLOT) + SLOT;
}

/* A free slot becomes @block's; its number, or -1. */
static int take_slot(struct page *block)
{
	unsigned long flags;
	int slot = -1;

	spin_lock_irqsave(&stacks_lock, flags);
	/* Round and round: who still has the address of a stack that is gone faults, for a while. */
	for (unsigned int i = 0; base && i < NR_STACKS && slot < 0; i++) {
		unsigned int n = (next_slot + i) % NR_STACKS;

		if (block_of[n])
			continue;
		block_of[n] = block;
		next_slot = n + 1;
		slot = n;
	}
	spin_unlock_irqrestore(&stacks_lock, flags);
	return slot;
}

void *alloc_thread_stack(void)
{
	struct page *block = alloc_pages(GFP_KERNEL | __GFP_NOWARN, STACK_ORDER);
	int slot = block ? take_slot(block) : -1;
	unsigned long stack = base + slot * SLOT;

	if (slot >= 0 && !map_kernel_range(stack, page_to_phys(block), THREAD_SIZE, PAGE_KERNEL))
		return (void *)stack;
	if (slot >= 0)
		WRITE_ONCE(block_of[slot], NULL);
	if (block)
		__free_pages(block, STACK_ORDER);
	return NULL;
}

void free_thread_stack(void *stack)
{
	unsigned int slot = ((unsigned long)stack - base) / SLOT;
	struct page *block = block_of[slot];

	unmap_kernel_range((unsigned long)stack, THREAD_SIZE);
	WRITE_ONCE(block_of[slot], NULL);
	__free_pages(block, STACK_ORDER);
}
