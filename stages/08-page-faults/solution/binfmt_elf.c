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
#ifdef SOLUTION
	unsigned long end = 0;

	for (unsigned int i = 0; i < bprm->image.count; i++) {
		const struct elf_segment *s = &bprm->image.segment[i];
		unsigned long addr = bprm->load_bias + s->vaddr, start = addr & PAGE_MASK;
		unsigned long file_end = s->filesz == s->memsz ? ~0UL : addr + s->filesz;
		struct vm_area_struct *vma;

		end = PAGE_ALIGN(addr + s->memsz);
		vma = vm_map(bprm->mm, start, end - start,
			     (s->flags & PF_R ? VM_READ : 0) | (s->flags & PF_W ? VM_WRITE : 0) |
			     (s->flags & PF_X ? VM_EXEC : 0), bprm->inode, s->offset >> PAGE_SHIFT, file_end);
		if (IS_ERR(vma))
			return PTR_ERR(vma);
	}
	bprm->mm->start_brk = bprm->mm->brk = end;
	return 0;
#else
	/*
	 * Write this: vm_map() for each segment of bprm->image, whole pages, at load_bias
	 * more than it says: VM_READ, VM_WRITE, VM_EXEC by PF_R, PF_W, PF_X; the file from
	 * page offset >> PAGE_SHIFT on. From vaddr + filesz on it is zeros (file_end), if
	 * memsz is more than that. start_brk and brk are the first page behind the last one.
	 */
	(void)bprm;
	return -ENOEXEC;
#endif
}

int create_elf_tables(struct linux_binprm *bprm)
{
#ifdef SOLUTION
	unsigned long platform = bprm->p - sizeof(ELF_PLATFORM), random = platform - sizeof(bprm->random);
	const u64 auxv[] = {
		AT_MINSIGSTKSZ, SIGNAL_MINSIGSTKSZ,
		AT_HWCAP, elf_hwcap(),
		AT_PAGESZ, PAGE_SIZE,
		AT_CLKTCK, 100,
		AT_PHDR, bprm->image.phdr + bprm->load_bias,
		AT_PHENT, sizeof(struct elf64_phdr),
		AT_PHNUM, bprm->image.phnum,
		AT_BASE, 0,
		AT_FLAGS, 0,
		AT_ENTRY, bprm->image.entry + bprm->load_bias,
		AT_UID, 0, AT_EUID, 0, AT_GID, 0, AT_EGID, 0,
		AT_SECURE, 0,
		AT_RANDOM, random,
		AT_HWCAP2, 0,
		AT_EXECFN, bprm->exec,
		AT_PLATFORM, platform,
		AT_NULL, 0,
	};
	/* argc, argv's pointers and a NULL, envp's and a NULL, auxv. */
	size_t words = 1 + bprm->argc + 1 + bprm->envc + 1, len = words * sizeof(u64) + sizeof(auxv);
	u64 *table = kzalloc(len, GFP_KERNEL);
	int err;

	if (!table)
		return -ENOMEM;
	table[0] = bprm->argc;
	memcpy(&table[1], bprm->argv, bprm->argc * sizeof(u64));
	memcpy(&table[1 + bprm->argc + 1], bprm->envp, bprm->envc * sizeof(u64));
	memcpy(&table[words], auxv, sizeof(auxv));
	bprm->p = (random - len) & ~15UL;
	err = mm_write(bprm->mm, platform, ELF_PLATFORM, sizeof(ELF_PLATFORM));
	if (!err)
		err = mm_write(bprm->mm, random, bprm->random, sizeof(bprm->random));
	if (!err)
		err = mm_write(bprm->mm, bprm->p, table, len);
	kfree(table);
	return err;
#else
	/*
	 * Write this, from bprm->p downwards, with mm_write(): the string ELF_PLATFORM;
	 * the 16 bytes of bprm->random; then, so that SP is a multiple of 16 (bprm->p):
	 * argc; the addresses in bprm->argv and 0; those in bprm->envp and 0; and the
	 * pairs that the handout lists, up to AT_NULL. All of them are 64 bits wide.
	 */
	(void)bprm;
	return -ENOEXEC;
#endif
}
