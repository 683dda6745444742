// SPDX-License-Identifier: MIT
/* The serial line, as a person at the other end reads it. */
#include <linux/printk.h>
#include <test/test.h>

CHECK(banner, "the banner is on the serial line", .hint = "The first words")
{
	EXPECT_EQ(printk("the kernel speaks\n"), 18, "characters that printk() printed");
}
CONSOLE_BOOT(banner, has, "^Bringup/arm64 stage [0-9]+\\r?$");
CONSOLE_BOOT(banner, has, "^Booting on CPU 0x0000000000 ");
CONSOLE(banner, has, "^the kernel speaks\\r?$");

CHECK(newlines, "a newline goes out as carriage return and newline", .hint = "The first words")
{
	EXPECT_EQ(printk("one\ntwo\n"), 8, "characters that printk() printed");
}
CONSOLE(newlines, has, "one\\r\\ntwo\\r\\n");
