// SPDX-License-Identifier: MIT
/* Looking an address up in the kernel's symbol table. Linux: kernel/kallsyms.c. */
#include <linux/kallsyms.h>
#include <linux/printk.h>
#include <linux/sections.h>

const char *kallsyms_lookup(unsigned long addr, unsigned long *size, unsigned long *offset)
{
	const struct kallsyms_table *t = &kallsyms_table;
	unsigned long off = addr - (unsigned long)_text;
	u32 low = 0, high = t->count;

	if (t->magic != KALLSYMS_MAGIC || addr < (unsigned long)_text)
		return NULL;
	/* The last entry that starts at or before @off is at low - 1. */
	while (low < high) {
		u32 mid = low + (high - low) / 2;

		if (t->entry[mid].offset <= off)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low || off - t->entry[low - 1].offset >= t->entry[low - 1].size)
		return NULL;
	*size = t->entry[low - 1].size;
	*offset = off - t->entry[low - 1].offset;
	return (const char *)t + t->strings + t->entry[low - 1].name;
}

/* Look up @addr - @back, print the place of @addr. */
static int print_symbol(char *buf, unsigned long addr, unsigned long back)
{
	unsigned long size, offset;
	const char *name = kallsyms_lookup(addr - back, &size, &offset);

	if (!name)
		return scnprintf(buf, KSYM_SYMBOL_LEN, "0x%lx", addr);
	return scnprintf(buf, KSYM_SYMBOL_LEN, "%s+0x%lx/0x%lx", name, offset + back, size);
}

int sprint_symbol(char *buf, unsigned long addr)
{
	return print_symbol(buf, addr, 0);
}

int sprint_backtrace(char *buf, unsigned long addr)
{
	return print_symbol(buf, addr, 1);
}
