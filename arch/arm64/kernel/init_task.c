// SPDX-License-Identifier: MIT
/*
 * The first task: what runs from head.S on, before there is anything to
 * schedule. Linux: init/init_task.c.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>

/*
 * Aligned to twice its size: one bit of the stack pointer then tells an
 * overflow, for any stack (stage 3). Data, not .bss: head.S clears the .bss.
 */
unsigned long init_stack[THREAD_SIZE / sizeof(unsigned long)]
	__section(".data..init_stack") __aligned(2 * THREAD_SIZE) = { 0 };

struct task_struct init_task = {
	.stack = init_stack,
	.pid = 0,
	.comm = "swapper",
#if CONFIG_STAGE >= 7
	/* Not to be interrupted for others until there are others: rest_init(). */
	.thread_info.preempt_count = 1,
	.usage = ATOMIC_INIT(2),
	.flags = PF_KTHREAD,
	.cpus_mask.bits = { 1 },
	.tasks = LIST_HEAD_INIT(init_task.tasks),
	.parent = &init_task,
#endif
};

/* Kept by head.S; in .data because the .bss is cleared at another time. */
phys_addr_t __fdt_pointer __section(".data");
u64 kimage_voffset __section(".data");

void set_task_stack_end_magic(struct task_struct *task)
{
	*end_of_stack(task) = STACK_END_MAGIC;
}
