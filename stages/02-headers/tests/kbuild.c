// SPDX-License-Identifier: MIT
/* Headers that come from asm-generic through Kbuild's generic-y. */
#include <test/test.h>

#if __has_include(<asm/unaligned.h>)
#include <asm/unaligned.h>
#define HAVE_UNALIGNED 1
#else
#define HAVE_UNALIGNED 0
#define get_unaligned_le32(p) ((void)(p), 0u)
#define get_unaligned_be64(p) ((void)(p), 0ull)
#endif

CHECK(generic_unaligned, "asm/unaligned.h exists, by generic-y", .hint = "Kbuild: generic-y")
{
	u8 bytes[10] = { 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9 };

	ASSERT_TRUE(HAVE_UNALIGNED, "<asm/unaligned.h> can be included");
	EXPECT_EQ(get_unaligned_le32(bytes + 1), 0x04030201, "get_unaligned_le32()");
	EXPECT_EQ(get_unaligned_be64(bytes + 1), 0x0102030405060708, "get_unaligned_be64()");
}
