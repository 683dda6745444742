/* SPDX-License-Identifier: MIT */
/* hog.c: wants more memory than there is. */
#include "user.h"

static char memory[16UL << 30];

int main(int argc, char **argv, char **envp)
{
	char volatile *p = memory;

	(void)argc;
	(void)argv;
	(void)envp;
	for (u64 i = 0; i < sizeof(memory); i += PAGE)
		p[i] = 1;
	return 0;
}
