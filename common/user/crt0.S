/* SPDX-License-Identifier: MIT */
/* crt0.S: where a program begins, and how a trap to the kernel is made. */

	.text

/* _start: SP points at argc, and all else is zero. Behind main() there is the end. */
	.globl	_start
_start:
	mov	x29, xzr
	mov	x30, xzr
	ldr	x0, [sp]			// argc
	add	x1, sp, #8			// argv
	add	x2, x1, x0, lsl #3
	add	x2, x2, #8			// envp: behind argv's NULL
	bl	main
	brk	#0x7e1				// TRAP_EXIT with main()'s result
	b	.

	.section .note.GNU-stack, "", %progbits
