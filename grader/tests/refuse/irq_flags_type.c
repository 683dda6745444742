/*
 * title: local_irq_save() into an int is refused
 * error: comparison of distinct pointer types|incompatible
 * hint: irqflags.h
 */
#include <linux/irqflags.h>

void critical(void);
void critical(void)
{
#ifdef WRONG
	int flags;
#else
	unsigned long flags;
#endif

	local_irq_save(flags);
	local_irq_restore(flags);
}
