/* SPDX-License-Identifier: MIT */
/*
 * What our programs have for a C library. Until stage 9 has system calls a
 * program asks the kernel by a BRK with one of these immediates (common/kernel/
 * user_trap.s8.c); x0 to x2 are arguments, x0 is the result.
 */
#ifndef _USER_H
#define _USER_H

typedef unsigned long u64;
typedef unsigned int u32;
typedef unsigned char u8;

#define TRAP_EXIT	0x7e1	/* the program's end: its result */
#define TRAP_PRINT	0x7e2	/* a string */
#define TRAP_FORK	0x7e3	/* a second one like this: its number, 0 in itself */
#define TRAP_REPORT	0x7e4	/* two numbers, for who watches */
#define TRAP_YIELD	0x7e5	/* somebody else first */

#define __trap(imm, a, b) ({						\
	/* Both first: a call in one of them would use the registers. */	\
	u64 __a = (u64)(a), __b = (u64)(b);				\
	register u64 x0 asm("x0") = __a;				\
	register u64 x1 asm("x1") = __b;				\
	asm volatile("brk %1" : "+r" (x0) : "i" (imm), "r" (x1) : "memory"); \
	x0;								\
})

#define exit(code)		({ __trap(TRAP_EXIT, code, 0); __builtin_unreachable(); })
#define print(text)		__trap(TRAP_PRINT, text, 0)
#define fork()			((int)__trap(TRAP_FORK, 0, 0))
#define report(what, value)	__trap(TRAP_REPORT, what, value)
#define yield()			__trap(TRAP_YIELD, 0, 0)

#define PAGE	4096UL

static inline int same(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

static inline u64 number(const char *s)
{
	u64 n = 0;

	while (*s >= '0' && *s <= '9')
		n = n * 10 + *s++ - '0';
	return n;
}

int main(int argc, char **argv, char **envp);

#endif /* _USER_H */
