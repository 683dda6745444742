/* SPDX-License-Identifier: MIT */
/* The built-in archive, made by the Makefile from common/user/. Linux: usr/initramfs_data.S. */
	.section .init.ramfs, "a"
	.incbin INITRAMFS
