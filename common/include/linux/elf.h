/* SPDX-License-Identifier: MIT */
/*
 * Executable files: ELF-64 Object File Format 1.5, and what it says for this
 * machine. Linux: include/uapi/linux/elf.h.
 */
#ifndef _LINUX_ELF_H
#define _LINUX_ELF_H

#include <linux/types.h>

#define EI_NIDENT	16
#define EI_CLASS	4
#define EI_DATA		5
#define EI_VERSION	6
#define EI_OSABI	7
#define EI_ABIVERSION	8
#define EI_PAD		9
#define EV_CURRENT	1
#define ELFOSABI_NONE	0
#define ELFOSABI_LINUX	3

#define ET_EXEC		2
#define ET_DYN		3

struct elf64_hdr {
	u8 e_ident[EI_NIDENT];
	u16 e_type;
	u16 e_machine;
	u32 e_version;
	u64 e_entry;
	u64 e_phoff;
	u64 e_shoff;
	u32 e_flags;
	u16 e_ehsize;
	u16 e_phentsize;
	u16 e_phnum;
	u16 e_shentsize;
	u16 e_shnum;
	u16 e_shstrndx;
};

#define PT_NULL		0
#define PT_LOAD		1
#define PT_DYNAMIC	2
#define PT_INTERP	3
#define PT_NOTE		4
#define PT_SHLIB	5
#define PT_PHDR		6
#define PT_TLS		7
#define PT_GNU_STACK	0x6474e551

#define PF_X		1
#define PF_W		2
#define PF_R		4

struct elf64_phdr {
	u32 p_type;
	u32 p_flags;
	u64 p_offset;
	u64 p_vaddr;
	u64 p_paddr;
	u64 p_filesz;
	u64 p_memsz;
	u64 p_align;
};

/* What a program finds behind envp on its stack: pairs of a type and a value. */
#define AT_NULL		0
#define AT_PHDR		3
#define AT_PHENT	4
#define AT_PHNUM	5
#define AT_PAGESZ	6
#define AT_BASE		7
#define AT_FLAGS	8
#define AT_ENTRY	9
#define AT_UID		11
#define AT_EUID		12
#define AT_GID		13
#define AT_EGID		14
#define AT_PLATFORM	15
#define AT_HWCAP	16
#define AT_CLKTCK	17
#define AT_SECURE	23
#define AT_RANDOM	25
#define AT_HWCAP2	26
#define AT_EXECFN	31
#define AT_MINSIGSTKSZ	51

#define ELF_MAX_SEGMENTS	16

/* A file that has passed every check, in the terms that loading it needs. */
struct elf_segment {
	u64 offset;		/* in the file; as far into its page as vaddr */
	u64 vaddr;
	u64 filesz, memsz;	/* memsz is not 0, filesz no more than it */
	u32 flags;		/* PF_R, and not both PF_W and PF_X */
};

struct elf_image {
	bool position_independent;	/* vaddr counts from where it is loaded */
	u64 entry;
	u64 phdr;			/* where its program headers will be; 0: not in memory */
	unsigned int phnum;
	unsigned int count;
	struct elf_segment segment[ELF_MAX_SEGMENTS];	/* ascending, no page in two of them */
};

/**
 * elf_parse() - check an executable file, field by field
 * @file: its first bytes
 * @avail: how many of them there are; the headers have to be among them
 * @size: of the whole file
 * @limit: addresses of programs end here
 * @image: what was found; nothing in it counts after an error
 *
 * Reads no more than @avail bytes, and changes nothing.
 * Return: NULL, or what is wrong with the file, in words.
 */
const char *elf_parse(const void *file, size_t avail, u64 size, u64 limit, struct elf_image *image);

#endif /* _LINUX_ELF_H */
