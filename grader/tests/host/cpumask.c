// SPDX-License-Identifier: MIT
/* linux/cpumask.h: the operations on whole sets, for every set of the NR_CPUS CPUs. */
#include <linux/cpumask.h>
#include <test/test.h>

#define SETS	(1UL << NR_CPUS)

CHECK(cpumask_whole_sets, "and, andnot, empty, clear, setall and weight treat a set as one number")
{
	struct cpumask a, b, c;

	for (unsigned long i = 0; i < SETS; i++) {
		a.bits[0] = i;
		b.bits[0] = test_random() % SETS;
		cpumask_and(&c, &a, &b);
		ASSERT_EQ(c.bits[0], i & b.bits[0], "and");
		cpumask_andnot(&c, &a, &b);
		ASSERT_EQ(c.bits[0], i & ~b.bits[0], "andnot");
		ASSERT_EQ(cpumask_empty(&a), i == 0, "empty");
		ASSERT_EQ(cpumask_weight(&a), __builtin_popcountl(i), "weight");
	}
	cpumask_setall(&a);
	EXPECT_EQ(a.bits[0], SETS - 1, "setall: the CPUs that can be, and no more");
	cpumask_clear(&a);
	EXPECT_EQ(a.bits[0], 0, "clear");
}

CHECK(cpumask_walks, "first, next and for_each_cpu visit each CPU of a set once, in order")
{
	for (unsigned long i = 0; i < SETS; i++) {
		struct cpumask mask = { { i } };
		unsigned long seen = 0, walked = 0;
		unsigned int cpu;

		for_each_cpu(cpu, &mask) {
			ASSERT_EQ(seen >> cpu, 0, "the CPUs come in rising order");
			seen |= 1UL << cpu;
		}
		ASSERT_EQ(seen, i, "for_each_cpu");
		for (cpu = cpumask_next(-1, &mask); cpu < NR_CPUS; cpu = cpumask_next(cpu, &mask))
			walked |= 1UL << cpu;
		ASSERT_EQ(walked, i, "cpumask_next");
		ASSERT_EQ(cpu, NR_CPUS, "cpumask_next behind the last");
		ASSERT_EQ(cpumask_first(&mask), i ? __builtin_ctzl(i) : NR_CPUS, "cpumask_first");
	}
}
