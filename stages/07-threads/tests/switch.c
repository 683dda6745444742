// SPDX-License-Identifier: MIT
/* What a thread finds when it goes on: registers, stack, canary. */
#include "threads.h"

u64 keeps_callee_saved(u64 seed);
u64 keeps_fp(u64 seed);

#define ROUNDS	20

static struct keeper {
	u64 (*check)(u64 seed);
	u64 seed, changed;
	struct completion done;
} keeper[3];

static int keep(void *arg)
{
	struct keeper *k = arg;

	for (int i = 0; i < ROUNDS; i++)
		k->changed |= k->check(k->seed + i * 0x0101010101010101ULL);
	complete(&k->done);
	return 0;
}

/* Three threads on one CPU that give it to each other, each with other values in the same registers. */
static bool keep_all(u64 (*check)(u64 seed))
{
	struct task_struct *p[3];

	for (int i = 0; i < 3; i++) {
		keeper[i] = (struct keeper){ .check = check, .seed = test_random() };
		init_completion(&keeper[i].done);
		p[i] = make(keep, &keeper[i], 0);
		if (!p[i])
			return false;
	}
	for (int i = 0; i < 3; i++)
		wake_up_process(p[i]);
	for (int i = 0; i < 3; i++)
		wait_for_completion(&keeper[i].done);
	return true;
}

CHECK(callee_saved, "a thread that gave the CPU away goes on with its registers x19 to x29 and its SP",
      .hint = "The switch")
{
	ASSERT_TRUE(keep_all(keeps_callee_saved), "three threads");
	for (int i = 0; i < 3; i++)
		EXPECT_EQ(keeper[i].changed, 0, "registers that have changed, a bit each");
}

CHECK(fp_registers, "and with its v0 to v31, FPCR and FPSR",
      .hint = "FP and SIMD")
{
	ASSERT_TRUE(keep_all(keeps_fp), "three threads");
	for (int i = 0; i < 3; i++)
		EXPECT_EQ(keeper[i].changed, 0, "registers that have changed, a bit each");
}

static struct completion done;
static unsigned long stack_at[3], canary[3];
static unsigned int next;

static int where(void *arg)
{
	unsigned int n = next++;

	(void)arg;
	stack_at[n] = (unsigned long)__builtin_frame_address(0);
	canary[n] = current->stack_canary;
	complete(&done);
	return 0;
}

CHECK(own_stack, "each thread has a stack of its own, with nothing mapped below it",
      .hint = "Stacks")
{
	struct task_struct *p[3];

	next = 0;
	init_completion(&done);
	for (int i = 0; i < 3; i++) {
		p[i] = make(where, NULL, 0);
		ASSERT_TRUE(p[i], "a thread");
	}
	for (int i = 0; i < 3; i++) {
		unsigned long low = (unsigned long)p[i]->stack;

		EXPECT_EQ(low & (2 * THREAD_SIZE - 1), 0, "its low end, in units of twice its size");
		EXPECT_EQ(*end_of_stack(p[i]), STACK_END_MAGIC, "the word there");
		EXPECT_EQ(hw_walk(low, WALK_PERM), WALK_R | WALK_W, "its permissions");
		EXPECT_EQ(hw_walk(low - 1, WALK_PA), WALK_UNMAPPED, "what is mapped right below");
		EXPECT_EQ(hw_walk(low - THREAD_SIZE, WALK_PA), WALK_UNMAPPED, "and 16 KiB below");
		get_task_struct(p[i]);
		wake_up_process(p[i]);
		wait_for_completion(&done);
		EXPECT_EQ(stack_at[i] & ~(THREAD_SIZE - 1), low, "the stack that it runs on");
		put_task_struct(p[i]);
	}
}

CHECK(own_canary, "each thread has a stack canary of its own",
      .hint = "Stacks")
{
	next = 0;
	init_completion(&done);
	for (int i = 0; i < 3; i++) {
		ASSERT_TRUE(start(where, NULL, 0), "a thread");
		wait_for_completion(&done);
	}
	for (int i = 0; i < 3; i++) {
		EXPECT_NE(canary[i], current->stack_canary, "the canary");
		EXPECT_NE(canary[i], canary[(i + 1) % 3], "the canary of another");
		EXPECT_EQ(canary[i] & 0xff, 0, "its lowest byte, which no string can write");
	}
}
