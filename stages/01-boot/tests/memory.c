// SPDX-License-Identifier: MIT
/* What C code finds in memory: the .bss, the stack, `current`, the device tree. */
#include <asm/memory.h>
#include <linux/sched.h>
#include <linux/sections.h>
#include <test/test.h>

/* The loader filled all memory with 0x5a before it loaded the image. */
static volatile u64 probe[64];
static volatile u64 first __attribute__((section(".bss..first"), used));
static volatile u64 last __attribute__((section(".bss..last"), used));

CHECK(bss_cleared, "the .bss reads as zero, from its first word to its last",
      .hint = "Clearing the .bss")
{
	EXPECT_EQ(first, 0, "the first word of the .bss");
	for (unsigned int i = 0; i < sizeof(probe) / sizeof(probe[0]); i++)
		ASSERT_EQ(probe[i], 0, "a variable in the middle of the .bss");
	EXPECT_EQ(last, 0, "the last word of the .bss");
}

CHECK(stack_top, "the stack pointer starts at the high end of init_stack", .hint = "Stack and current")
{
	EXPECT_EQ(hw_entry(HW_SP), (u64)init_stack + THREAD_SIZE, "SP when start_kernel() began");
}

CHECK(current_is_init_task, "SP_EL0 holds the address of init_task", .hint = "Stack and current")
{
	EXPECT_EQ(hw_entry(HW_SP_EL0), (u64)&init_task, "SP_EL0 when start_kernel() began");
}

CHECK(stack_end_magic, "the word at the stack's low end is untouched", .hint = "Stack and current")
{
	EXPECT_EQ(*end_of_stack(&init_task), STACK_END_MAGIC, "*end_of_stack(&init_task)");
}

CHECK(fdt_pointer, "__fdt_pointer holds the address that the boot loader passed in x0",
      .hint = "What the boot loader hands over")
{
	EXPECT_EQ(__fdt_pointer, hw_entry(HW_FDT), "__fdt_pointer");
}

CHECK(kimage_offset, "kimage_voffset is the distance from the physical image to the virtual one",
      .hint = "What the boot loader hands over")
{
	EXPECT_EQ(kimage_voffset, (u64)_text - hw_entry(HW_LOAD_ADDR), "kimage_voffset");
}
