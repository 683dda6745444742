/* SPDX-License-Identifier: MIT */
/*
 * What the scheduler did, kept for a picture of it (`make trace7`): one ring of
 * events for each CPU, which the grader reads from memory when the machine
 * stands still, in whatever state the kernel is. Built in with CONFIG_PICTURE
 * only; a kernel that is graded has none of it. Linux: kernel/trace/ring_buffer.c,
 * include/trace/events/sched.h.
 */
#ifndef _LINUX_TRACE_H
#define _LINUX_TRACE_H

#include <linux/types.h>

struct task_struct;

#if defined(CONFIG_PICTURE) && CONFIG_STAGE >= 7

/* Read by grader/picture/ring.py, which has the same numbers. */
#define TRACE_MAGIC		0x31474e4952435254ULL	/* "TRCRING1", read as a little-endian word */
#define TRACE_CAPACITY		8192			/* events that a ring holds */
#define TRACE_NAME_LEN		16

enum trace_type {
	TRACE_NONE,
	TRACE_SWITCH,		/* to the task; arg: state of the one that is left << 32 | its PID */
	TRACE_WAKE,		/* the task can run; arg: CPU whose queue it is on */
	TRACE_MOVE,		/* the task is another CPU's now; arg: which */
	TRACE_IRQ_BEGIN,	/* arg: number of the interrupt; name: of the first handler */
	TRACE_IRQ_END,		/* arg: number of the interrupt */
	TRACE_CASE_BEGIN,	/* name: of the check that begins */
	TRACE_CASE_END,
};

struct trace_entry {
	u64 time;		/* CNTVCT_EL0 */
	u16 type;		/* enum trace_type */
	u16 cpu;		/* where it happened */
	s32 pid;
	u64 arg;
	char name[TRACE_NAME_LEN];	/* the task's; not always with a 0 at its end */
};

struct trace_ring {
	u64 magic;		/* TRACE_MAGIC as soon as the ring is in use */
	u32 capacity, entry_size;
	u64 count;		/* events ever; the next one goes to count % capacity */
	struct trace_entry entries[TRACE_CAPACITY];
};

/** trace_init() - from here on events are kept; by sched_init(), on the boot CPU */
void trace_init(void);

/** trace_task() - something happened to @p; anywhere, any state of interrupts and locks */
void trace_task(enum trace_type type, const struct task_struct *p, u64 arg);

/** trace_name() - something happened that is called @name, which may be NULL */
void trace_name(enum trace_type type, const char *name, u64 arg);

#define trace_switch(prev, next) \
	trace_task(TRACE_SWITCH, next, (u64)(prev)->__state << 32 | (u32)(prev)->pid)
#define trace_wake(p, cpu)	trace_task(TRACE_WAKE, p, cpu)
#define trace_move(p, cpu)	trace_task(TRACE_MOVE, p, cpu)

#else

#define TRACE_IRQ_BEGIN		0
#define TRACE_IRQ_END		0
#define TRACE_CASE_BEGIN	0
#define TRACE_CASE_END		0

static inline void trace_init(void)					{ }
static inline void trace_name(int type, const char *name, u64 arg)	{ (void)type; (void)name; (void)arg; }
#define trace_switch(prev, next)	((void)0)
#define trace_wake(p, cpu)		((void)0)
#define trace_move(p, cpu)		((void)0)

#endif
#endif /* _LINUX_TRACE_H */
