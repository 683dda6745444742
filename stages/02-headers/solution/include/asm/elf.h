/* SPDX-License-Identifier: MIT */
/*
 * elf.h: what an executable for this machine says of itself (ELF for the Arm
 * 64-bit Architecture, "File Header"). Linux: arch/arm64/include/asm/elf.h.
 */
#ifndef _ASM_ELF_H
#define _ASM_ELF_H

#define EM_AARCH64	183
#define ELFCLASS64	2
#define ELFDATA2LSB	1

#ifdef SOLUTION
#define ELF_ARCH	EM_AARCH64
#define ELF_CLASS	ELFCLASS64
#define ELF_DATA	ELFDATA2LSB
/* @x: a struct with the member e_machine */
#define elf_check_arch(x)	((x)->e_machine == EM_AARCH64)
#else
/* Write this: machine, class and byte order of our executables, and the check of e_machine. */
#define ELF_ARCH	0
#define ELF_CLASS	0
#define ELF_DATA	0
#define elf_check_arch(x)	((void)(x), 0)
#endif

#endif /* _ASM_ELF_H */
