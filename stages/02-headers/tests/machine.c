// SPDX-License-Identifier: MIT
/* Registers of this machine behind the headers: DAIF, SP_EL0, TPIDR_EL1, CTR_EL0. */
#include <asm/cache.h>
#include <asm/current.h>
#include <asm/page.h>
#include <asm/sysreg.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sections.h>
#include <test/test.h>

CHECK(irq_save_restore, "local_irq_save() masks and local_irq_restore() brings back what was, nested",
      .hint = "irqflags.h")
{
	unsigned long outer, inner;

	asm volatile("msr daifclr, #3");
	local_irq_save(outer);
	EXPECT_EQ(read_sysreg(daif) & PSR_I_MASK, PSR_I_MASK, "I inside the outer stretch");
	local_irq_save(inner);
	local_irq_restore(inner);
	EXPECT_EQ(read_sysreg(daif) & PSR_I_MASK, PSR_I_MASK, "I behind the inner stretch");
	local_irq_restore(outer);
	EXPECT_EQ(read_sysreg(daif) & PSR_I_MASK, 0, "I behind the outer stretch");
	EXPECT_TRUE(!irqs_disabled(), "irqs_disabled() behind the outer stretch");
	local_irq_disable();
	EXPECT_TRUE(irqs_disabled(), "irqs_disabled() behind local_irq_disable()");
	asm volatile("msr daifset, #0xf");
}

CHECK(current_reads_sp_el0, "current is the task in SP_EL0", .hint = "The small ones")
{
	struct task_struct *before = (struct task_struct *)read_sysreg(sp_el0);
	static struct task_struct other;
	struct task_struct *seen;

	/* No call may come between: its canary is found through SP_EL0. */
	other.stack_canary = before->stack_canary;
	write_sysreg((unsigned long)&other, sp_el0);
	seen = current;
	write_sysreg((unsigned long)before, sp_el0);
	EXPECT_EQ((u64)seen, (u64)&other, "current while SP_EL0 held another task");
}

DEFINE_PER_CPU(unsigned long, test_counter) = 3;

CHECK(percpu_offset, "a per-CPU variable is found at the distance that TPIDR_EL1 holds",
      .hint = "percpu.h")
{
	static unsigned long copy[64];
	unsigned long here = (unsigned long)&test_counter;

	set_my_cpu_offset((unsigned long)copy - here);
	EXPECT_EQ(hw_now(HW_TPIDR_EL1), (unsigned long)copy - here, "TPIDR_EL1");
	barrier();
	EXPECT_EQ((u64)this_cpu_ptr(&test_counter), (u64)copy, "this_cpu_ptr()");
	this_cpu_write(test_counter, 77);
	set_my_cpu_offset(0);
	barrier();
	EXPECT_EQ(copy[0], 77, "the copy that was written");
	EXPECT_EQ(this_cpu_read(test_counter), 3, "the image's own copy");
}

CHECK(cache_line, "L1_CACHE_BYTES is the line that CTR_EL0 tells", .hint = "The small ones")
{
	EXPECT_EQ(L1_CACHE_BYTES, 4UL << (read_sysreg(ctr_el0) >> 16 & 0xf), "bytes in a cache line");
}

CHECK(image_addresses, "__pa() of an address in the image goes by kimage_voffset",
      .hint = "page.h and the two maps")
{
	EXPECT_EQ(__pa((u64)_text), hw_entry(HW_LOAD_ADDR), "__pa(_text)");
	EXPECT_EQ(__pa((u64)&test_counter), hw_walk((u64)&test_counter, WALK_PA), "__pa of a variable");
}
