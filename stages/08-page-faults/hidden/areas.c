// SPDX-License-Identifier: MIT
/* Areas that a test makes: their edges, their ends, and what lies beyond. */
#include <linux/vmalloc.h>
#include <test/elf_damage.h>
#include "../tests/run.h"

static u64 next_address[8];
static unsigned int step;
static struct inode *file;
static unsigned long tables[8], faults[4];
static long made;

static u64 addresses(u64 what, u64 value)
{
	(void)what;
	(void)value;
	tables[step] = current->mm->nr_tables;
	return next_address[step++];
}

/* A file of one page and a half is mapped with three. */
static u64 map_file(u64 what, u64 value)
{
	if (!what)
		made = PTR_ERR(vm_map(current->mm, 0x10000000, 3 * PAGE_SIZE, VM_READ, file, 0, ~0UL));
	return addresses(what, value);
}

CHECK(behind_the_file, "behind the end of its file a mapping is SIGBUS, in the last page it is zeros",
      .hint = "What cannot be helped", .setup = watch, .teardown = unwatch)
{
	static u8 text[6000];
	struct program p;

	file = new_inode(S_IFREG | 0644);
	memset(text, 'x', sizeof(text));
	inode_write(file, text, sizeof(text), 0);
	step = 0;
	memcpy(next_address, (u64 []){ 0x10001000, 0x10001800, 0x10002000, 0 }, 32);
	watcher = map_file;
	p = run("touch");
	ASSERT_STARTED(p);
	EXPECT_EQ(reports[1].value, 0x7878787878787878, "in the file's last page");
	EXPECT_EQ(reports[2].value, 0, "behind its last byte");
	EXPECT_EQ(p.code, SIGBUS, "the signal, one page further");
	EXPECT_EQ(p.why, BUS_ADRERR, "why");
	EXPECT_EQ(p.address, 0x10002000, "where");
	EXPECT_EQ(atomic_read(&file->i_count), 1, "users of the file behind it");
	iput(file);
}

static u64 map_below_stack(u64 what, u64 value)
{
	struct vm_area_struct *stack = vma_find(&current->mm->areas, STACK_TOP - 1);

	if (!what)
		vm_map(current->mm, stack->vm_start - 300 * PAGE_SIZE, 10 * PAGE_SIZE, VM_READ, NULL, 0, 0);
	(void)value;
	return what ? 0 : stack->vm_start - 40 * PAGE_SIZE;
}

static u64 map_below_stack_far(u64 what, u64 value)
{
	struct vm_area_struct *stack = vma_find(&current->mm->areas, STACK_TOP - 1);

	map_below_stack(what, value);
	return what ? 0 : stack->vm_start - 30 * PAGE_SIZE;
}

CHECK(stack_keeps_its_distance, "a stack stops growing a megabyte above what lies below it", .hint = "The stack",
      .setup = watch, .teardown = unwatch)
{
	struct program p;

	watcher = map_below_stack_far;
	p = run("touch");
	ASSERT_STARTED(p);
	EXPECT_EQ(p.code, 0, "260 pages above: it may grow");
	watcher = map_below_stack;
	p = run("touch");
	ASSERT_STARTED(p);
	EXPECT_EQ(p.code, SIGSEGV, "250 pages above: it may not");
	EXPECT_EQ(p.why, SEGV_MAPERR, "why");
}

static u64 map_far(u64 what, u64 value)
{
	if (!what) {
		made = PTR_ERR(vm_map(current->mm, 1UL << 33, 1UL << 36, VM_READ | VM_WRITE, NULL, 0, 0));
		faults[0] = events(PGFAULT_ANON);
	}
	faults[1] = events(PGFAULT_ANON);
	return addresses(what, value);
}

CHECK(tables_on_demand, "tables are made where pages are, one by one, and all of them go", .hint = "Tables on demand",
      .setup = watch, .teardown = unwatch)
{
	unsigned long before;
	unsigned int tasks;
	struct program p;

	run("exit", "0");
	tasks = nr_tasks();
	before = nr_free_pages();
	step = 0;
	memcpy(next_address, (u64 []){ 1UL << 33, (1UL << 33) + 4096, (1UL << 33) + (2 << 20), 1UL << 34, 0 }, 40);
	watcher = map_far;
	p = run("store");
	ASSERT_STARTED(p);
	ASSERT_EQ(p.code, 0, "its exit code");
	EXPECT_EQ(tables[1] - tables[0], 2, "tables for a page in a new gigabyte");
	EXPECT_EQ(tables[2] - tables[1], 0, "for the next page");
	EXPECT_EQ(tables[3] - tables[2], 1, "for one 2 MiB further");
	EXPECT_EQ(tables[4] - tables[3], 2, "for one in another gigabyte");
	EXPECT_EQ(faults[1] - faults[0], 4, "pages taken");
	settle(tasks, before);
	EXPECT_EQ(nr_free_pages(), before, "free pages behind it");
}

#define CUT	0x20000000UL

static long cut_result;
static unsigned int areas_before, areas_behind;
static unsigned long free_before, free_behind;

/* Eight pages are written; then the three from the third on go. */
static u64 map_and_cut(u64 what, u64 value)
{
	struct mm_struct *mm = current->mm;

	if (!what)
		made = PTR_ERR(vm_map(mm, CUT, 8 * PAGE_SIZE, VM_READ | VM_WRITE, NULL, 0, 0));
	if (step == 8) {
		areas_before = mm->areas.count;
		free_before = nr_free_pages();
		mutex_lock(&mm->mmap_lock);
		cut_result = vm_unmap(mm, CUT + 2 * PAGE_SIZE, CUT + 5 * PAGE_SIZE);
		mutex_unlock(&mm->mmap_lock);
		areas_behind = mm->areas.count;
		free_behind = nr_free_pages();
	}
	(void)value;
	if (step < 8)
		return CUT + step++ * PAGE_SIZE;
	return (u64 []){ CUT + PAGE_SIZE, CUT + 5 * PAGE_SIZE, CUT + 3 * PAGE_SIZE, 0 }[step++ - 8];
}

CHECK(areas_are_cut, "what is taken out of the middle of an area is gone at once, and what is around it stays",
      .hint = "The end of an address space", .setup = watch, .teardown = unwatch)
{
	struct program p;

	step = 0;
	watcher = map_and_cut;
	p = run("store");
	ASSERT_STARTED(p);
	EXPECT_EQ(cut_result, 0, "vm_unmap()");
	EXPECT_EQ(areas_behind - areas_before, 1, "areas more: two in the place of one");
	EXPECT_GE(free_behind + 1, free_before + 3, "free pages behind it: three, less a page for the new area at most");
	EXPECT_EQ(p.code, SIGSEGV, "the signal when it writes there");
	EXPECT_EQ(p.address, CUT + 3 * PAGE_SIZE, "where: not before, not behind");
}

static u64 read_for_program(u64 what, u64 value)
{
	static u8 *kernels;
	u64 *bss = (u64 *)value;

	if (what)
		return 0;
	faults[0] = events(PGFAULT);
	/* The kernel touches a page of the program's that has not been touched. */
	tables[0] = bss[10 * PAGE_SIZE / 8];
	tables[1] = hw_walk(value + 10 * PAGE_SIZE, WALK_LEVEL);
	faults[1] = events(PGFAULT);
	/* Its own memory is in tables that all share. */
	kernels = vmalloc(3 * PAGE_SIZE);
	if (kernels) {
		memset(kernels, 1, 3 * PAGE_SIZE);
		vfree(kernels);
	}
	faults[2] = events(PGFAULT);
	return 0;
}

CHECK(faults_for_a_program, "the kernel may touch a program's page that is not there yet; its own memory never faults",
      .hint = "Faults of the kernel", .setup = watch, .teardown = unwatch)
{
	watcher = read_for_program;
	ASSERT_EQ(run("zeros").code, 0, "its exit code");
	EXPECT_EQ(tables[0], 0, "what the kernel read");
	EXPECT_EQ(tables[1], 3, "level at which the page is mapped now");
	EXPECT_EQ(faults[1] - faults[0], 1, "faults by reading");
	EXPECT_EQ(faults[2] - faults[1], 0, "faults in the vmalloc area");
}

CHECK(zeros_behind_the_data, "behind what a segment has in its file there are zeros, whatever the file goes on with",
      .hint = "Zeros", .setup = watch, .teardown = unwatch)
{
	static const u32 code[] = {
		0xd2820010,	/* mov x16, #0x1000 */
		0xf2a00830,	/* movk x16, #0x41, lsl #16: 0x411000 */
		0xf9400200,	/* ldr x0, [x16]: data */
		0xf94003ff,	/* (patched) */
		0xd420fc80,	/* brk #0x7e4: report(data, what is behind it) */
		0xd2800000,	/* mov x0, #0 */
		0xd420fc20,	/* brk #0x7e1: exit */
	};
	static u8 image[ELF_SAMPLE_SIZE + 0x1000];
	struct inode *inode = new_inode(S_IFREG | 0755);
	struct program p;

	elf_sample(image);
	memcpy(image + 0x400, code, sizeof(code));
	*(u32 *)(image + 0x40c) = 0xf9440201;	/* ldr x1, [x16, #0x800]: the first byte behind the data */
	memset(image + 0x1000, 0x77, 0x1800);	/* the file goes on */
	inode_write(inode, image, sizeof(image), 0);
	ASSERT_EQ(ramfs_mknod("/odd", inode), 0, "a file for it");
	p = run_program((const char *const []){ "/odd", NULL });
	EXPECT_EQ(p.error, 0, "kernel_execve()");
	EXPECT_EQ(p.code, 0, "its exit code");
	EXPECT_EQ(reports[0].what, 0x7777777777777777, "its data");
	EXPECT_EQ(reports[0].value, 0, "what is behind it");
	ramfs_unlink("/odd");
	iput(inode);
}

CHECK(too_many_arguments, "more strings than there is room for are refused, and the thread goes on as it was",
      .hint = "The initial stack", .setup = watch, .teardown = unwatch)
{
	static char big[60000];
	const char *const large[] = { PROBE, "exit", "4", big, NULL };
	const char *const too_large[] = { PROBE, big, big, big, NULL };
	unsigned long before = nr_free_pages();

	memset(big, 'b', sizeof(big) - 1);
	EXPECT_EQ(kernel_execve(PROBE, too_large, env), -E2BIG, "kernel_execve() with 180,000 bytes");
	EXPECT_EQ(nr_free_pages(), before, "free pages behind it");
	EXPECT_EQ(current->mm, NULL, "the address space of this thread");
	EXPECT_EQ(run_program(large).code, 4 << 8, "a program with 60,000 bytes");
}
