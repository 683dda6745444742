/* SPDX-License-Identifier: MIT */
/* How assembly names its functions and data, as in Linux's linkage.h. */
#ifndef _LINUX_LINKAGE_H
#define _LINUX_LINKAGE_H

#ifdef __ASSEMBLY__

/* A function that C can call. */
#define SYM_FUNC_START(name)	.globl name; SYM_FUNC_START_LOCAL(name)
#define SYM_FUNC_START_LOCAL(name) .p2align 2; .type name, %function; name:
#define SYM_FUNC_END(name)	.size name, . - name

/* Code that does not follow the procedure call standard: entries, vectors. */
#define SYM_CODE_START(name)	SYM_FUNC_START(name)
#define SYM_CODE_START_LOCAL(name) SYM_FUNC_START_LOCAL(name)
#define SYM_CODE_END(name)	SYM_FUNC_END(name)

#else
#define asmlinkage
#endif

#endif /* _LINUX_LINKAGE_H */
