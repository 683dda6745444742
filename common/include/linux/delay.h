/* SPDX-License-Identifier: MIT */
/* Waiting for a short time without giving the CPU away. Linux: include/linux/delay.h. */
#ifndef _LINUX_DELAY_H
#define _LINUX_DELAY_H

/* How often __delay()'s loop runs in a jiffy; 0 until calibrate_delay() knows. */
extern unsigned long loops_per_jiffy;

/** calibrate_delay() - measure loops_per_jiffy, and say what it is in BogoMIPS; by start_kernel() */
void calibrate_delay(void);

/** __delay() - run the loop @loops times */
void __delay(unsigned long loops);

/**
 * udelay(), ndelay(), mdelay() - wait that many micro-, nano-, milliseconds, or a little longer
 *
 * Never less. In any context, interrupts masked or not; they need no tick.
 */
void udelay(unsigned long us);
void ndelay(unsigned long ns);
void mdelay(unsigned long ms);

#endif /* _LINUX_DELAY_H */
