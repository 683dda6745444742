/* SPDX-License-Identifier: MIT */
/*
 * Several CPUs. Stage 7, stages/07-threads/smp.c, and given code around it. Linux:
 * include/linux/smp.h, asm/smp.h.
 */
#ifndef _LINUX_SMP_H
#define _LINUX_SMP_H

#include <asm/smp.h>
#include <linux/cpu.h>

/* The number of the CPU that this code runs on; a thread has to keep preemption off while it counts. */
#define smp_processor_id()	raw_smp_processor_id()
#define get_cpu()		({ preempt_disable(); smp_processor_id(); })
#define put_cpu()		preempt_enable()

typedef void (*smp_call_func_t)(void *info);

/**
 * smp_call_function_single() - run @func(@info) on @cpu
 * @wait: until it has run there
 *
 * There it runs in the interrupt of IPI_CALL_FUNC, with interrupts masked. Not with
 * interrupts masked here: two CPUs would wait for each other. On this CPU it is
 * simply called. Return: 0, or -ENXIO if @cpu is not online.
 */
int smp_call_function_single(unsigned int cpu, smp_call_func_t func, void *info, bool wait);

/** on_each_cpu() - run @func(@info) on every online CPU, this one included */
void on_each_cpu(smp_call_func_t func, void *info, bool wait);

/** smp_send_reschedule() - let @cpu look at need_resched(); from any context */
void smp_send_reschedule(unsigned int cpu);

/** smp_send_stop() - stop all other CPUs for good; by panic() */
void smp_send_stop(void);

/** call_function_init() - nobody has called anybody yet; by start_kernel() */
void call_function_init(void);

/** smp_init_cpus() - the possible CPUs, from the device tree; by start_kernel() */
void smp_init_cpus(void);

/** smp_init() - bring up all that are present; by kernel_init, PID 1 */
void smp_init(void);

#endif /* _LINUX_SMP_H */
