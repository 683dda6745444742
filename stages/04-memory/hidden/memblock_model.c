// SPDX-License-Identifier: MIT
/*
 * memblock against a model: a byte for each of a few pages. They are compared
 * after each operation, so the first difference is the shortest part of the
 * sequence that goes wrong.
 */
#include <linux/kernel.h>
#include <test/test.h>
#include "../tests/scratch.h"

#define BASE	0x80000000UL
#define PAGE	0x1000UL
#define PAGES	96UL
#define OPS	160

static u8 model[PAGES];		/* bit 0: memory, bit 1: reserved */
static u64 seed;

static u64 draw(u64 *state)
{
	u64 z = *state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	return z ^ z >> 31;
}

static void apply(u64 *state)
{
	u64 what = draw(state) % 4, first = draw(state) % PAGES;
	u64 n = 1 + draw(state) % min(12UL, PAGES - first);
	u64 base = BASE + first * PAGE, size = n * PAGE;

	switch (what) {
	case 0: memblock_add(base, size); break;
	case 1: memblock_remove(base, size); break;
	case 2: memblock_reserve(base, size); break;
	case 3: memblock_phys_free(base, size); break;
	}
	for (u64 i = first; i < first + n; i++)
		model[i] = what == 0 ? model[i] | 1 : what == 1 ? model[i] & ~1 :
			   what == 2 ? model[i] | 2 : model[i] & ~2;
}

/* Regions are in order, apart from each other, and not empty. */
static bool well_formed(const struct memblock_type *type)
{
	u64 sum = 0;

	for (unsigned long i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];

		if (!r->size || (i && r[-1].base + r[-1].size >= r->base))
			return false;
		sum += r->size;
	}
	return sum == type->total_size;
}

static bool agrees(void)
{
	u64 pos, start, end, free = 0, expected = 0;

	if (!well_formed(&memblock.memory) || !well_formed(&memblock.reserved))
		return false;
	for (u64 i = 0; i < PAGES; i++) {
		if (memblock_is_memory(BASE + i * PAGE) != (model[i] & 1) ||
		    memblock_is_reserved(BASE + i * PAGE) != (model[i] >> 1))
			return false;
		expected += model[i] == 1;
	}
	for_each_free_mem_range(pos, start, end) {
		for (u64 pa = start; pa < end; pa += PAGE)
			if (pa - BASE >= PAGES * PAGE || model[(pa - BASE) / PAGE] != 1)
				return false;
		free += (end - start) / PAGE;
	}
	return free == expected;
}

/* How many operations of a sequence went well. */
static unsigned int run(void)
{
	u64 state = seed;

	memset(model, 0, sizeof(model));
	memblock.memory.cnt = memblock.reserved.cnt = 0;
	memblock.memory.total_size = memblock.reserved.total_size = 0;
	for (unsigned int i = 0; i < OPS; i++) {
		apply(&state);
		if (!agrees())
			return i;
	}
	return OPS;
}

CHECK(memblock_model, "random sequences leave both lists as a model has them",
      .hint = "memblock", .setup = begin_scratch, .teardown = end_scratch)
{
	for (int round = 0; round < 4; round++) {
		unsigned int well;

		seed = test_random();
		well = run();
		if (well < OPS)
			test_note("seed 0x%llx: the first %u operations are enough", seed, well + 1);
		ASSERT_EQ(well, OPS, "operations that went well");
	}
}
