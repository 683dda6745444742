// SPDX-License-Identifier: MIT
/* common/kernel/kallsyms.s3.c, on a table made by hand. */
#include <linux/kallsyms.h>
#include <test/test.h>

char _text[0x1000];

/* Three functions with a hole between the second and the third; then their names. */
const struct {
	struct kallsyms_table head;
	struct kallsyms_entry entry[3];
	char names[32];
} table asm("kallsyms_table") = {
	.head = { KALLSYMS_MAGIC, sizeof(table), 3, sizeof(struct kallsyms_table) + 3 * sizeof(struct kallsyms_entry) },
	.entry = { { 0x00, 0x10, 0 }, { 0x10, 0x20, 6 }, { 0x100, 0x8, 13 } },
	.names = "first\0second\0third",
};

CHECK(kallsyms_finds, "an address is found in its function, and none in a hole")
{
	char buf[KSYM_SYMBOL_LEN];
	unsigned long size, off;

	EXPECT_STREQ(kallsyms_lookup((unsigned long)_text, &size, &off), "first", "the first byte");
	EXPECT_STREQ(kallsyms_lookup((unsigned long)_text + 0x2f, &size, &off), "second", "the last byte of the second");
	EXPECT_EQ(off, 0x1f, "the offset");
	EXPECT_EQ(size, 0x20, "the size");
	EXPECT_EQ((unsigned long)kallsyms_lookup((unsigned long)_text + 0x30, &size, &off), 0, "in the hole");
	EXPECT_EQ((unsigned long)kallsyms_lookup((unsigned long)_text + 0x108, &size, &off), 0, "behind the last");
	EXPECT_EQ((unsigned long)kallsyms_lookup((unsigned long)_text - 1, &size, &off), 0, "before the first");
	sprint_symbol(buf, (unsigned long)_text + 0x104);
	EXPECT_STREQ(buf, "third+0x4/0x8", "sprint_symbol()");
	sprint_backtrace(buf, (unsigned long)_text + 0x10);
	EXPECT_STREQ(buf, "first+0x10/0x10", "sprint_backtrace() right behind a call that ends the function");
	sprint_backtrace(buf, (unsigned long)_text);
	EXPECT_EQ(buf[0], '0', "sprint_backtrace() of the first byte: no call is before it");
	sprint_symbol(buf, 0x1234);
	EXPECT_STREQ(buf, "0x1234", "sprint_symbol() of no function");
}
