// SPDX-License-Identifier: MIT
/* common/lib/bitmap.s2.c, against a model of one byte a bit. */
#include <linux/bitmap.h>
#include <test/test.h>

#define MAX 200

static void to_model(u8 *model, const unsigned long *map, unsigned int n)
{
	for (unsigned int i = 0; i < n; i++)
		model[i] = test_bit(i, map);
}

CHECK(bitmap_operations, "and, or, andnot, fill, zero, equal and weight agree with a model, for every size")
{
	for (unsigned int n = 1; n <= MAX; n++) {
		DECLARE_BITMAP(a, MAX);
		DECLARE_BITMAP(b, MAX);
		DECLARE_BITMAP(c, MAX);
		u8 ma[MAX], mb[MAX], mc[MAX];
		unsigned int weight = 0;

		for (unsigned int i = 0; i < BITS_TO_LONGS(n); i++) {
			a[i] = test_random();
			b[i] = test_random();
		}
		to_model(ma, a, n);
		to_model(mb, b, n);

		bitmap_and(c, a, b, n);
		to_model(mc, c, n);
		for (unsigned int i = 0; i < n; i++)
			ASSERT_EQ(mc[i], ma[i] & mb[i], "a bit of and");
		bitmap_or(c, a, b, n);
		to_model(mc, c, n);
		for (unsigned int i = 0; i < n; i++)
			ASSERT_EQ(mc[i], ma[i] | mb[i], "a bit of or");
		bitmap_andnot(c, a, b, n);
		to_model(mc, c, n);
		for (unsigned int i = 0; i < n; i++)
			ASSERT_EQ(mc[i], ma[i] & !mb[i], "a bit of andnot");
		for (unsigned int i = 0; i < n; i++)
			weight += ma[i];
		ASSERT_EQ(bitmap_weight(a, n), weight, "weight");
		ASSERT_TRUE(bitmap_equal(a, a, n), "a map equals itself");
		bitmap_fill(c, n);
		ASSERT_EQ(bitmap_weight(c, n), n, "weight of a full map");
		ASSERT_EQ(find_first_zero_bit(c, n), n, "a full map has no zero");
		bitmap_zero(c, n);
		ASSERT_TRUE(bitmap_empty(c, n), "a zeroed map is empty");
		bitmap_set(c, n / 2, n - n / 2);
		ASSERT_EQ(find_first_bit(c, n), n / 2, "first bit of a set range");
	}
}
