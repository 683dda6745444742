/* SPDX-License-Identifier: MIT */
/* Immediates of BRK that mean something to the kernel. Linux: asm/brk-imm.h. */
#ifndef _ASM_BRK_IMM_H
#define _ASM_BRK_IMM_H

#define BUG_BRK_IMM		0x800	/* BUG() and WARN() */
#define TEST_BRK_IMM		0x7e0	/* to 0x7ef: the tests' own hooks */

#endif /* _ASM_BRK_IMM_H */
