/* SPDX-License-Identifier: MIT */
/* Bounds that the linker script sets: arch/arm64/kernel/vmlinux.lds.S. */
#ifndef _LINUX_SECTIONS_H
#define _LINUX_SECTIONS_H

extern char _text[], _stext[], _etext[];
extern char __start_rodata[], __end_rodata[];
extern char _sdata[], _edata[];
extern char __bss_start[], __bss_stop[];
extern char _end[];
/* What only coming up needs, in pages of its own (from stage 8 on). */
extern char __inittext_begin[], __inittext_end[];
extern char __initdata_begin[], __initdata_end[];

#endif /* _LINUX_SECTIONS_H */
