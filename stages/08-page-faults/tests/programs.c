// SPDX-License-Identifier: MIT
/* Programs begin, end, and leave nothing behind. */
#include <linux/sections.h>
#include "run.h"

CHECK(program_runs, "a program runs in user mode, and what it ends with arrives", .hint = "From a file to a program",
      .setup = watch, .teardown = unwatch)
{
	struct program p = run("exit", "7");

	ASSERT_STARTED(p);
	EXPECT_EQ(p.code, 7 << 8, "its exit code");
	p = run_program((const char *const []){ "/bin/nobody", NULL });
	EXPECT_EQ(p.error, -ENOENT, "kernel_execve() of a file that does not exist");
	p = run_program((const char *const []){ "/bin", NULL });
	EXPECT_EQ(p.error, -EACCES, "kernel_execve() of a directory");
}

static u64 sp_at_start, aligned, argc_seen, order_ok;
static char strings[5][32];
static u64 aux[40];

/* All of the initial stack, as the program has it; compared outside of its thread. */
static u64 read_stack(u64 sp, u64 envp)
{
	struct mm_struct *mm = current->mm;
	u64 p[5], at = envp, null[1];

	sp_at_start = sp;
	aligned = sp % 16;
	mm_read(mm, sp, &argc_seen, 8);
	mm_read(mm, sp + 8, p, 2 * 8);
	mm_read(mm, envp, p + 2, 2 * 8);
	mm_read(mm, sp + 8 + argc_seen * 8, null, 8);
	order_ok = !null[0] && envp == sp + 8 + (argc_seen + 1) * 8;
	for (int i = 0; i < 4; i++)
		mm_read(mm, p[i], strings[i], sizeof(strings[i]));
	mm_read(mm, at + 2 * 8, null, 8);
	order_ok = order_ok && !null[0];
	at += 3 * 8;
	for (unsigned int i = 0; i < ARRAY_SIZE(aux); i += 2, at += 16) {
		mm_read(mm, at, aux + i, 16);
		if (aux[i] == AT_NULL)
			break;
	}
	/* Strings ascending: argv's, envp's, then the file's name. */
	order_ok = order_ok && p[0] < p[1] && p[1] < p[2] && p[2] < p[3];
	return 0;
}

static u64 auxv(u64 type)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(aux) && aux[i]; i += 2)
		if (aux[i] == type)
			return aux[i + 1];
	return ~0UL;
}

CHECK(initial_stack, "the program finds argc, argv, envp and the auxiliary vector as Linux lays them out",
      .hint = "The initial stack", .setup = watch, .teardown = unwatch)
{
	struct program p;

	memset(aux, 0, sizeof(aux));
	watcher = read_stack;
	p = run("stack");
	ASSERT_STARTED(p);
	ASSERT_EQ(p.code, 0, "its exit code");
	EXPECT_EQ(aligned, 0, "SP modulo 16");
	EXPECT_EQ(argc_seen, 2, "argc");
	EXPECT_STREQ(strings[0], PROBE, "argv[0]");
	EXPECT_STREQ(strings[1], "stack", "argv[1]");
	EXPECT_STREQ(strings[2], env[0], "envp[0]");
	EXPECT_STREQ(strings[3], env[1], "envp[1]");
	EXPECT_TRUE(order_ok, "a NULL ends each list, and everything is in its order");
	EXPECT_EQ(auxv(AT_PAGESZ), PAGE_SIZE, "AT_PAGESZ");
	EXPECT_EQ(auxv(AT_PHDR), 0x400040, "AT_PHDR");
	EXPECT_EQ(auxv(AT_PHENT), 56, "AT_PHENT");
	EXPECT_EQ(auxv(AT_PHNUM), 4, "AT_PHNUM");
	EXPECT_EQ(auxv(AT_ENTRY) & ~0xfffUL, 0x401000, "AT_ENTRY's page");
	EXPECT_EQ(auxv(AT_CLKTCK), 100, "AT_CLKTCK");
	EXPECT_EQ(auxv(AT_SECURE), 0, "AT_SECURE");
	EXPECT_EQ(auxv(AT_BASE), 0, "AT_BASE");
	EXPECT_EQ(auxv(AT_HWCAP), elf_hwcap(), "AT_HWCAP");
	EXPECT_TRUE(auxv(AT_RANDOM) > sp_at_start && auxv(AT_RANDOM) < auxv(AT_PLATFORM), "AT_RANDOM lies in the stack");
	EXPECT_TRUE(auxv(AT_EXECFN) > auxv(AT_PLATFORM) && auxv(AT_EXECFN) < STACK_TOP, "AT_EXECFN lies above AT_PLATFORM");
	EXPECT_EQ(aux[0], AT_MINSIGSTKSZ, "the first of them");
}

CHECK(no_page_lost, "twenty programs come and go, and every page is back: tables, stacks, data",
      .hint = "The end of an address space", .setup = watch, .teardown = unwatch)
{
	unsigned long before, files = ramfs_pages();
	unsigned int tasks;

	run("values");
	tasks = nr_tasks();
	before = nr_free_pages();
	for (int i = 0; i < 5; i++) {
		ASSERT_EQ(run("exit", "0").code, 0, "a program that ends at once");
		ASSERT_EQ(run("values").code, 0, "one that writes");
		ASSERT_EQ(run("grow", "100").code, 0, "one with a large stack");
		ASSERT_EQ(run("null").code, SIGSEGV, "one that is stopped");
	}
	settle(tasks, before);
	EXPECT_EQ(nr_free_pages(), before, "free pages behind the last one");
	EXPECT_EQ(ramfs_pages(), files, "pages of files");
}

CHECK(init_memory_is_free, "what only coming up needed is free memory, and nowhere executable",
      .hint = "The memory of coming up")
{
	unsigned long text = (unsigned long)__inittext_begin, data = (unsigned long)__initdata_begin;

	ASSERT_TRUE((unsigned long)__inittext_end > text && (unsigned long)__initdata_end > data, "there was some");
	EXPECT_EQ(hw_walk(text, WALK_PERM) & WALK_X, 0, "__init code may be executed in the image");
	EXPECT_EQ(hw_walk((unsigned long)__va(__pa_symbol(text)), WALK_PERM), WALK_R | WALK_W, "the same in the linear map");
	EXPECT_TRUE(!PageReserved(pfn_to_page(PHYS_PFN(__pa_symbol(text)))), "its first page is the allocator's");
	EXPECT_TRUE(!PageReserved(pfn_to_page(PHYS_PFN(__pa_symbol(data)))), "the first page of __initdata is the allocator's");
	EXPECT_TRUE(!PageReserved(pfn_to_page(PHYS_PFN(__pa_symbol(__initdata_end) - 1))), "and its last one");
}

CONSOLE_BOOT(init_memory_is_free, has, "^Freeing unused kernel memory: \\\\d+K\\\\r?$");
