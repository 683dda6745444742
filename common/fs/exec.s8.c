// SPDX-License-Identifier: MIT
/*
 * exec.c: a thread becomes another program.
 *
 * The new address space is made complete before the old one is left: whatever
 * goes wrong on the way, the caller goes on as it was. Linux: fs/exec.c
 * (do_execveat_common, setup_arg_pages, copy_string_kernel).
 */
#include <asm/mmu_context.h>
#include <linux/binfmts.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

/* Bytes of all strings of a list, and how many there are. */
static size_t count_strings(const char *const *list, unsigned int *count)
{
	size_t bytes = 0;

	for (*count = 0; list && list[*count]; ++*count)
		bytes += strlen(list[*count]) + 1;
	return bytes;
}

/* The strings of @list behind each other into @buf, which will be at @addr; where each is into @where. */
static size_t lay_out(char *buf, unsigned long addr, const char *const *list, unsigned int count, unsigned long *where)
{
	size_t done = 0;

	for (unsigned int i = 0; i < count; i++) {
		size_t len = strlen(list[i]) + 1;

		memcpy(buf + done, list[i], len);
		where[i] = addr + done;
		done += len;
	}
	return done;
}

/* At the high end of the stack, downwards: a word of zeros, the file's name, envp's strings, argv's. */
static int copy_strings(struct linux_binprm *bprm, const char *const *argv, const char *const *envp)
{
	struct mm_struct *mm = bprm->mm;
	size_t args = count_strings(argv, &bprm->argc), envs = count_strings(envp, &bprm->envc);
	size_t name = strlen(bprm->filename) + 1, len = args + envs + name + sizeof(u64);
	char *buf;
	int err;

	if (len > MAX_ARG_BYTES || bprm->argc + bprm->envc > MAX_ARG_BYTES / sizeof(u64) - 64)
		return -E2BIG;
	buf = kzalloc(len, GFP_KERNEL);
	bprm->argv = kmalloc((bprm->argc + bprm->envc + 1) * sizeof(u64), GFP_KERNEL);
	if (!buf || !bprm->argv) {
		kfree(buf);
		return -ENOMEM;
	}
	bprm->envp = bprm->argv + bprm->argc;
	bprm->p = STACK_TOP - len;
	mm->arg_start = bprm->p;
	mm->arg_end = mm->env_start = mm->arg_start + lay_out(buf, bprm->p, argv, bprm->argc, bprm->argv);
	mm->env_end = mm->env_start + lay_out(buf + args, mm->env_start, envp, bprm->envc, bprm->envp);
	bprm->exec = mm->env_end;
	memcpy(buf + args + envs, bprm->filename, name);
	err = mm_write(mm, bprm->p, buf, len);
	kfree(buf);
	return err;
}

static int open_exec(struct linux_binprm *bprm)
{
	struct page *page;
	const char *error;

	bprm->inode = kern_path(bprm->filename, true);
	if (IS_ERR(bprm->inode))
		return PTR_ERR(bprm->inode);
	if (!S_ISREG(bprm->inode->i_mode) || !(bprm->inode->i_mode & S_IXUGO))
		return -EACCES;
	page = inode_get_page(bprm->inode, 0);
	error = page ? elf_parse(page_address(page), min(bprm->inode->i_size, PAGE_SIZE), bprm->inode->i_size,
				 STACK_TOP - STACK_GUARD_GAP - (8UL << 20), &bprm->image) : "it is empty";
	if (!error)
		return 0;
	pr_info("%s: not executed: %s\n", bprm->filename, error);
	return -ENOEXEC;
}

static int load(struct linux_binprm *bprm, const char *const *argv, const char *const *envp)
{
	struct vm_area_struct *stack;
	u64 chance = read_sysreg(cntvct_el0);
	int err;

	bprm->mm = mm_alloc();
	if (!bprm->mm)
		return -ENOMEM;
	stack = vm_map(bprm->mm, STACK_TOP - INITIAL_STACK_PAGES * PAGE_SIZE, INITIAL_STACK_PAGES * PAGE_SIZE,
		       VM_READ | VM_WRITE | VM_GROWSDOWN, NULL, 0, 0);
	if (IS_ERR(stack))
		return PTR_ERR(stack);
	bprm->load_bias = bprm->image.position_independent ? ELF_ET_DYN_BASE : 0;
	for (unsigned int i = 0; i < sizeof(bprm->random); i++) {
		chance = chance * 6364136223846793005ULL + 1442695040888963407ULL;
		bprm->random[i] = chance >> 56;
	}
	err = elf_map_segments(bprm);
	if (!err)
		err = copy_strings(bprm, argv, envp);
	if (!err)
		err = create_elf_tables(bprm);
	return err;
}

int kernel_execve(const char *filename, const char *const *argv, const char *const *envp)
{
	struct linux_binprm *bprm = kzalloc(sizeof(*bprm), GFP_KERNEL);
	const char *name = filename;
	int err;

	if (!bprm)
		return -ENOMEM;
	bprm->filename = filename;
	err = open_exec(bprm);
	if (!err)
		err = load(bprm, argv, envp);
	if (!err) {
		for (const char *p = filename; *p; p++)
			if (*p == '/')
				name = p + 1;
		strscpy(current->comm, name, TASK_COMM_LEN);
		bprm->mm->start_stack = bprm->p;
		exec_mmap(bprm->mm);
		start_thread(bprm->image.entry + bprm->load_bias, bprm->p);
		current->flags &= ~PF_KTHREAD;
	} else if (bprm->mm) {
		mmput(bprm->mm);
	}
	if (!IS_ERR(bprm->inode))
		iput(bprm->inode);
	kfree(bprm->argv);
	kfree(bprm);
	return err;
}
