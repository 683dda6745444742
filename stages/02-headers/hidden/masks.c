// SPDX-License-Identifier: MIT
/* The rest of irqflags and Kbuild. */
#include <asm/sysreg.h>
#include <linux/irqflags.h>
#include <test/test.h>

CHECK(irq_masks_fiq_keeps_debug, "masking interrupts covers I and F and leaves D and A alone",
      .hint = "irqflags.h")
{
	unsigned long flags;

	asm volatile("msr daif, %0" : : "r" (PSR_A_MASK));
	local_irq_disable();
	EXPECT_EQ(read_sysreg(daif), PSR_A_MASK | PSR_I_MASK | PSR_F_MASK, "DAIF behind local_irq_disable()");
	local_irq_enable();
	EXPECT_EQ(read_sysreg(daif), PSR_A_MASK, "DAIF behind local_irq_enable()");
	asm volatile("msr daif, %0" : : "r" (PSR_D_MASK | PSR_F_MASK));
	local_irq_save(flags);
	local_irq_restore(flags);
	EXPECT_EQ(read_sysreg(daif), PSR_D_MASK | PSR_F_MASK, "DAIF behind save and restore");
	asm volatile("msr daifset, #0xf");
}

#if __has_include(<asm/div64.h>) && __has_include(<asm/param.h>)
#include <asm/div64.h>
#include <asm/param.h>
#define HAVE_BOTH 1
#else
#define HAVE_BOTH 0
#define HZ 0
#define do_div(n, base) ((void)(n), (void)(base), 0u)
#endif

CHECK(generic_rest, "asm/div64.h and asm/param.h exist, by generic-y", .hint = "Kbuild: generic-y")
{
	u64 n = 10000000001ULL;

	ASSERT_TRUE(HAVE_BOTH, "<asm/div64.h> and <asm/param.h> can be included");
	EXPECT_EQ(do_div(n, 10), 1, "the remainder of do_div()");
	EXPECT_EQ(n, 1000000000, "the quotient of do_div()");
	EXPECT_EQ(HZ, 100, "HZ");
}
