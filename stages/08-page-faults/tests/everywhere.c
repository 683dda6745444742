// SPDX-License-Identifier: MIT
/* Programs on all CPUs, not only on the one that the tests run on. */
#include <linux/cpumask.h>
#include <linux/smp.h>
#include "run.h"

static unsigned int ran_on;

static u64 note_cpu(u64 what, u64 value)
{
	(void)what;
	(void)value;
	ran_on = smp_processor_id();
	return 0;
}

CHECK(on_every_cpu, "a program runs on every CPU as on the first: its exceptions arrive, and its pages come in",
      .hint = "A number for each address space", .setup = watch, .teardown = unwatch)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		struct program program = { .file = PROBE, .argv = (const char *const []){ PROBE, "values", NULL } };

		nr_reports = 0;
		ran_on = ~0u;
		watcher = note_cpu;
		reap(&program, spawn_on(&program, cpu));
		if (program.error || program.code)
			test_note("on CPU %u", cpu);
		ASSERT_STARTED(program);
		ASSERT_EQ(program.code, 0, "its exit code");
		ASSERT_EQ(ran_on, cpu, "the CPU that it ran on");
		ASSERT_EQ(reported(0), 0x1111, "the first word of its data");
	}
}
