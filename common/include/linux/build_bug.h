/* SPDX-License-Identifier: MIT */
/* Refusals at compile time. */
#ifndef _LINUX_BUILD_BUG_H
#define _LINUX_BUILD_BUG_H

#define static_assert(expr, ...)	_Static_assert(expr, "" __VA_ARGS__)

/* An expression of value 0 that does not compile when @e is not 0. */
#define BUILD_BUG_ON_ZERO(e)	((int)(sizeof(struct { int : (-!!(e)); })))

/* Refuse with @msg when the compiler cannot prove that @cond is false. */
#define BUILD_BUG_ON_MSG(cond, msg)	__BUILD_BUG_ON(cond, msg, __COUNTER__)
#define BUILD_BUG_ON(cond)	BUILD_BUG_ON_MSG(cond, "BUILD_BUG_ON failed: " #cond)
#define BUILD_BUG()		BUILD_BUG_ON_MSG(1, "BUILD_BUG failed")

#define __BUILD_BUG_ON(cond, msg, n)	___BUILD_BUG_ON(cond, msg, n)
#define ___BUILD_BUG_ON(cond, msg, n)					\
	do {								\
		extern void __build_bug_##n(void) __attribute__((error(msg))); \
		if (cond)						\
			__build_bug_##n();				\
	} while (0)

#endif /* _LINUX_BUILD_BUG_H */
