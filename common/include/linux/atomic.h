/* SPDX-License-Identifier: MIT */
/* Atomic counters: the machine's, under the name that common code includes. */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H

#include <asm/atomic.h>

#endif /* _LINUX_ATOMIC_H */
