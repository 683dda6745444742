/* SPDX-License-Identifier: MIT */
/* init.c: the first program, as long as there is no shell to start. */
#include "user.h"

int main(int argc, char **argv, char **envp)
{
	(void)argc;
	print("Hello from user mode. I am ");
	print(argv[0]);
	print(", and I was given");
	for (; *envp; envp++) {
		print(" ");
		print(*envp);
	}
	print(".\n");
	return 0;
}
