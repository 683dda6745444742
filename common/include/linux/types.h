/* SPDX-License-Identifier: MIT */
/* Integer types of fixed size and the kernel's common typedefs. */
#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

typedef signed char		s8;
typedef unsigned char		u8;
typedef short			s16;
typedef unsigned short		u16;
typedef int			s32;
typedef unsigned int		u32;
typedef long long		s64;
typedef unsigned long long	u64;

typedef u8	__u8;
typedef u16	__u16;
typedef u32	__u32;
typedef u64	__u64;
typedef s8	__s8;
typedef s16	__s16;
typedef s32	__s32;
typedef s64	__s64;

/* Marks for values whose byte order is fixed, not the machine's. */
typedef u16	__le16;
typedef u32	__le32;
typedef u64	__le64;
typedef u16	__be16;
typedef u32	__be32;
typedef u64	__be64;

typedef u64	phys_addr_t;
typedef phys_addr_t	resource_size_t;
typedef unsigned long	uintptr_t;
typedef unsigned long	size_t;
typedef long		ssize_t;
typedef long		ptrdiff_t;

typedef _Bool	bool;
#define true	1
#define false	0

#ifndef NULL
#define NULL	((void *)0)
#endif

typedef struct { int counter; } atomic_t;
typedef struct { s64 counter; } atomic64_t;

struct list_head {
	struct list_head *next, *prev;
};

#endif /* _LINUX_TYPES_H */
