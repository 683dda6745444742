// SPDX-License-Identifier: MIT
/*
 * banks.c: the memory that the kernel is told of.
 *
 * A stage may have an entry with other memory than the machine's own: several
 * banks with holes between them, and ranges that are taken (stage.toml,
 * [[machine]]). The tree says so (tree.c), and the tests ask here what is true.
 */
#include "proctor.h"

const struct machine *machine(void)
{
	return &config()->machine[state.entry];
}

/* The hole behind bank @i, from @start to @end; false if it is too small to be watched. */
static bool hole(u64 i, u64 *start, u64 *end)
{
	const struct machine *m = machine();

	*start = RAM_BASE + m->bank[i].off + m->bank[i].size;
	*end = i + 1 < m->nbanks ? RAM_BASE + m->bank[i + 1].off : state.ram_end;
	return *end - *start >= 2 * MARGIN;
}

/* At both ends of each hole, where a kernel that miscounts would write first. */
void poison_holes(void)
{
	u64 start, end;

	for (u64 i = 0; i < machine()->nbanks; i++) {
		if (!hole(i, &start, &end))
			continue;
		fill64(start, start + MARGIN, POISON);
		fill64(end - MARGIN, end, POISON);
	}
}

/* The first of the words from @start to @end that is not as poison_holes() left it; 0 if all are. */
static u64 not_poison(u64 start, u64 end)
{
	for (u64 pa = start; pa < end; pa += 32) {
		const volatile u64 *p = (const u64 *)pa;

		if ((p[0] ^ POISON) | (p[1] ^ POISON) | (p[2] ^ POISON) | (p[3] ^ POISON))
			return pa;
	}
	return 0;
}

/* Where the kernel has written outside of its memory: the first place found, or 0. */
static u64 stray(void)
{
	u64 start, end, found = 0;

	for (u64 i = 0; i < machine()->nbanks && !found; i++) {
		if (!hole(i, &start, &end))
			continue;
		found = not_poison(start, start + MARGIN);
		if (!found)
			found = not_poison(end - MARGIN, end);
	}
	return found;
}

static u64 size_of_tree(void)
{
	return __builtin_bswap32(((const u32 *)state.fdt)[1]);
}

/* Ranges that are taken: the image, the tree, and what the entry's machine has. */
static u64 reserved_fact(enum machine_fact what, u64 i)
{
	const struct machine *m = machine();
	u64 image_size = *(const u64 *)pristine(16);

	if (i >= m->nreserved + 2)
		return 0;
	if (i < m->nreserved)
		return what == MACHINE_RESERVED_BASE ? RAM_BASE + m->reserved[i].off :
		       what == MACHINE_RESERVED_SIZE ? m->reserved[i].size : m->reserved[i].kind;
	i -= m->nreserved;
	return what == MACHINE_RESERVED_BASE ? (i ? state.fdt : state.load) :
	       what == MACHINE_RESERVED_SIZE ? (i ? size_of_tree() : image_size) :
	       i ? RESERVED_TREE : RESERVED_KERNEL;
}

u64 machine_fact(enum machine_fact what, u64 i)
{
	const struct machine *m = machine();

	switch (what) {
	case MACHINE_BANKS:
		return m->nbanks ? m->nbanks : 1;
	case MACHINE_BANK_BASE:
		return RAM_BASE + (i < m->nbanks ? m->bank[i].off : 0);
	case MACHINE_BANK_SIZE:
		return i < m->nbanks ? m->bank[i].size : i || m->nbanks ? 0 : state.ram_end - RAM_BASE;
	case MACHINE_RESERVED:
		return m->nreserved + 2;
	case MACHINE_RESERVED_BASE:
	case MACHINE_RESERVED_SIZE:
	case MACHINE_RESERVED_KIND:
		return reserved_fact(what, i);
	case MACHINE_STRAY:
		return stray();
	case MACHINE_CPUS:
		return read_tree(state.fdt).cpus;
	case MACHINE_CPU_ON:
		return i < MAX_CPUS && state.cpu[i].on;
	}
	return 0;
}
