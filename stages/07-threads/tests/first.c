// SPDX-License-Identifier: MIT
/* The first threads, and those that are made on request. */
#include "threads.h"

CHECK(first_pids, "kernel_init is PID 1, kthreadd is PID 2, and the boot thread is the idle thread of CPU 0",
      .hint = "PID 1 and PID 2")
{
	ASSERT_EQ(current->pid, 1, "PID of the thread that runs the tests");
	EXPECT_STREQ(current->comm, "kernel_init", "its name");
	ASSERT_NE(kthreadd_task, 0, "kthreadd_task");
	EXPECT_EQ(kthreadd_task->pid, 2, "PID of kthreadd");
	EXPECT_STREQ(kthreadd_task->comm, "kthreadd", "its name");
	EXPECT_EQ(find_task_by_pid(2), kthreadd_task, "find_task_by_pid(2)");
	EXPECT_EQ(cpu_rq(0)->idle, &init_task, "the idle thread of CPU 0");
	EXPECT_EQ(init_task.pid, 0, "its PID");
	EXPECT_EQ(hw_now(HW_SP_EL0), current, "SP_EL0, as the proctor reads it");
	EXPECT_TRUE(current != &init_task, "the tests have a thread of their own");
}

static struct {
	int calls, pid, count;
	bool masked;
	void *arg;
	struct task_struct *self, *parent;
	struct completion done;
} seen;

static int look(void *arg)
{
	seen.calls++;
	seen.arg = arg;
	seen.pid = current->pid;
	seen.self = current;
	seen.parent = current->parent;
	seen.masked = irqs_disabled();
	seen.count = preempt_count();
	complete(&seen.done);
	return 0;
}

static void begin(void)
{
	seen.calls = 0;
	init_completion(&seen.done);
}

CHECK(new_thread, "a new thread calls its function with its argument, once, and can be interrupted",
      .hint = "A thread that never stopped", .setup = begin)
{
	struct task_struct *p = make(look, &seen, 0);

	ASSERT_TRUE(p, "a thread");
	get_task_struct(p);
	EXPECT_EQ(seen.calls, 0, "calls before it is woken");
	wake_up_process(p);
	wait_for_completion(&seen.done);
	EXPECT_EQ(seen.calls, 1, "calls of its function");
	EXPECT_EQ(seen.arg, &seen, "the argument");
	EXPECT_EQ(seen.self, p, "current, in the thread");
	EXPECT_TRUE(!seen.masked, "interrupts are let in");
	EXPECT_EQ(seen.count, 0, "its preempt_count");
	EXPECT_GT(seen.pid, 2, "its PID");
	EXPECT_EQ(seen.parent, kthreadd_task, "who has made it");
	put_task_struct(p);
}

static int plain(void *arg)
{
	seen.pid = current->pid;
	seen.parent = current->parent;
	seen.masked = irqs_disabled();
	seen.count = preempt_count();
	complete(arg);
	return 0;
}

CHECK(own_thread, "kernel_thread() makes a thread that is its caller's own, and that ends when its function returns",
      .hint = "A thread that never stopped", .setup = begin)
{
	unsigned int before = nr_tasks();
	int pid = kernel_thread(plain, &seen.done, "own");

	ASSERT_GT((long)pid + 1, 1, "a PID");
	ASSERT_LT(pid, 32768, "a PID");
	wait_for_completion(&seen.done);
	EXPECT_EQ(seen.pid, pid, "the PID that it has");
	EXPECT_TRUE(!seen.masked, "interrupts are let in");
	EXPECT_EQ(seen.count, 0, "its preempt_count");
	EXPECT_EQ(seen.parent, current, "who has made it");
	settle();
	EXPECT_EQ(nr_tasks(), before, "tasks behind its end");
	EXPECT_EQ(find_task_by_pid(pid), 0, "its number is free again");
}

static int until_told(void *arg)
{
	complete(&seen.done);
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!kthread_should_stop())
			schedule();
		__set_current_state(TASK_RUNNING);
	}
	return (long)arg;
}

CHECK(thread_is_stopped, "kthread_stop() waits until the thread has ended, and brings its result",
      .hint = "PID 1 and PID 2", .setup = begin)
{
	struct task_struct *p = make(until_told, (void *)4711, other_cpu());

	ASSERT_TRUE(p, "a thread");
	wake_up_process(p);
	wait_for_completion(&seen.done);
	EXPECT_EQ(kthread_stop(p), 4711, "what its function has returned");
}
