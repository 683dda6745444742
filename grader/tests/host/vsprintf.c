// SPDX-License-Identifier: MIT
/* The kernel's printf, against what C's would print. */
#include <linux/printk.h>
#include <linux/string.h>
#include <test/test.h>

static char buf[128];

#define PRINTS(want, ...) do {						\
	int __n = snprintf(buf, sizeof(buf), __VA_ARGS__);		\
	EXPECT_STREQ(buf, want, #__VA_ARGS__);				\
	EXPECT_EQ(__n, strlen(want), "the length of " #__VA_ARGS__);	\
} while (0)

CHECK(vsprintf_numbers, "numbers print as in C")
{
	PRINTS("0 7 -7", "%d %d %d", 0, 7, -7);
	PRINTS("-2147483648", "%d", (int)0x80000000);
	PRINTS("18446744073709551615", "%llu", ~0ULL);
	PRINTS("-9223372036854775808", "%lld", (long long)(1ULL << 63));
	PRINTS("ff FF 0xff 017", "%x %X %#x %#o", 255, 255, 255, 15);
	PRINTS("-1 65535", "%hhd %hu", 255, 65535);
	PRINTS("  42|42   |00042|+42| 42", "%4d|%-5d|%05d|%+d|% d", 42, 42, 42, 42, 42);
	PRINTS("  007|0007", "%5.3d|%.4d", 7, 7);
	PRINTS("   5|5   |", "%*d|%*d|", 4, 5, -4, 5);
	PRINTS("-0042", "%05d", -42);
	PRINTS("", "%.0d", 0);
}

CHECK(vsprintf_text, "strings, characters and pointers print as the kernel's do")
{
	PRINTS("[a] [  b] [c  ]", "[%c] [%3s] [%-3s]", 'a', "b", "c");
	PRINTS("ker (null)", "%.3s %s", "kernel", (char *)NULL);
	PRINTS("ffffffc008000000", "%p", (void *)0xffffffc008000000UL);
	PRINTS("100%", "%d%%", 100);
	PRINTS("%y", "%y");
}

CHECK(vsprintf_bounds, "the buffer is never overrun, and the length is that of the whole text")
{
	char small[5];

	EXPECT_EQ(snprintf(small, sizeof(small), "abcdefgh"), 8, "length of what did not fit");
	EXPECT_STREQ(small, "abcd", "what did");
	EXPECT_EQ(scnprintf(small, sizeof(small), "abcdefgh"), 4, "scnprintf: what was written");
	EXPECT_EQ(snprintf(NULL, 0, "%d", 12345), 5, "no buffer at all");
	EXPECT_EQ(scnprintf(small, 0, "x"), 0, "scnprintf without room");
}
