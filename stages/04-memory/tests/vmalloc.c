// SPDX-License-Identifier: MIT
/* vmalloc() and ioremap(). */
#include <asm/memory.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <test/test.h>

CHECK(vmalloc_is_memory, "vmalloc() gives addresses in a row, backed by pages, with a gap behind",
      .hint = "vmalloc")
{
	unsigned long before = nr_free_pages();
	u8 *p = vmalloc(5 * PAGE_SIZE - 10);
	unsigned long va = (unsigned long)p;

	ASSERT_NE(p, 0, "five pages");
	EXPECT_GE(va, VMALLOC_START, "the address");
	EXPECT_LT(va, VMALLOC_END, "the address");
	memset(p, 0x77, 5 * PAGE_SIZE);
	for (int i = 0; i < 5; i++)
		EXPECT_EQ(hw_walk(va + i * PAGE_SIZE, WALK_PERM), WALK_R | WALK_W, "each page: writable, not executable");
	EXPECT_EQ(hw_walk(va + 5 * PAGE_SIZE, WALK_LEVEL), 0, "the page behind them is not mapped");
	vfree(p);
	EXPECT_EQ(hw_walk(va, WALK_LEVEL), 0, "nothing is mapped behind vfree()");
	EXPECT_EQ(nr_free_pages(), before, "free pages, as before: tables too");
}

CHECK(ioremap_is_device, "ioremap() maps registers as device memory, with their place in the page",
      .hint = "vmalloc")
{
	void *regs = ioremap(EARLY_UART_PHYS + 0x18, 4);
	unsigned long va = (unsigned long)regs;

	ASSERT_NE(regs, 0, "an address");
	EXPECT_EQ(hw_walk(va, WALK_PA), EARLY_UART_PHYS + 0x18, "what it is mapped to");
	EXPECT_EQ(hw_walk(va, WALK_ATTR), MAIR_ATTR_DEVICE_nGnRE, "the memory type");
	EXPECT_EQ(hw_walk(va, WALK_PERM), WALK_R | WALK_W, "not executable");
	iounmap(regs);
	EXPECT_EQ(hw_walk(va, WALK_LEVEL), 0, "nothing is mapped behind iounmap()");
}
