/* SPDX-License-Identifier: MIT */
/* Kernel stacks: common/kernel/stack.s7.c. Linux: kernel/fork.c (alloc_thread_stack_node). */
#ifndef _LINUX_SCHED_STACK_H
#define _LINUX_SCHED_STACK_H

/**
 * alloc_thread_stack() - THREAD_SIZE bytes, with nothing mapped right below them
 *
 * Aligned to twice its size, as every kernel stack (stage 3 tells an overflow by
 * one bit of SP). May sleep. Return: the low end, or NULL.
 */
void *alloc_thread_stack(void);

/** free_thread_stack() - give it back; of a thread that no CPU is on any more */
void free_thread_stack(void *stack);

/** thread_stack_init() - reserve the addresses; by fork_init() */
void thread_stack_init(void);

#endif /* _LINUX_SCHED_STACK_H */
