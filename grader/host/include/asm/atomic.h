/* SPDX-License-Identifier: MIT */
#include <asm-generic/atomic.h>
