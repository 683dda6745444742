// SPDX-License-Identifier: MIT
/* Address spaces do not get in each other's way, however many there are. */
#include <linux/irqflags.h>
#include "../tests/run.h"

CHECK(spaces_are_apart, "two programs keep different values at the same address, while they take turns",
      .hint = "A number for each address space", .setup = watch, .teardown = unwatch)
{
	static const char *const one[] = { PROBE, "turns", "1000", NULL }, *const two[] = { PROBE, "turns", "5000", NULL };
	struct program p = { .file = PROBE, .argv = one }, q = { .file = PROBE, .argv = two };
	struct task_struct *first = spawn(&p), *second = spawn(&q);

	reap(&p, first);
	reap(&q, second);
	ASSERT_STARTED(p);
	ASSERT_STARTED(q);
	EXPECT_EQ(p.code, 0, "the first one's exit code (1: it saw a value that it has not written)");
	EXPECT_EQ(q.code, 0, "the second one's");
}

#define MANY	70000

CHECK(numbers_begin_again, "when the numbers are used up a new round begins, and no two programs of a round share one",
      .hint = "A number for each address space", .budget = 200000000)
{
	static u64 seen[65536 / 64];
	struct mm_struct *keeper = mm_alloc(), *mm = mm_alloc();
	unsigned long flags, twice = 0, kept, rounds = 0;
	u64 round, id;

	ASSERT_TRUE(keeper && mm, "address spaces");
	local_irq_save(flags);
	check_and_switch_context(mm);
	round = atomic64_read(&mm->context.id) >> 16;
	for (unsigned int i = 0; i < MANY; i++) {
		/* A new program each time; the tables are the same. */
		atomic64_set(&mm->context.id, 0);
		check_and_switch_context(mm);
		id = atomic64_read(&mm->context.id);
		if (id >> 16 != round) {
			round = id >> 16;
			rounds++;
			memset(seen, 0, sizeof(seen));
		}
		if (!(id & 0xffff) || seen[(id & 0xffff) / 64] >> id % 64 & 1)
			twice++;
		seen[(id & 0xffff) / 64] |= 1UL << id % 64;
		if (i == MANY / 2) {
			/* Runs over the end of a round: it keeps its number. */
			check_and_switch_context(keeper);
			kept = mm_asid(keeper);
		}
	}
	check_and_switch_context(keeper);
	leave_user_space();
	local_irq_restore(flags);
	EXPECT_EQ(rounds, 1, "rounds that began");
	EXPECT_EQ(twice, 0, "numbers given twice in a round, or 0");
	EXPECT_EQ(atomic64_read(&keeper->context.id) >> 16, round, "the round of one that ran in the last one, and runs again");
	EXPECT_NE(mm_asid(keeper), 0, "its number");
	(void)kept;
	mmput(keeper);
	mmput(mm);
}

/* An address space with one page, in which there is @value. */
static struct mm_struct *space_with(unsigned long va, u64 value, struct page **page)
{
	struct mm_struct *mm = mm_alloc();
	pte_t *pte = mm ? pte_alloc(mm, va) : NULL;

	*page = alloc_page(GFP_KERNEL);
	if (!pte || !*page)
		return NULL;
	*(u64 *)page_address(*page) = value;
	*pte = pfn_pte(page_to_pfn(*page), PAGE_READONLY);
	return mm;
}

static void end_of_space(struct mm_struct *mm, unsigned long va, struct page *page)
{
	pte_lookup(mm, va)->pte = 0;
	__free_page(page);
	mmput(mm);
}

/* @mm gets a number as if it had none; whether that began a new round. */
static bool next_number(struct mm_struct *mm)
{
	static u64 round;
	u64 before = round;

	atomic64_set(&mm->context.id, 0);
	check_and_switch_context(mm);
	round = atomic64_read(&mm->context.id) >> 16;
	return before && round != before;
}

/*
 * The machine is QEMU, which empties its TLB whenever the number in TTBR0_EL1
 * changes. So before each switch the number that a new round begins with is there
 * already, with tables of somebody else, and one entry of theirs in the TLB.
 */
CHECK(new_round_empties_tlb, "a new round begins with an empty TLB: what its numbers meant before is forgotten",
      .hint = "A number for each address space", .budget = 200000000)
{
	unsigned long va = 0x600000, flags, first, wrong = 0, calls = 0;
	struct page *page_a, *page_b;
	struct mm_struct *a = space_with(va, 0xaaaa, &page_a), *b = space_with(va, 0xbbbb, &page_b);

	ASSERT_TRUE(a && b, "two address spaces");
	local_irq_save(flags);
	while (!next_number(b) && calls++ < MANY)
		;
	first = mm_asid(b);
	for (bool again = false; !again && calls < 3 * MANY; calls++) {
		write_sysreg(__pa(a->pgd) | first << TTBR_ASID_SHIFT, ttbr0_el1);
		asm volatile("isb");
		wrong += *(u64 volatile *)va != 0xaaaa;
		again = next_number(b);
		wrong += *(u64 volatile *)va != 0xbbbb;
	}
	leave_user_space();
	local_irq_restore(flags);
	EXPECT_LT(calls, 3 * MANY, "switches until two rounds were over");
	EXPECT_EQ(wrong, 0, "times that a program saw what another one has at its address");
	end_of_space(a, va, page_a);
	end_of_space(b, va, page_b);
}

CHECK(registers_are_clean, "a program begins with empty FP registers and thread pointer", .hint = "From user mode and back",
      .setup = watch, .teardown = unwatch)
{
	ASSERT_EQ(run("floats").code, 0, "its exit code");
	EXPECT_EQ(reported(0), 0, "what it found in them");
}

static long became;

static u64 become_another(u64 what, u64 value)
{
	static const char *const argv[] = { PROBE, "exit", "6", NULL };

	(void)value;
	if (!what)
		became = kernel_execve(PROBE, argv, env);
	return 0;
}

CHECK(program_becomes_another, "a program that becomes another one leaves all of its old address space behind",
      .hint = "From a file to a program", .setup = watch, .teardown = unwatch)
{
	unsigned long before;
	unsigned int tasks;
	struct program p;

	run("exit", "0");
	tasks = nr_tasks();
	before = nr_free_pages();
	watcher = become_another;
	p = run("touch");
	ASSERT_STARTED(p);
	EXPECT_EQ(became, 0, "kernel_execve() in the program's thread");
	EXPECT_EQ(p.code, 6 << 8, "what the second one ends with");
	settle(tasks, before);
	EXPECT_EQ(nr_free_pages(), before, "free pages behind it");
}
