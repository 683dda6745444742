// SPDX-License-Identifier: MIT
/* Address spaces: their numbers, their protection, and files that do not deserve one. */
#include <test/elf_damage.h>
#include "run.h"

static u64 ttbr[2], pgd[2], wx, kernel_x, user_pages;
static unsigned int looks;

/* Every page that is mapped, by the areas; what the hardware makes of it. */
static u64 look(u64 what, u64 value)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;

	(void)what;
	(void)value;
	if (looks < 2) {
		ttbr[looks] = hw_now(HW_TTBR0_EL1);
		pgd[looks++] = __pa(mm->pgd);
	}
	for_each_vma(&mm->areas, vma) {
		for (unsigned long va = vma->vm_start; va < vma->vm_end; va += PAGE_SIZE) {
			u64 perm = hw_walk(va, WALK_PERM);

			if (!perm)
				continue;
			user_pages++;
			wx += (perm & WALK_USER_W) && (perm & WALK_USER_X);
			kernel_x += !!(perm & WALK_X);
		}
	}
	return 0;
}

CHECK(user_pages_w_xor_x, "no page of a program is writable and executable, and the kernel executes none",
      .hint = "From a fault to a page", .setup = watch, .teardown = unwatch)
{
	user_pages = wx = kernel_x = looks = 0;
	watcher = look;
	ASSERT_EQ(run("values").code, 0, "its exit code");
	EXPECT_GT(user_pages, 10, "pages looked at");
	EXPECT_EQ(wx, 0, "pages that are both");
	EXPECT_EQ(kernel_x, 0, "pages that the kernel could execute");
}

CHECK(spaces_have_numbers, "each address space has tables and a number (ASID) of its own; the kernel's threads have neither",
      .hint = "A number for each address space", .setup = watch, .teardown = unwatch)
{
	looks = 0;
	watcher = look;
	run("stack");
	run("stack");
	ASSERT_EQ(looks, 2, "programs looked at");
	EXPECT_EQ(ttbr[0] & DESC_ADDR_MASK, pgd[0], "the address in TTBR0_EL1");
	EXPECT_EQ(ttbr[1] & DESC_ADDR_MASK, pgd[1], "and of the second one");
	EXPECT_NE(ttbr[0] >> TTBR_ASID_SHIFT, 0, "the first one's number");
	EXPECT_NE(ttbr[1] >> TTBR_ASID_SHIFT, ttbr[0] >> TTBR_ASID_SHIFT, "the second one's");
	EXPECT_EQ(hw_now(HW_TTBR0_EL1) & DESC_ADDR_MASK, __pa_symbol(reserved_pg_dir), "TTBR0_EL1 of a thread of the kernel");
}

CHECK(damaged_files, "300 damaged executables are refused, and nothing of them stays", .hint = "From a file to a program",
      .setup = watch, .teardown = unwatch)
{
	struct inode *inode = new_inode(S_IFREG | 0755);
	u64 seed = test_random();
	unsigned long before;
	static u8 file[ELF_SAMPLE_SIZE];
	struct program p;
	u32 size;

	ASSERT_EQ(ramfs_mknod("/damaged", inode), 0, "a file for them");
	elf_sample(file);
	inode_write(inode, file, sizeof(file), 0);
	p = run_program((const char *const []){ "/damaged", NULL });
	EXPECT_EQ(p.error, 0, "kernel_execve() of the undamaged one");
	before = nr_free_pages();
	for (unsigned int n = 0; n < ELF_SAMPLE_CORPUS; n++) {
		const char *const argv[] = { "/damaged", NULL };

		elf_sample(file);
		elf_damage(file, seed, n, &size);
		inode_truncate(inode);
		inode_write(inode, file, size, 0);
		/* In this very thread: it goes on as it was. */
		p.error = kernel_execve("/damaged", argv, env);
		if (p.error != -ENOEXEC)
			test_note("file %u of seed 0x%llx", n, seed);
		ASSERT_EQ(p.error, -ENOEXEC, "kernel_execve()");
	}
	inode_truncate(inode);
	inode_write(inode, file, sizeof(file), 0);
	EXPECT_EQ(nr_free_pages(), before, "free pages behind the last one");
	ramfs_unlink("/damaged");
	iput(inode);
}
