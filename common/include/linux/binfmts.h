/* SPDX-License-Identifier: MIT */
/* Starting programs. Given: common/fs/exec.s8.c. Linux: include/linux/binfmts.h. */
#ifndef _LINUX_BINFMTS_H
#define _LINUX_BINFMTS_H

#include <linux/elf.h>
#include <linux/mm_struct.h>

/* Bytes of strings that a program may be given; pages of stack that it starts with. */
#define MAX_ARG_BYTES		(32UL << PAGE_SHIFT)
#define INITIAL_STACK_PAGES	(33 + 32)	/* the strings, and pointers to them */

/* A program that is being started, in an address space that nobody runs in yet. */
struct linux_binprm {
	const char *filename;
	struct inode *inode;
	struct mm_struct *mm;
	struct elf_image image;		/* what elf_parse() found */
	unsigned long load_bias;	/* to add to every address of the image */
	unsigned long p;		/* the lowest byte of the stack that is used */
	unsigned long exec;		/* where @filename is in the stack */
	unsigned int argc, envc;
	unsigned long *argv, *envp;	/* where the strings are in the stack */
	u8 random[16];			/* for the program's own use (AT_RANDOM) */
};

/**
 * kernel_execve() - the running thread becomes the program in file @filename
 * @argv, @envp: strings in the kernel, each list with a NULL at its end
 *
 * On success the registers in current_pt_regs() are the program's: return to
 * user mode. Otherwise the thread is as it was: -ENOENT and the like, -EACCES,
 * -ENOEXEC, -E2BIG, -ENOMEM. May sleep.
 */
int kernel_execve(const char *filename, const char *const *argv, const char *const *envp);

/* The student's: stages/08-page-faults/binfmt_elf.c. */

/** elf_map_segments() - an area for each segment, and where the heap begins; 0 or -errno */
int elf_map_segments(struct linux_binprm *bprm);

/**
 * create_elf_tables() - the rest of the initial stack, below the strings
 *
 * Sets bprm->p to what SP begins with. Return: 0 or -errno.
 */
int create_elf_tables(struct linux_binprm *bprm);

/* Given: arch/arm64/kernel/process-user.s8.c. */

/** start_thread() - user registers for a program that begins at @pc; nothing of the old one is left */
void start_thread(unsigned long pc, unsigned long sp);

/* What the CPU can do, as programs are told (AT_HWCAP), and the words for it (AT_PLATFORM). */
unsigned long elf_hwcap(void);
#define ELF_PLATFORM		"aarch64"

/* Room that a signal frame may need (AT_MINSIGSTKSZ): Linux's, without SVE. */
#define SIGNAL_MINSIGSTKSZ	4720

#endif /* _LINUX_BINFMTS_H */
