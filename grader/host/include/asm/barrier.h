/* SPDX-License-Identifier: MIT */
/* For host tests of kernel code: one thread, so only the compiler is held back. */
#include <asm-generic/barrier.h>
