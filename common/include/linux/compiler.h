/* SPDX-License-Identifier: MIT */
/* What the kernel asks of the compiler: attributes, hints, single accesses. */
#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H

#define __always_inline		inline __attribute__((always_inline))
#define noinline		__attribute__((noinline))
#define __noreturn		__attribute__((noreturn))
#define __used			__attribute__((used))
#define __maybe_unused		__attribute__((unused))
#define __weak			__attribute__((weak))
#define __packed		__attribute__((packed))
#define __aligned(n)		__attribute__((aligned(n)))
#define __section(name)		__attribute__((section(name)))
#define __must_check		__attribute__((warn_unused_result))
#define __printf(fmt, args)	__attribute__((format(printf, fmt, args)))
#define __no_stack_protector	__attribute__((no_stack_protector))

#define likely(x)		__builtin_expect(!!(x), 1)
#define unlikely(x)		__builtin_expect(!!(x), 0)
#define unreachable()		__builtin_unreachable()

/* The compiler may neither keep memory in registers across it nor move accesses over it. */
#define barrier()		__asm__ __volatile__("" : : : "memory")

/* One access, of the variable's own size, that the compiler neither repeats nor splits. */
#define READ_ONCE(x)		(*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, val)	(*(volatile __typeof__(x) *)&(x) = (val))

#endif /* _LINUX_COMPILER_H */
