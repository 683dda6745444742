/* SPDX-License-Identifier: MIT */
/* The reference's elf.h as a student release has it. */
#ifndef _ASM_ELF_H
#define _ASM_ELF_H

#define EM_AARCH64	183
#define ELFCLASS64	2
#define ELFDATA2LSB	1

#define ELF_ARCH	0xb7
#define ELF_CLASS	0x2
#define ELF_DATA	0x1
#define elf_check_arch(x)	((x)->e_machine == ELF_ARCH)

#endif
