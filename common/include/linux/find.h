/* SPDX-License-Identifier: MIT */
/* Looking for bits in arrays of unsigned long: common/lib/find_bit.s2.c. Linux: include/linux/find.h. */
#ifndef _LINUX_FIND_H
#define _LINUX_FIND_H

/**
 * find_next_bit() - the first set bit of an array at or behind @start
 * @size: bits in the array
 *
 * Return: its number, or @size.
 */
unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long start);

/** find_next_zero_bit() - the same for a bit that is clear */
unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size,
				 unsigned long start);

#define find_first_bit(addr, size)	find_next_bit(addr, size, 0)
#define find_first_zero_bit(addr, size)	find_next_zero_bit(addr, size, 0)

/* @bit takes the number of each bit that is set, in rising order. */
#define for_each_set_bit(bit, addr, size)			\
	for ((bit) = find_first_bit(addr, size); (bit) < (size);	\
	     (bit) = find_next_bit(addr, size, (bit) + 1))

#endif /* _LINUX_FIND_H */
