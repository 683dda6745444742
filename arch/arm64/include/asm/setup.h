/* SPDX-License-Identifier: MIT */
/* Coming up: the machine's part, and the command line. Linux: asm/setup.h, linux/init.h, linux/kernel.h. */
#ifndef _ASM_SETUP_H
#define _ASM_SETUP_H

/** setup_arch() - from the device tree to page tables and a list of pages; by start_kernel(), once */
void setup_arch(void);

/* Stage 4, stages/04-memory/params.c. */

/**
 * next_arg() - cut the next word off a command line
 * @args: where to begin; the text is changed
 * @param: set to the word's name, "" if there is no word left
 * @value: set to what stands behind its '=', or NULL
 *
 * Words end at a blank outside of double quotes; the quotes are taken out.
 * Return: where to go on.
 */
char *next_arg(char *args, char **param, char **value);

/** parse_early_options() - call what early_param() has declared, for each word of @cmdline up to "--"; cuts it up */
void parse_early_options(char *cmdline);

/** parse_early_param() - the same with a copy of boot_command_line; called by setup_arch() */
void parse_early_param(void);

/**
 * memparse() - a size as a person writes it: decimal or 0x..., K, M or G behind it
 * @end: set behind what was read
 */
unsigned long long memparse(const char *text, char **end);

#endif /* _ASM_SETUP_H */
