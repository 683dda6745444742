// SPDX-License-Identifier: MIT
/* The table of BUG() and WARN(). Linux: lib/bug.c. */
#include <asm/current.h>
#include <asm/ptrace.h>
#include <asm/smp.h>
#include <asm/traps.h>
#include <linux/bug.h>
#include <linux/kallsyms.h>
#include <linux/printk.h>
#include <linux/sched.h>

extern const struct bug_entry __start___bug_table[], __stop___bug_table[];

static const struct bug_entry *find_bug(unsigned long addr)
{
	for (const struct bug_entry *b = __start___bug_table; b < __stop___bug_table; b++)
		if ((unsigned long)&b->bug_addr_disp + b->bug_addr_disp == addr)
			return b;
	return NULL;
}

enum bug_trap_type report_bug(unsigned long addr, struct pt_regs *regs)
{
	const struct bug_entry *bug = find_bug(addr);
	char where[KSYM_SYMBOL_LEN];
	const char *file;

	if (!bug)
		return BUG_TRAP_TYPE_NONE;
	file = (const char *)&bug->file_disp + bug->file_disp;
	if (!(bug->flags & BUGFLAG_WARNING)) {
		printk("kernel BUG at %s:%u!\n", file, bug->line);
		return BUG_TRAP_TYPE_BUG;
	}
	sprint_symbol(where, addr);
	printk("------------[ cut here ]------------\n");
	printk("WARNING: CPU: %d PID: %d at %s:%u %s\n", raw_smp_processor_id(),
	       current->pid, file, bug->line, where);
	show_regs(regs);
	printk("---[ end trace 0000000000000000 ]---\n");
	return BUG_TRAP_TYPE_WARN;
}
