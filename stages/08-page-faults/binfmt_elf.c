// SPDX-License-Identifier: MIT
/*
 * binfmt_elf.c: what a program finds when it begins.
 *
 * The file has been checked (common/fs/elf_check.s8.c), the strings are on the
 * stack (common/fs/exec.s8.c). No segment is read here: each becomes an area, and
 * its pages come when they are touched. Linux: fs/binfmt_elf.c (load_elf_binary,
 * create_elf_tables).
 */
#include <asm/mmu_context.h>
#include <linux/binfmts.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

int elf_map_segments(struct linux_binprm *bprm)
{
	/*
	 * Write this: vm_map() for each segment of bprm->image, whole pages, at load_bias
	 * more than it says: VM_READ, VM_WRITE, VM_EXEC by PF_R, PF_W, PF_X; the file from
	 * page offset >> PAGE_SHIFT on. From vaddr + filesz on it is zeros (file_end), if
	 * memsz is more than that. start_brk and brk are the first page behind the last one.
	 */
	(void)bprm;
	return -ENOEXEC;
}

int create_elf_tables(struct linux_binprm *bprm)
{
	/*
	 * Write this, from bprm->p downwards, with mm_write(): the string ELF_PLATFORM;
	 * the 16 bytes of bprm->random; then, so that SP is a multiple of 16 (bprm->p):
	 * argc; the addresses in bprm->argv and 0; those in bprm->envp and 0; and the
	 * pairs that the handout lists, up to AT_NULL. All of them are 64 bits wide.
	 */
	(void)bprm;
	return -ENOEXEC;
}
