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

/* At both ends of each hole, where a kernel that miscounts would write first. */
void poison_holes(void)
{
	const struct machine *m = machine();

	for (u64 i = 0; i < m->nbanks; i++) {
		u64 hole = RAM_BASE + m->bank[i].off + m->bank[i].size;
		u64 end = i + 1 < m->nbanks ? RAM_BASE + m->bank[i + 1].off : state.ram_end;

		if (end - hole < 2 * MARGIN)
			continue;
		fill64(hole, hole + MARGIN, POISON);
		fill64(end - MARGIN, end, POISON);
	}
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
	}
	return 0;
}
