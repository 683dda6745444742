// SPDX-License-Identifier: MIT
/*
 * delay.c: waiting for microseconds, in a loop whose speed was measured.
 *
 * BogoMIPS, bogus millions of instructions a second, is that speed in the unit
 * that the first Linux machines printed it in: two instructions a turn. Linux:
 * init/calibrate.c, lib/delay.c.
 */
#include <linux/clocksource.h>
#include <linux/delay.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/printk.h>

#define ENOUGH_NSEC	(50 * NSEC_PER_USEC)	/* so that a nanosecond more or less does not matter */
#define MOST_LOOPS	(1UL << 21)		/* no CPU is that fast: the clock stands still */

unsigned long loops_per_jiffy;

void __delay(unsigned long loops)
{
	/* Within one cache line, wherever the compiler puts the function: its speed must not depend on that. */
	asm volatile("	cbz	%0, 2f\n"
		     "	.balign	16\n"
		     "1:	subs	%0, %0, #1\n"
		     "	b.ne	1b\n"
		     "2:" : "+r" (loops) : : "cc");
}

/* How long @loops take, in nanoseconds. */
static ktime_t __maybe_unused time_of(unsigned long loops)
{
	unsigned long flags;
	ktime_t start, end;

	local_irq_save(flags);
	start = ktime_get();
	__delay(loops);
	end = ktime_get();
	local_irq_restore(flags);
	return end - start;
}

void calibrate_delay(void)
{
#ifdef SOLUTION
	unsigned long loops = 64;
	ktime_t spent;

	do {
		loops *= 2;
		spent = time_of(loops);
		if (loops > MOST_LOOPS) {
			pr_err("calibrate_delay: the clock stands still\n");
			return;
		}
	} while (spent < ENOUGH_NSEC);
	spent -= time_of(0);
	/* As if it were a thousandth faster than it seems, so that a delay is never too short. */
	spent -= spent / 1000;
	loops_per_jiffy = (loops * TICK_NSEC + spent - 1) / spent;
	pr_info("Calibrating delay loop... %lu.%02lu BogoMIPS (lpj=%lu)\n",
		loops_per_jiffy / (500000 / HZ), loops_per_jiffy / (5000 / HZ) % 100, loops_per_jiffy);
#else
	/*
	 * Write this: twice as many loops, until they take ENOUGH_NSEC (give up behind
	 * MOST_LOOPS); less what measuring itself takes, time_of(0). From that
	 * loops_per_jiffy, a little too many rather than too few. Print it:
	 * "Calibrating delay loop... 996.14 BogoMIPS (lpj=4980736)": two instructions a
	 * loop, in millions a second.
	 */
#endif
}

/* @n / @a_second seconds, at most one second. */
static void __maybe_unused delay(unsigned long n, unsigned long a_second)
{
#ifdef SOLUTION
	__delay((n * loops_per_jiffy * HZ + a_second - 1) / a_second);
#else
	/* Write this: __delay() with as many loops as that takes, rounded up. Mind the size of the product. */
	(void)n;
	(void)a_second;
#endif
}

void mdelay(unsigned long ms)
{
	while (ms--)
		delay(1, MSEC_PER_SEC);
}

void udelay(unsigned long us)
{
	for (; us > MSEC_PER_SEC; us -= MSEC_PER_SEC)
		mdelay(1);
	delay(us, USEC_PER_SEC);
}

void ndelay(unsigned long ns)
{
	for (; ns > NSEC_PER_MSEC; ns -= NSEC_PER_MSEC)
		mdelay(1);
	delay(ns, NSEC_PER_SEC);
}
