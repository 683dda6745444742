/* SPDX-License-Identifier: MIT */
/* Time as a number of nanoseconds. Linux: include/linux/ktime.h, vdso/time64.h. */
#ifndef _LINUX_KTIME_H
#define _LINUX_KTIME_H

#include <linux/types.h>

typedef s64 ktime_t;		/* lasts for 292 years */

#define MSEC_PER_SEC	1000L
#define USEC_PER_MSEC	1000L
#define NSEC_PER_USEC	1000L
#define NSEC_PER_MSEC	1000000L
#define USEC_PER_SEC	1000000L
#define NSEC_PER_SEC	1000000000L

#endif /* _LINUX_KTIME_H */
