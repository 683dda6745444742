/* SPDX-License-Identifier: MIT */
#include <asm-generic/cmpxchg.h>
