// SPDX-License-Identifier: MIT
/* What is taken, and what the command line said. */
#include <asm/setup.h>
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/of_fdt.h>
#include <linux/string.h>
#include <test/test.h>

static unsigned long long size;
static char text[32];
static int flags;

static int take_size(char *value)
{
	char *end;

	size = value ? memparse(value, &end) : 0;
	return 0;
}
early_param("bringup.size", take_size);

static int take_text(char *value)
{
	strscpy(text, value ? value : "", sizeof(text));
	return 0;
}
early_param("bringup.text", take_text);

static int take_flag(char *value)
{
	flags += value ? 100 : 1;
	return 0;
}
early_param("bringup.flag", take_flag);

CHECK(every_range_is_kept, "what the tree reserves, in whichever way, is never handed out",
      .hint = "What is taken")
{
	for (u64 i = 0; i < hw_machine(MACHINE_RESERVED, 0); i++) {
		u64 kind = hw_machine(MACHINE_RESERVED_KIND, i);
		u64 base = hw_machine(MACHINE_RESERVED_BASE, i);
		u64 last = base + hw_machine(MACHINE_RESERVED_SIZE, i) - 1;

		if (kind == RESERVED_NOMAP) {
			EXPECT_TRUE(memblock_is_memory(base) && !memblock_is_map_memory(base), "no-map: memory, but not mapped");
			EXPECT_TRUE(!memblock_is_map_memory(last), "its last byte");
			EXPECT_TRUE(memblock_is_map_memory(last + 1), "the byte behind it is mapped");
		} else {
			EXPECT_TRUE(memblock_is_reserved(base), "reserved: the first byte");
			EXPECT_TRUE(memblock_is_reserved(last), "the last byte");
		}
		if (kind == RESERVED_NODE || kind == RESERVED_MEMRESERVE)
			EXPECT_TRUE(!memblock_is_reserved(last + 1), "the byte behind it is free");
	}
}

CHECK(command_line_seen, "the words of /chosen reach the early parameters when the kernel boots",
      .hint = "Early parameters")
{
	bool given = hw_now(HW_ENTRY_EL) == 1;	/* stage.toml: only that entry has bootargs */

	EXPECT_EQ(size, given ? 16 << 20 : 0, "bringup.size");
	EXPECT_STREQ(text, given ? "two words" : "", "bringup.text");
	EXPECT_EQ(flags, given ? 1 : 0, "calls for bringup.flag, without a value");
	EXPECT_EQ(boot_command_line[0], given ? 'b' : 0, "boot_command_line is left as it was");
}
