// SPDX-License-Identifier: MIT
/* Caches: constructors, guards, the end of memory. */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <test/test.h>
#include "exhaust.h"

static unsigned int constructed;

static void construct(void *object)
{
	constructed++;
	memset(object, 0x11, 40);
}

CHECK(constructor_once, "a constructor runs once for each object, and what it made stays",
      .hint = "Slabs")
{
	struct kmem_cache *cache = kmem_cache_create("ctor", 40, 0, 0, construct);
	u8 *a, *b;
	unsigned int after_first;

	ASSERT_NE(cache, 0, "a cache");
	constructed = 0;
	a = kmem_cache_alloc(cache, GFP_KERNEL);
	b = kmem_cache_alloc(cache, GFP_KERNEL);
	ASSERT_TRUE(a && b, "two objects");
	after_first = constructed;
	EXPECT_EQ(after_first, cache->objects, "constructed: all of the slab");
	EXPECT_EQ(a[0] + a[39] + b[0] + b[39], 4 * 0x11, "their first and last bytes");
	kmem_cache_free(cache, b);
	b = kmem_cache_alloc(cache, GFP_KERNEL);
	EXPECT_EQ(b[0] + b[39], 2 * 0x11, "the bytes of one that was freed in between");
	EXPECT_EQ(constructed, after_first, "constructed, still");
	kmem_cache_free(cache, a);
	kmem_cache_free(cache, b);
	kmem_cache_destroy(cache);
}

CHECK(alignment_kept, "objects have the alignment that was asked for, with and without guards",
      .hint = "Slabs")
{
	for (int debug = 0; debug < 2; debug++) {
		struct kmem_cache *cache = kmem_cache_create("aligned", 40, 64, debug ? SLAB_DEBUG : 0, NULL);
		void *object[20];

		ASSERT_NE(cache, 0, "a cache");
		for (int i = 0; i < 20; i++) {
			object[i] = kmem_cache_alloc(cache, GFP_KERNEL);
			ASSERT_NE(object[i], 0, "an object");
			EXPECT_EQ((unsigned long)object[i] & 63, 0, "the low bits of its address");
		}
		for (int i = 0; i < 20; i++)
			kmem_cache_free(cache, object[i]);
		EXPECT_TRUE(kmem_cache_destroy(cache), "the cache can be destroyed");
	}
}

CHECK(destroy_refused, "a cache with objects in use cannot be destroyed",
      .hint = "What must not happen")
{
	struct kmem_cache *cache = kmem_cache_create("busy", 64, 0, 0, NULL);
	void *object;

	ASSERT_NE(cache, 0, "a cache");
	object = kmem_cache_alloc(cache, GFP_KERNEL);
	ASSERT_NE(object, 0, "an object");
	EXPECT_TRUE(!kmem_cache_destroy(cache), "kmem_cache_destroy() refuses");
	kmem_cache_free(cache, object);
	EXPECT_TRUE(kmem_cache_destroy(cache), "and does it when the object is back");
}

CHECK(guards_catch_overflow, "with guards, writing behind an object is reported when it is freed",
      .hint = "What must not happen")
{
	struct kmem_cache *cache = kmem_cache_create("guarded", 30, 0, SLAB_DEBUG, NULL);
	u8 *object;

	ASSERT_NE(cache, 0, "a cache");
	object = kmem_cache_alloc(cache, GFP_KERNEL);
	ASSERT_NE(object, 0, "an object");
	memset(object, 0, 31);
	kmem_cache_free(cache, object);
	EXPECT_EQ(cache->nr_inuse, 0, "nr_inuse");
	kmem_cache_destroy(cache);
}
CONSOLE(guards_catch_overflow, has, "^BUG guarded: Right Redzone overwritten");
CONSOLE(guards_catch_overflow, has, "^  allocated by test_guards_catch_overflow");

CHECK(guards_catch_double_free, "with guards, freeing an object twice is reported and refused",
      .hint = "What must not happen")
{
	struct kmem_cache *cache = kmem_cache_create("twice", 30, 0, SLAB_DEBUG, NULL);
	void *a, *b;

	ASSERT_NE(cache, 0, "a cache");
	a = kmem_cache_alloc(cache, GFP_KERNEL);
	b = kmem_cache_alloc(cache, GFP_KERNEL);
	ASSERT_TRUE(a && b, "two objects");
	kmem_cache_free(cache, a);
	kmem_cache_free(cache, a);
	EXPECT_EQ(cache->nr_inuse, 1, "nr_inuse: the second time did not count");
	kmem_cache_free(cache, b);
	EXPECT_TRUE(kmem_cache_destroy(cache), "the cache is sound");
}
CONSOLE(guards_catch_double_free, has, "^BUG twice: Object already free");

CHECK(guards_catch_late_write, "with guards, writing to a freed object is reported when it is used again",
      .hint = "What must not happen")
{
	struct kmem_cache *cache = kmem_cache_create("late", 64, 0, SLAB_DEBUG, NULL);
	u8 *a, *b;

	ASSERT_NE(cache, 0, "a cache");
	a = kmem_cache_alloc(cache, GFP_KERNEL);
	b = kmem_cache_alloc(cache, GFP_KERNEL);
	ASSERT_TRUE(a && b, "two objects");
	kmem_cache_free(cache, a);
	a[10] = 0;
	EXPECT_EQ((unsigned long)kmem_cache_alloc(cache, GFP_KERNEL), (unsigned long)a, "the object that is handed out next");
	kmem_cache_free(cache, a);
	kmem_cache_free(cache, b);
	kmem_cache_destroy(cache);
}
CONSOLE(guards_catch_late_write, has, "^BUG late: Poison overwritten");

CHECK(no_memory_is_null, "without memory kmalloc() returns NULL, and nothing is lost",
      .hint = "Slabs")
{
	struct kmem_cache *cache = kmem_cache_create("empty", 4096, 0, 0, NULL);
	unsigned long before = nr_free_pages();
	struct block *all;

	ASSERT_NE(cache, 0, "a cache");
	all = take_all();
	EXPECT_EQ((unsigned long)kmem_cache_alloc(cache, GFP_KERNEL | __GFP_NOWARN), 0, "an object that needs a slab");
	EXPECT_EQ((unsigned long)kmalloc(100000, GFP_KERNEL | __GFP_NOWARN), 0, "100,000 bytes");
	give_all_back(all);
	EXPECT_EQ((unsigned long)kmalloc(64UL << 20, GFP_KERNEL | __GFP_NOWARN), 0, "more than the largest block");
	EXPECT_EQ(nr_free_pages(), before, "free pages, as before");
	kmem_cache_destroy(cache);
}
