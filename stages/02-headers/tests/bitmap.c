// SPDX-License-Identifier: MIT
/* Bits of words and bitmaps, against a model of one byte a bit. Pure C but for the atomic ones. */
#include <linux/bitmap.h>
#include <test/test.h>

CHECK(bit_positions, "__ffs, __fls, ffz, ffs, fls and fls64 find every bit", .hint = "bitops.h")
{
	for (int i = 0; i < 64; i++) {
		u64 junk = test_random();
		u64 below = (1UL << i) - 1;

		ASSERT_EQ(__ffs((junk & ~below) | 1UL << i), i, "__ffs of a word whose lowest bit is i");
		ASSERT_EQ(__fls((junk & below) | 1UL << i), i, "__fls of a word whose highest bit is i");
		ASSERT_EQ(ffz(~(1UL << i)), i, "ffz of a word with one bit clear");
		ASSERT_EQ(fls64((junk & below) | 1UL << i), i + 1, "fls64 of a word whose highest bit is i");
	}
	EXPECT_EQ(ffs(0), 0, "ffs(0)");
	EXPECT_EQ(ffs(0x80), 8, "ffs(0x80)");
	EXPECT_EQ(ffs((int)0x80000000), 32, "ffs(0x80000000)");
	EXPECT_EQ(fls(0), 0, "fls(0)");
	EXPECT_EQ(fls(0x80000000), 32, "fls(0x80000000)");
	EXPECT_EQ(fls64(0), 0, "fls64(0)");
}

#define NBITS 150

CHECK(bitmap_model, "find_next_bit() and bitmap_weight() agree with a model on 200 random maps",
      .hint = "bitops.h")
{
	DECLARE_BITMAP(map, NBITS);
	u8 model[NBITS];

	for (int round = 0; round < 200; round++) {
		unsigned int start = test_random() % NBITS, want = NBITS, weight = 0;

		bitmap_zero(map, NBITS);
		for (unsigned int i = 0; i < NBITS; i++) {
			model[i] = test_random() % 4 == 0;
			if (model[i])
				__set_bit(i, map);
			weight += model[i];
		}
		for (unsigned int i = NBITS; i-- > start; )
			if (model[i])
				want = i;
		ASSERT_EQ(find_next_bit(map, NBITS, start), want, "find_next_bit()");
		ASSERT_EQ(bitmap_weight(map, NBITS), weight, "bitmap_weight()");
	}
}
