// SPDX-License-Identifier: MIT
/* The end of stacks and of threads. */
#include <linux/mm.h>
#include <linux/string.h>
#include "../tests/threads.h"

static struct completion done;

static int spoil(void *arg)
{
	(void)arg;
	*end_of_stack(current) = 0;
	schedule();
	return 0;
}

CHECK(stack_end_is_watched, "a thread that has written over the end of its stack is found out at the next switch",
      .hint = "Stacks", .panics = true)
{
	init_completion(&done);
	ASSERT_TRUE(start(spoil, NULL, 0), "a thread");
	wait_for_completion(&done);
}
CONSOLE(stack_end_is_watched, has, "corrupted stack end detected inside scheduler");

static noinline unsigned long deeper(unsigned long n)
{
	volatile unsigned long room[64];

	room[n % 64] = n;
	return n == ~0UL ? 0 : deeper(n + 1) + room[n % 64];
}

static int recurse(void *arg)
{
	(void)arg;
	return deeper(0);
}

CHECK(overflow_is_reported, "a thread that runs off its stack is reported, with its name and where the stack lies",
      .hint = "Stacks", .panics = true)
{
	struct task_struct *p = make(recurse, NULL, other_cpu());

	ASSERT_TRUE(p, "a thread");
	init_completion(&done);
	wake_up_process(p);
	wait_for_completion(&done);
}
CONSOLE(overflow_is_reported, has, "^Insufficient stack space to handle exception");
CONSOLE(overflow_is_reported, has, "Comm: test/[0-7]");
CONSOLE(overflow_is_reported, has, "kernel stack overflow");

static int overrun(void *arg)
{
	volatile char room[16];

	(void)arg;
	for (int i = 0; i < 32; i++)
		((volatile char *)room)[i] = 0x55;
	complete(&done);
	return room[3];
}

CHECK(canary_is_watched, "a thread that writes over the end of a buffer on its stack is found out",
      .hint = "Stacks", .panics = true)
{
	init_completion(&done);
	ASSERT_TRUE(start(overrun, NULL, 0), "a thread");
	wait_for_completion(&done);
	schedule_timeout_uninterruptible(2);
}
CONSOLE(canary_is_watched, has, "stack-protector: Kernel stack is corrupted in");

static int quick(void *arg)
{
	complete(arg);
	return 0;
}

CHECK(stack_is_unmapped, "the stack of a thread that has ended is unmapped, and its number is not given out again at once",
      .hint = "The end of a thread")
{
	struct task_struct *p = make(quick, &done, 0);
	unsigned long low;
	int pid;

	ASSERT_TRUE(p, "a thread");
	low = (unsigned long)p->stack;
	pid = p->pid;
	init_completion(&done);
	EXPECT_NE(hw_walk(low, WALK_PA), WALK_UNMAPPED, "its stack, while it lives");
	wake_up_process(p);
	wait_for_completion(&done);
	settle();
	EXPECT_EQ(hw_walk(low, WALK_PA), WALK_UNMAPPED, "its stack, when it has ended");
	EXPECT_EQ(find_task_by_pid(pid), 0, "its PID");
	p = make(quick, &done, 0);
	ASSERT_TRUE(p, "another thread");
	EXPECT_GT(p->pid, pid, "the PID of the next one");
	wake_up_process(p);
	wait_for_completion(&done);
}

static int sleeps(void *arg)
{
	preempt_disable();
	yield();
	preempt_enable();
	complete(arg);
	return 0;
}

CHECK(sleep_while_atomic, "who gives the CPU away with preemption disabled is reported",
      .hint = "Preemption")
{
	init_completion(&done);
	ASSERT_TRUE(start(sleeps, &done, 0), "a thread");
	EXPECT_GT(wait_for_completion_timeout(&done, 20 * TIME_SLICE), 0, "it goes on");
}
CONSOLE(sleep_while_atomic, has, "^BUG: scheduling while atomic: test/0/");
