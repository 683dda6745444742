// SPDX-License-Identifier: MIT
/*
 * The slab allocator against a model: what is handed out, and what was written
 * there. They are compared after each operation, so the first difference is the
 * shortest part of the sequence that goes wrong.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <test/test.h>

#define OPS	300
#define HELD	64
#define CACHES	3

static struct kmem_cache *cache[CACHES];
static struct held {
	u8 *p;
	unsigned int size;
	int cache;		/* CACHES: from kmalloc() */
	u8 tag;
} held[HELD];
static unsigned int nheld;
static u64 state;

static u64 draw(void)
{
	u64 z = state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	return z ^ z >> 31;
}

/* The object is new, and nobody else's; it is written to all over. */
static bool take(u8 *p, unsigned int size, int from)
{
	bool good = p && !((unsigned long)p & 7) && ksize(p) >= size;

	for (unsigned int i = 0; i < nheld && good; i++)
		good = p + size <= held[i].p || held[i].p + held[i].size <= p;
	if (!good)
		return false;
	held[nheld] = (struct held){ .p = p, .size = size, .cache = from, .tag = draw() };
	memset(p, held[nheld].tag, size);
	nheld++;
	return true;
}

static bool all_zero(const u8 *p, unsigned int size)
{
	u8 sum = 0;

	while (p && size--)
		sum |= p[size];
	return !sum;
}

/* A slab more is only right when all objects of the others were in use. */
static bool alloc_object(void)
{
	int from = draw() % CACHES;
	struct kmem_cache *c = cache[from];
	unsigned long slabs = c->nr_slabs, inuse = c->nr_inuse;
	bool zero = draw() & 1;
	u8 *p = kmem_cache_alloc(c, zero ? GFP_KERNEL | __GFP_ZERO : GFP_KERNEL);

	if (c->nr_inuse != inuse + 1 || (zero && !all_zero(p, c->object_size)))
		return false;
	if (c->nr_slabs != slabs + (inuse == slabs * c->objects))
		return false;
	return take(p, c->object_size, from);
}

static bool alloc_bytes(void)
{
	unsigned int size = 1 + (draw() % 8 ? draw() % 500 : draw() % 12000);
	bool zero = draw() & 1;
	u8 *p = zero ? kzalloc(size, GFP_KERNEL) : kmalloc(size, GFP_KERNEL);

	return (!zero || all_zero(p, size)) && take(p, size, CACHES);
}

static bool still_there(const struct held *h, unsigned int size)
{
	for (unsigned int i = 0; i < size; i++)
		if (h->p[i] != h->tag)
			return false;
	return true;
}

static bool give_back(unsigned int k)
{
	struct held h = held[k];
	unsigned long inuse = h.cache < CACHES ? cache[h.cache]->nr_inuse : 0;

	if (!still_there(&h, h.size))
		return false;
	held[k] = held[--nheld];
	if (h.cache == CACHES) {
		kfree(h.p);
		return true;
	}
	kmem_cache_free(cache[h.cache], h.p);
	return cache[h.cache]->nr_inuse == inuse - 1;
}

static bool change_size(unsigned int k)
{
	struct held h = held[k];
	unsigned int size = 1 + draw() % 1000;

	if (h.cache < CACHES)
		return true;
	held[k] = held[--nheld];
	h.p = krealloc(h.p, size, GFP_KERNEL);
	return h.p && still_there(&h, min(size, h.size)) && take(h.p, size, CACHES);
}

static bool step(void)
{
	u64 what = draw() % 16, k = nheld ? draw() % nheld : 0;
	bool good;

	if (nheld && (what < 6 || nheld == HELD))
		good = give_back(k);
	else if (nheld && what < 8)
		good = change_size(k);
	else
		good = what < 13 ? alloc_object() : alloc_bytes();
	/* What others have written is not touched: ends are enough here, all of it is looked at when it goes. */
	for (unsigned int i = 0; i < nheld && good; i++)
		good = held[i].p[0] == held[i].tag && held[i].p[held[i].size - 1] == held[i].tag;
	return good;
}

/* How many operations of a sequence went well. */
static unsigned int run(void)
{
	unsigned int well = 0;

	nheld = 0;
	while (well < OPS && step())
		well++;
	return well;
}

CHECK(slab_model, "random sequences leave every object its owner's, and all memory comes back",
      .hint = "Slabs")
{
	static const unsigned int sizes[CACHES] = { 56, 700, 1500 };

	for (int round = 0; round < 3; round++) {
		unsigned long before = nr_free_pages();
		unsigned int well;
		u64 seed = state = test_random();

		for (int i = 0; i < CACHES; i++) {
			cache[i] = kmem_cache_create("model", sizes[i], 0, 0, NULL);
			ASSERT_NE((unsigned long)cache[i], 0, "a cache");
		}
		well = run();
		if (well < OPS)
			test_note("seed 0x%llx: the first %u operations are enough", seed, well + 1);
		ASSERT_EQ(well, OPS, "operations that went well");
		while (nheld)
			ASSERT_TRUE(give_back(nheld - 1), "an object is as its owner left it");
		for (int i = 0; i < CACHES; i++) {
			EXPECT_EQ(cache[i]->nr_slabs, 0, "slabs without objects");
			EXPECT_TRUE(kmem_cache_destroy(cache[i]), "the cache can be destroyed");
		}
		EXPECT_EQ(nr_free_pages(), before, "free pages, as before");
	}
}
