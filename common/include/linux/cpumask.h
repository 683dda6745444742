/* SPDX-License-Identifier: MIT */
/*
 * Sets of CPUs. A type of its own: a plain bitmap or a pointer to something
 * else is refused by the compiler. Linux: include/linux/cpumask.h.
 */
#ifndef _LINUX_CPUMASK_H
#define _LINUX_CPUMASK_H

#include <linux/bitmap.h>

#define NR_CPUS		8

typedef struct cpumask {
	DECLARE_BITMAP(bits, NR_CPUS);
} cpumask_t;

#define cpumask_bits(maskp)	((maskp)->bits)

/*
 * The address of a bitmap as a cpumask, for the few who know. The comparison in
 * the branch that is never taken makes the compiler check the pointer's type.
 */
#define to_cpumask(bitmap)						\
	((struct cpumask *)(1 ? (bitmap)				\
			      : (void *)sizeof(__check_is_bitmap(bitmap))))

static inline int __check_is_bitmap(const unsigned long *bitmap)
{
	(void)bitmap;
	return 1;
}

static inline void cpumask_set_cpu(unsigned int cpu, struct cpumask *mask)
{
	set_bit(cpu, cpumask_bits(mask));
}

static inline void cpumask_clear_cpu(unsigned int cpu, struct cpumask *mask)
{
	clear_bit(cpu, cpumask_bits(mask));
}

/* Whether the CPU was in the set already; in one step, fully ordered. */
static inline bool cpumask_test_and_set_cpu(unsigned int cpu, struct cpumask *mask)
{
	return test_and_set_bit(cpu, cpumask_bits(mask));
}

static inline bool cpumask_test_and_clear_cpu(unsigned int cpu, struct cpumask *mask)
{
	return test_and_clear_bit(cpu, cpumask_bits(mask));
}

static inline bool cpumask_test_cpu(unsigned int cpu, const struct cpumask *mask)
{
	return test_bit(cpu, cpumask_bits(mask));
}

/* These touch the whole set, and not in one step. */
static inline void cpumask_clear(struct cpumask *dst)
{
	bitmap_zero(cpumask_bits(dst), NR_CPUS);
}

static inline void cpumask_setall(struct cpumask *dst)
{
	bitmap_fill(cpumask_bits(dst), NR_CPUS);
}

static inline void cpumask_and(struct cpumask *dst, const struct cpumask *a,
			       const struct cpumask *b)
{
	bitmap_and(cpumask_bits(dst), cpumask_bits(a), cpumask_bits(b), NR_CPUS);
}

static inline void cpumask_andnot(struct cpumask *dst, const struct cpumask *a,
				  const struct cpumask *b)
{
	bitmap_andnot(cpumask_bits(dst), cpumask_bits(a), cpumask_bits(b), NR_CPUS);
}

/* The set of one CPU. */
#define cpumask_of(cpu)		((const struct cpumask *)&(struct cpumask){ .bits = { 1UL << (cpu) } })

static inline bool cpumask_empty(const struct cpumask *mask)
{
	return bitmap_empty(cpumask_bits(mask), NR_CPUS);
}

static inline unsigned int cpumask_weight(const struct cpumask *mask)
{
	return bitmap_weight(cpumask_bits(mask), NR_CPUS);
}

/* NR_CPUS when there is none. */
static inline unsigned int cpumask_first(const struct cpumask *mask)
{
	return find_first_bit(cpumask_bits(mask), NR_CPUS);
}

/* The next behind CPU @n; @n may be -1. */
static inline unsigned int cpumask_next(int n, const struct cpumask *mask)
{
	return find_next_bit(cpumask_bits(mask), NR_CPUS, n + 1);
}

#define for_each_cpu(cpu, mask)		for_each_set_bit(cpu, cpumask_bits(mask), NR_CPUS)

#endif /* _LINUX_CPUMASK_H */
