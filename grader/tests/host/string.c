// SPDX-License-Identifier: MIT
/* common/lib/string.c. */
#include <linux/errno.h>
#include <linux/string.h>
#include <test/test.h>

CHECK(string_move, "memmove copes with overlaps in both directions")
{
	char a[] = "0123456789", b[] = "0123456789";

	memmove(a + 2, a, 6);
	EXPECT_STREQ(a, "0101234589", "to a higher address");
	memmove(b, b + 2, 6);
	EXPECT_STREQ(b, "2345676789", "to a lower address");
}

CHECK(string_compare, "comparisons are of unsigned bytes")
{
	EXPECT_TRUE(memcmp("\x80", "\x7f", 1) > 0, "memcmp 0x80 and 0x7f");
	EXPECT_TRUE(strcmp("\x80", "\x7f") > 0, "strcmp 0x80 and 0x7f");
	EXPECT_TRUE(strcmp("ab", "abc") < 0, "a prefix comes first");
	EXPECT_EQ(strncmp("abx", "aby", 2), 0, "strncmp stops at its length");
	EXPECT_EQ(memcmp("a", "b", 0), 0, "nothing equals nothing");
}

CHECK(string_lengths, "lengths, searches and bounded copies")
{
	char dst[4];

	EXPECT_EQ(strlen(""), 0, "strlen of nothing");
	EXPECT_EQ(strnlen("abcdef", 3), 3, "strnlen stops");
	EXPECT_EQ((unsigned long)strchr("abc", 'd'), 0, "strchr of what is not there");
	EXPECT_STREQ(strchr("abc", 'b'), "bc", "strchr");
	EXPECT_EQ((long)strscpy(dst, "abc", sizeof(dst)), 3, "strscpy that fits");
	EXPECT_EQ((long)strscpy(dst, "abcd", sizeof(dst)), (long)-E2BIG, "strscpy that does not");
	EXPECT_STREQ(dst, "abc", "what it copied");
	EXPECT_EQ((long)strscpy(dst, "x", 0), (long)-E2BIG, "strscpy without room");
}
