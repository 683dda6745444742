/* SPDX-License-Identifier: MIT */
#ifndef _ASM_CACHE_H
#define _ASM_CACHE_H
#define L1_CACHE_BYTES	64
#endif
