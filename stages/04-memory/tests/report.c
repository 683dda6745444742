// SPDX-License-Identifier: MIT
/* The memory report: its words on the console, and whether the numbers behind it add up. */
#include <linux/memblock.h>
#include <linux/mm.h>
#include <test/test.h>

CHECK(report_adds_up, "the report's numbers are those of the machine and of the zones",
      .hint = "The report")
{
	unsigned long managed = 0, pages = 0;

	for (u64 i = 0; i < hw_machine(MACHINE_BANKS, 0); i++)
		pages += hw_machine(MACHINE_BANK_SIZE, i) >> PAGE_SHIFT;
	for (int z = 0; z < MAX_NR_ZONES; z++)
		managed += node_zones[z].managed_pages;
	EXPECT_EQ(nr_physpages, pages, "nr_physpages");
	EXPECT_EQ(totalram_pages, managed, "totalram_pages, the sum of managed_pages");
	EXPECT_GT(totalram_pages, pages * 9 / 10, "nine tenths of memory are available");
	EXPECT_LE(nr_free_pages(), managed, "free pages");
}
CONSOLE_BOOT(report_adds_up, has, "^Memory: \\\\d+K/\\\\d+K available \\\\(\\\\d+K kernel code, \\\\d+K rwdata, \\\\d+K rodata, \\\\d+K bss, \\\\d+K reserved\\\\)");
CONSOLE_BOOT(report_adds_up, has, "^    linear  : 0xffffff8000000000 - 0xffffff8[0-9a-f]{9}");
CONSOLE_BOOT(report_adds_up, has, "^    vmalloc : 0xffffffc010000000 - 0xfffffffdf0000000");
