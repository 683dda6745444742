/* SPDX-License-Identifier: MIT */
/*
 * Sequence counters: readers take no lock, and read again if a writer was at it.
 *
 * The number is odd while somebody writes. Writers need a lock of their own.
 * Linux: include/linux/seqlock.h.
 */
#ifndef _LINUX_SEQLOCK_H
#define _LINUX_SEQLOCK_H

#include <asm/barrier.h>
#include <asm/processor.h>
#include <linux/compiler.h>
#include <linux/types.h>

typedef struct seqcount {
	unsigned int sequence;
} seqcount_t;

/** read_seqcount_begin() - wait until nobody writes; what to hand to read_seqcount_retry() */
static inline unsigned int read_seqcount_begin(const seqcount_t *s)
{
	unsigned int seq;

	while ((seq = READ_ONCE(s->sequence)) & 1)
		cpu_relax();
	smp_rmb();
	return seq;
}

/** read_seqcount_retry() - whether what was read since is of no use */
static inline bool read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	smp_rmb();
	return READ_ONCE(s->sequence) != start;
}

/** write_seqcount_begin(), write_seqcount_end() - around changes; with interrupts masked, if a handler reads */
static inline void write_seqcount_begin(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
	smp_wmb();
}

static inline void write_seqcount_end(seqcount_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 1);
}

#endif /* _LINUX_SEQLOCK_H */
