// SPDX-License-Identifier: MIT
/*
 * params.c: the words of the command line that count before memory is managed.
 *
 * A word is `name` or `name=value`; what has been declared with early_param()
 * is called with the value. Linux: init/main.c (parse_early_param),
 * kernel/params.c (parse_args, next_arg).
 */
#include <asm/setup.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/of_fdt.h>
#include <linux/printk.h>
#include <linux/string.h>

extern const struct obs_kernel_param __setup_start[], __setup_end[];

char *next_arg(char *args, char **param, char **value)
{
	/*
	 * Write this: skip blanks; cut the next word off at the first blank that is
	 * not between double quotes, take the quotes out, and split it at the first
	 * '=' outside of quotes. *value is NULL where there is none.
	 */
	*param = args + strlen(args);
	*value = NULL;
	return *param;
}

/* Whether two names are the same; '-' and '_' are one letter. */
static __maybe_unused bool parameq(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a != *b && !((*a == '-' || *a == '_') && (*b == '-' || *b == '_')))
			return false;
	return *a == *b;
}

void parse_early_options(char *cmdline)
{
	/*
	 * Write this: for each word up to "--", call the setup_func of every entry
	 * with that name (parameq); report errors.
	 */
	(void)cmdline;
}

void parse_early_param(void)
{
	static char copy[COMMAND_LINE_SIZE];

	/* The words are cut up in place, and the line is shown later. */
	strscpy(copy, boot_command_line, sizeof(copy));
	parse_early_options(copy);
}

unsigned long long memparse(const char *text, char **end)
{
	/* Write this: a number, decimal or 0x..., and an optional K, M or G behind it. */
	*end = (char *)text;
	return 0;
}
