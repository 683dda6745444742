// SPDX-License-Identifier: MIT
/* kmalloc() and caches. */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <test/test.h>

CHECK(kmalloc_fits, "kmalloc() gives as much as was asked for, aligned, for every size",
      .hint = "Slabs")
{
	static const unsigned int sizes[] = { 1, 8, 24, 64, 65, 200, 1000, 4096, 8192, 20000 };
	void *p[ARRAY_SIZE(sizes)];
	unsigned long before = nr_free_pages();

	for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++) {
		p[i] = kmalloc(sizes[i], GFP_KERNEL);
		ASSERT_NE(p[i], 0, "memory");
		EXPECT_EQ((unsigned long)p[i] & 7, 0, "its alignment");
		EXPECT_GE(ksize(p[i]), sizes[i], "ksize()");
		memset(p[i], i + 1, sizes[i]);
	}
	for (unsigned int i = 0; i < ARRAY_SIZE(sizes); i++) {
		EXPECT_EQ(((u8 *)p[i])[0], i + 1, "the first byte");
		EXPECT_EQ(((u8 *)p[i])[sizes[i] - 1], i + 1, "the last byte");
		kfree(p[i]);
	}
	EXPECT_EQ(nr_free_pages(), before, "free pages, when all is given back");
}

CHECK(objects_are_apart, "the objects of a cache do not overlap, and go back to the page allocator",
      .hint = "Slabs")
{
	unsigned long before = nr_free_pages();
	struct kmem_cache *cache = kmem_cache_create("apart", 72, 0, 0, NULL);
	static u64 *object[90];

	ASSERT_NE(cache, 0, "a cache");
	for (unsigned int i = 0; i < 90; i++) {
		object[i] = kmem_cache_alloc(cache, GFP_KERNEL);
		ASSERT_NE(object[i], 0, "an object");
		for (unsigned int w = 0; w < 9; w++)
			object[i][w] = i;
	}
	EXPECT_EQ(cache->nr_inuse, 90, "nr_inuse");
	for (unsigned int i = 0; i < 90; i++) {
		ASSERT_EQ(object[i][0], i, "the first word of each object");
		ASSERT_EQ(object[i][8], i, "and the last one");
	}
	for (unsigned int i = 0; i < 90; i++)
		kmem_cache_free(cache, object[(i * 77) % 90]);
	EXPECT_EQ(cache->nr_inuse, 0, "nr_inuse, when all are back");
	EXPECT_TRUE(kmem_cache_destroy(cache), "the cache can be destroyed");
	EXPECT_EQ(nr_free_pages(), before, "free pages, as before");
}

CHECK(zero_and_realloc, "kzalloc() clears, and krealloc() keeps what was there",
      .hint = "Slabs")
{
	u8 *p = kmalloc(100, GFP_KERNEL), *q;

	ASSERT_NE(p, 0, "100 bytes");
	memset(p, 0xff, 100);
	kfree(p);
	p = kzalloc(100, GFP_KERNEL);
	ASSERT_NE(p, 0, "100 bytes again");
	EXPECT_EQ(p[0] | p[50] | p[99], 0, "bytes of kzalloc()");
	for (int i = 0; i < 100; i++)
		p[i] = i;
	q = krealloc(p, 3000, GFP_KERNEL);
	ASSERT_NE(q, 0, "3,000 bytes instead");
	EXPECT_EQ(q[1] + q[99], 100, "bytes 1 and 99, moved along");
	kfree(q);
}
