// SPDX-License-Identifier: MIT
/* Values of fixed byte order. Pure C. */
#include <asm/byteorder.h>
#include <linux/string.h>
#include <test/test.h>

CHECK(byteorder_swaps, "big-endian values are turned, and turning twice changes nothing",
      .hint = "byteorder.h")
{
	EXPECT_EQ(be16_to_cpu(0x1234), 0x3412, "be16_to_cpu(0x1234)");
	EXPECT_EQ(be32_to_cpu(0xd00dfeedu), 0xedfe0dd0u, "be32_to_cpu(0xd00dfeed)");
	EXPECT_EQ(be64_to_cpu(0x0102030405060708ULL), 0x0807060504030201ULL, "be64_to_cpu()");
	for (int i = 0; i < 100; i++) {
		u64 x = test_random();

		ASSERT_EQ(cpu_to_be64(be64_to_cpu(x)), x, "there and back, 64 bits");
		ASSERT_EQ(cpu_to_be32(be32_to_cpu((u32)x)), (u32)x, "there and back, 32 bits");
	}
}

CHECK(byteorder_native, "little-endian values stay as they are", .hint = "byteorder.h")
{
	EXPECT_EQ(le16_to_cpu(0x1234), 0x1234, "le16_to_cpu(0x1234)");
	EXPECT_EQ(cpu_to_le32(0xd00dfeedu), 0xd00dfeedu, "cpu_to_le32(0xd00dfeed)");
	EXPECT_EQ(le64_to_cpu(0x0102030405060708ULL), 0x0102030405060708ULL, "le64_to_cpu()");
}

CHECK(byteorder_memory, "a big-endian value in memory has its highest byte first",
      .hint = "byteorder.h")
{
	u32 v = cpu_to_be32(0x11223344);
	u8 bytes[4];

	memcpy(bytes, &v, sizeof(bytes));
	EXPECT_EQ(bytes[0], 0x11, "the first byte");
	EXPECT_EQ(bytes[3], 0x44, "the last byte");
}
