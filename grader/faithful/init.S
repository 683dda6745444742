/* SPDX-License-Identifier: MIT */
/*
 * The init of the faithfulness check: says so on the console, then switches the
 * machine off. Linux's system calls by number (asm-generic/unistd.h): 64 write,
 * 142 reboot with the magic numbers of linux/reboot.h.
 */
	.globl	_start
_start:
	mov	x0, #1
	adr	x1, words
	mov	x2, #(words_end - words)
	mov	x8, #64
	svc	#0
	movz	x0, #0xdead
	movk	x0, #0xfee1, lsl #16
	movz	x1, #0x1969
	movk	x1, #0x2812, lsl #16
	movz	x2, #0xfedc
	movk	x2, #0x4321, lsl #16
	mov	x8, #142
	svc	#0
1:	b	1b
words:	.ascii	"faithful: init runs as PID 1\n"
words_end:
