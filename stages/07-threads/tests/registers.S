/* SPDX-License-Identifier: MIT */
/* Registers over a switch: filled from a seed, then yield(), then compared. */
#include <linux/linkage.h>

	.arch_extension fp
	.text

/*
 * keeps_callee_saved: u64 keeps_callee_saved(u64 seed)
 *
 * Called by a thread. x19 to x28 hold seed + 19 to seed + 28 over a yield().
 * Return: a bit for each that has changed, bit 29: the frame pointer, 31: SP.
 */
SYM_FUNC_START(keeps_callee_saved)
	stp	x29, x30, [sp, #-128]!
	mov	x29, sp
	stp	x19, x20, [sp, #16]
	stp	x21, x22, [sp, #32]
	stp	x23, x24, [sp, #48]
	stp	x25, x26, [sp, #64]
	stp	x27, x28, [sp, #80]
	str	x0, [sp, #96]
	mov	x1, sp
	str	x1, [sp, #104]
	.irp	n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28
	add	x\n, x0, #\n
	.endr
	bl	yield
	mov	x2, xzr
	mov	x1, sp
	ldr	x0, [x1, #96]
	.irp	n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28
	add	x3, x0, #\n
	cmp	x3, x\n
	cset	x3, ne
	orr	x2, x2, x3, lsl #\n
	.endr
	cmp	x29, x1
	cset	x3, ne
	orr	x2, x2, x3, lsl #29
	ldr	x3, [x1, #104]
	cmp	x3, x1
	cset	x3, ne
	orr	x2, x2, x3, lsl #31
	mov	x0, x2
	ldp	x19, x20, [sp, #16]
	ldp	x21, x22, [sp, #32]
	ldp	x23, x24, [sp, #48]
	ldp	x25, x26, [sp, #64]
	ldp	x27, x28, [sp, #80]
	ldp	x29, x30, [sp], #128
	ret
SYM_FUNC_END(keeps_callee_saved)

/*
 * keeps_fp: u64 keeps_fp(u64 seed)
 *
 * The same for both halves of v0 to v31: bit n for vn; FPCR (bit 32) and FPSR (33).
 */
SYM_FUNC_START(keeps_fp)
	stp	x29, x30, [sp, #-32]!
	mov	x29, sp
	str	x0, [sp, #16]
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
	add	x1, x0, #\n
	fmov	d\n, x1
	mvn	x1, x1
	fmov	v\n\().d[1], x1
	.endr
	and	x1, x0, #3			// FPCR.RMode from the seed
	lsl	x1, x1, #22
	msr	fpcr, x1
	and	x1, x0, #0x1f			// FPSR: the cumulative flags
	msr	fpsr, x1
	bl	yield
	mov	x2, xzr
	ldr	x0, [sp, #16]
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
	add	x1, x0, #\n
	fmov	x3, d\n
	cmp	x1, x3
	cset	x4, ne
	mvn	x1, x1
	fmov	x3, v\n\().d[1]
	cmp	x1, x3
	cset	x3, ne
	orr	x3, x3, x4
	orr	x2, x2, x3, lsl #\n
	.endr
	and	x1, x0, #3
	mrs	x3, fpcr
	ubfx	x3, x3, #22, #2
	cmp	x1, x3
	cset	x3, ne
	orr	x2, x2, x3, lsl #32
	and	x1, x0, #0x1f
	mrs	x3, fpsr
	and	x3, x3, #0x1f
	cmp	x1, x3
	cset	x3, ne
	orr	x2, x2, x3, lsl #33
	msr	fpcr, xzr
	msr	fpsr, xzr
	mov	x0, x2
	ldp	x29, x30, [sp], #32
	ret
SYM_FUNC_END(keeps_fp)
