/*
 * title: a plain bitmap is not taken for a set of CPUs
 * error: incompatible pointer type
 * hint: bitops.h
 */
#include <linux/cpumask.h>

void go(unsigned long *map, struct cpumask *mask);
void go(unsigned long *map, struct cpumask *mask)
{
	(void)map;
	(void)mask;
#ifdef WRONG
	cpumask_set_cpu(1, map);
#else
	cpumask_set_cpu(1, mask);
#endif
}
