/* SPDX-License-Identifier: MIT */
/* Macros of the assembly files. Linux: arch/arm64/include/asm/assembler.h. */
#ifndef _ASM_ASSEMBLER_H
#define _ASM_ASSEMBLER_H

#ifdef __ASSEMBLY__

/* The address of @sym where it is now: physical before the MMU, virtual after. */
.macro	adr_l, reg, sym
	adrp	\reg, \sym
	add	\reg, \reg, :lo12:\sym
.endm

/* A constant of any width. */
.macro	mov_q, reg, val
	movz	\reg, #:abs_g3:\val
	movk	\reg, #:abs_g2_nc:\val
	movk	\reg, #:abs_g1_nc:\val
	movk	\reg, #:abs_g0_nc:\val
.endm

/* The address of this CPU's copy of per-CPU variable @sym; @tmp is overwritten. */
.macro	adr_this_cpu, dst, sym, tmp
	adrp	\tmp, \sym
	add	\dst, \tmp, :lo12:\sym
	mrs	\tmp, tpidr_el1
	add	\dst, \dst, \tmp
.endm

.macro	fpsimd_pair, op, n, m
	\op	q\n, q\m, [x0, #16 * \n]
.endm

/* @op (stp or ldp) for q0 to q31, in pairs, at x0. */
.macro	fpsimd_regs, op
	.arch_extension fp
	.altmacro
	.set	.Lq, 0
	.rept	16
	fpsimd_pair \op, %.Lq, %(.Lq + 1)
	.set	.Lq, .Lq + 2
	.endr
	.noaltmacro
.endm

#endif /* __ASSEMBLY__ */
#endif /* _ASM_ASSEMBLER_H */
