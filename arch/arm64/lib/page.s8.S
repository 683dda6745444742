/* SPDX-License-Identifier: MIT */
/* page.S: whole pages, as fast as the machine does it. Linux: arch/arm64/lib/clear_page.S, copy_page.S. */
#include <linux/linkage.h>

	.text

/*
 * clear_page: zeros. x0 = address of the page. Called by C. Clobbers x1 to x3.
 *
 * DC ZVA clears a block without reading it; how large a block is, DCZID_EL0 says:
 * 4 << BS bytes, and bit 4 forbids it (Arm ARM D17.2.35).
 */
SYM_FUNC_START(clear_page)
	mrs	x1, dczid_el0
	tbnz	w1, #4, 2f
	and	w1, w1, #0xf
	mov	x2, #4
	lsl	x1, x2, x1
	add	x3, x0, #4096
	cmp	x1, #512			// eight a turn, if a page has as many
	b.hi	3f
1:	.rept	8
	dc	zva, x0
	add	x0, x0, x1
	.endr
	cmp	x0, x3
	b.lo	1b
	ret

2:	add	x3, x0, #4096			// not allowed, or in blocks that are too large
3:	stp	xzr, xzr, [x0], #16
	stp	xzr, xzr, [x0], #16
	cmp	x0, x3
	b.lo	3b
	ret
SYM_FUNC_END(clear_page)

/* copy_page: x0 = to, x1 = from, both pages. Called by C. Clobbers x2 to x10. */
SYM_FUNC_START(copy_page)
	add	x2, x0, #4096
1:	ldp	x3, x4, [x1]
	ldp	x5, x6, [x1, #16]
	ldp	x7, x8, [x1, #32]
	ldp	x9, x10, [x1, #48]
	add	x1, x1, #64
	stp	x3, x4, [x0]
	stp	x5, x6, [x0, #16]
	stp	x7, x8, [x0, #32]
	stp	x9, x10, [x0, #48]
	add	x0, x0, #64
	cmp	x0, x2
	b.lo	1b
	ret
SYM_FUNC_END(copy_page)
