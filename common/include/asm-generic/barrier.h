/* SPDX-License-Identifier: MIT */
/*
 * Barriers for a machine that never reorders memory accesses as another CPU or
 * a device sees them: only the compiler has to be held back.
 */
#ifndef _ASM_GENERIC_BARRIER_H
#define _ASM_GENERIC_BARRIER_H

#include <linux/compiler.h>

#define isb()		barrier()
#define dmb(opt)	barrier()
#define dsb(opt)	barrier()
#define mb()		barrier()
#define rmb()		barrier()
#define wmb()		barrier()
#define smp_mb()	barrier()
#define smp_rmb()	barrier()
#define smp_wmb()	barrier()

#define smp_store_release(p, v)	do { barrier(); WRITE_ONCE(*(p), v); } while (0)
#define smp_load_acquire(p)	({ __typeof__(*(p)) __v = READ_ONCE(*(p)); barrier(); __v; })

#endif
