/* SPDX-License-Identifier: MIT */
/* Timer ticks a second, of the kernel and as programs see them. */
#ifndef _ASM_GENERIC_PARAM_H
#define _ASM_GENERIC_PARAM_H

#ifndef CONFIG_HZ
#define CONFIG_HZ	100
#endif

#define HZ		CONFIG_HZ
#define USER_HZ		100

#endif
