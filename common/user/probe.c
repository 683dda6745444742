/* SPDX-License-Identifier: MIT */
/*
 * probe.c: does what its first argument says, so that a test in the kernel can
 * look at what comes of it. Most of it is not good for a program.
 */
#include "user.h"

#define KERNEL	0xffffff8000000000UL

/* Pages of code, one function each; what follows shares the last one, which nobody calls. */
#define CODE(n) static __attribute__((noinline, used, aligned(4096))) u64 code##n(void) \
	{ u64 pc; asm volatile("adr %0, ." : "=r" (pc)); return pc; }
CODE(0)
CODE(1)
CODE(2)
CODE(3)
CODE(4)

static u64 (*const code[])(void) = { code0, code1, code2, code3 };

/* Data with a value, pages apart; and memory that begins as zeros. */
static u64 data[3 * PAGE / 8] __attribute__((aligned(4096))) = { [0] = 0x1111, [PAGE / 8] = 0x2222, [2 * PAGE / 8] = 0x3333 };
static u64 bss[64 * PAGE / 8] __attribute__((aligned(4096)));

static u64 volatile *at(u64 address)
{
	return (u64 volatile *)address;
}

static int pages(void)
{
	report(0, 0);
	for (int i = 0; i < 4; i++)
		report(1 + i, code[i]());
	report(5, code[2]());
	return 0;
}

static int zeros(void)
{
	u64 volatile *p = bss + 8 * PAGE / 8;

	report(0, (u64)p);
	report(1, p[3]);
	p[3] = 5;
	report(2, p[4] + p[3]);
	p[9] = 6;
	report(3, p[9]);
	/* Written without having been read. */
	p += PAGE / 8;
	p[0] = 7;
	report(4, p[0] + p[1]);
	return 0;
}

static int values(void)
{
	u64 volatile *p = data;

	report(0, p[0]);
	p[0] = 0x9999;
	report(1, p[0]);
	/* Written without having been read. */
	p[PAGE / 8] += 1;
	report(2, p[PAGE / 8]);
	report(3, p[2 * PAGE / 8]);
	return 0;
}

/* One page written by both, one by the child alone, one by nobody, one by the parent at once. */
static int forks(void)
{
	u64 volatile *p = bss;
	int child;

	p[0] = 10;
	p[PAGE / 8] = 20;
	p[2 * PAGE / 8] = 30;
	p[3 * PAGE / 8] = 40;
	report(0, (u64)p);
	child = fork();
	if (child < 0)
		return 1;
	if (child)
		p[3 * PAGE / 8] = 41;
	if (!child) {
		report(10, p[0]);
		report(12, p[3 * PAGE / 8]);
		p[0] = 11;
		p[PAGE / 8] = 21;
		report(11, p[0] + p[PAGE / 8] + p[2 * PAGE / 8]);
		return 2;
	}
	/* The child has ended when the test says so. */
	report(1, p[0]);
	p[0] = 12;
	report(2, p[0] + p[PAGE / 8] + p[2 * PAGE / 8]);
	return 3;
}

/* A tree of programs: each has two children, @depth levels of them; all write. */
static int tree(int depth)
{
	u64 volatile *p = bss;

	for (int i = 0; i < 8; i++)
		p[i * PAGE / 8] = depth;
	for (int i = 0; depth && i < 2; i++) {
		if (fork())
			continue;
		depth--;
		i = -1;
		for (int n = 0; n < 8; n++)
			if (p[n * PAGE / 8] != (u64)depth + 1)
				return 1;
		for (int n = 0; n < 4; n++)
			p[n * PAGE / 8] = depth;
		for (int n = 4; n < 8; n++)
			p[n * PAGE / 8] = depth;
	}
	return 0;
}

static __attribute__((noinline)) u64 recurse(u64 n)
{
	u64 volatile room[PAGE / 8];

	room[0] = n;
	return n ? recurse(n - 1) + room[0] : 0;
}

/* Each page is touched from the top down. */
static int grow(u64 n)
{
	u64 sp;

	asm volatile("mov %0, sp" : "=r" (sp));
	report(0, sp);
	report(1, recurse(n));
	return 0;
}

/* Keeps a value of its own at an address that others use too, while they take turns. */
static int turns(u64 value)
{
	u64 volatile *p = bss;

	p[0] = value;
	report(0, 0);
	for (int i = 0; i < 100; i++) {
		yield();
		if (p[0] != value + i)
			return 1;
		p[0]++;
	}
	return 0;
}

static int floats(void)
{
	u64 bits = 0, one, tp;

#define REG(n)	asm volatile("fmov %0, d" #n "\n\tfmov d" #n ", xzr" : "=r" (one)); bits |= one;
	REG(0) REG(1) REG(2) REG(7) REG(8) REG(15) REG(16) REG(31)
	asm volatile("mrs %0, tpidr_el0" : "=r" (tp));
	report(0, bits | tp);
	return 0;
}

/* What may not be done. Returns only if it could be. */
static void sin(const char *what, u64 address)
{
	u64 x = 0;

	if (same(what, "null"))
		*at(0) = 1;
	else if (same(what, "near-null"))
		x = *at(0x8000);
	else if (same(what, "write-code"))
		*at((u64)code0) = 1;
	else if (same(what, "write-const"))
		*at((u64)code) = 1;
	else if (same(what, "run-data"))
		((void (*)(void))data)();
	else if (same(what, "run-stack"))
		((void (*)(void))((u64)__builtin_frame_address(0) & ~15UL))();
	else if (same(what, "read-kernel"))
		x = *at(KERNEL + 0x200000);
	else if (same(what, "write-kernel"))
		*at(KERNEL + 0x200000) = 1;
	else if (same(what, "run-kernel"))
		((void (*)(void))0xffffffc008000000UL)();
	else if (same(what, "read-nowhere"))
		x = *at(1UL << 45);
	else if (same(what, "odd-pc"))
		((void (*)(void))((u64)code0 + 2))();
	else if (same(what, "odd-exclusive"))
		asm volatile("ldxr %0, [%1]" : "=r" (x) : "r" ((u64)data + 1) : "memory");
	else if (same(what, "undefined"))
		asm volatile(".inst 0x00000000");
	else if (same(what, "privileged"))
		asm volatile("msr ttbr0_el1, xzr");
	else if (same(what, "masks"))
		asm volatile("msr daifset, #2");
	else if (same(what, "break"))
		asm volatile("brk #1");
	else if (same(what, "read"))
		x = *at(address);
	else if (same(what, "write"))
		*at(address) = 1;
	asm volatile("" : : "r" (x));
}

int main(int argc, char **argv, char **envp)
{
	u64 n = argc > 2 ? number(argv[2]) : 0;

	if (argc < 2)
		return 99;
	if (same(argv[1], "exit"))
		return n;
	if (same(argv[1], "stack")) {
		report((u64)(argv - 1), (u64)envp);
		return 0;
	}
	if (same(argv[1], "pages"))
		return pages();
	if (same(argv[1], "zeros"))
		return zeros();
	if (same(argv[1], "values"))
		return values();
	if (same(argv[1], "forks"))
		return forks();
	if (same(argv[1], "tree"))
		return tree(n);
	if (same(argv[1], "grow"))
		return grow(n);
	if (same(argv[1], "turns"))
		return turns(n);
	if (same(argv[1], "floats"))
		return floats();
	if (same(argv[1], "touch")) {
		/* Where, the test says. */
		n = report(0, 0);
		for (; n; n = report(1, *at(n)))
			;
		return 0;
	}
	if (same(argv[1], "store")) {
		n = report(0, 0);
		for (; n; n = report(1, n))
			*at(n) = n;
		return 0;
	}
	sin(argv[1], n);
	return 98;
}
