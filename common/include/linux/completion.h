/* SPDX-License-Identifier: MIT */
/*
 * Waiting until something is done, once. Stage 7, stages/07-threads/wait.c.
 * Linux: include/linux/completion.h.
 */
#ifndef _LINUX_COMPLETION_H
#define _LINUX_COMPLETION_H

#include <linux/wait.h>

struct completion {
	unsigned int done;		/* complete()s that nobody has waited for yet */
	wait_queue_head_t wait;
};

#define COMPLETION_DONE_FOR_ALL		(~0U)

#define COMPLETION_INITIALIZER(name)	{ 0, __WAIT_QUEUE_HEAD_INITIALIZER((name).wait) }
#define DECLARE_COMPLETION(name)	struct completion name = COMPLETION_INITIALIZER(name)
#define DECLARE_COMPLETION_ONSTACK(name) DECLARE_COMPLETION(name)

static inline void init_completion(struct completion *x)
{
	x->done = 0;
	init_waitqueue_head(&x->wait);
}

/** reinit_completion() - to be used again, when nobody waits any more */
static inline void reinit_completion(struct completion *x)
{
	x->done = 0;
}

/** wait_for_completion() - sleep until there is a complete() that nobody else has used; may sleep */
void wait_for_completion(struct completion *x);

/** wait_for_completion_timeout() - the same for @timeout ticks; 0 if there was none, else at least 1 */
unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout);

/**
 * complete() - one waiter may go on: the first, or the next that comes
 *
 * From any context. When the waiter has gone on, @x is not touched any more: it
 * may lie on the waiter's stack.
 */
void complete(struct completion *x);

/** complete_all() - all may go on, now and ever after */
void complete_all(struct completion *x);

bool completion_done(struct completion *x);

#endif /* _LINUX_COMPLETION_H */
