/* SPDX-License-Identifier: MIT */
/*
 * byteorder.h: the kernel and its programs are little-endian; values from
 * elsewhere (the device tree is big-endian) are turned. User programs include
 * this file too, so it lies in uapi/. Linux: arch/arm64/include/uapi/asm/byteorder.h,
 * include/uapi/linux/byteorder/little_endian.h.
 */
#ifndef _UAPI_ASM_BYTEORDER_H
#define _UAPI_ASM_BYTEORDER_H

#include <linux/types.h>

#ifdef SOLUTION
#define __LITTLE_ENDIAN		1234

#define __swab16(x)		__builtin_bswap16(x)
#define __swab32(x)		__builtin_bswap32(x)
#define __swab64(x)		__builtin_bswap64(x)

#define le16_to_cpu(x)		((u16)(x))
#define le32_to_cpu(x)		((u32)(x))
#define le64_to_cpu(x)		((u64)(x))
#define cpu_to_le16(x)		((__le16)(x))
#define cpu_to_le32(x)		((__le32)(x))
#define cpu_to_le64(x)		((__le64)(x))
#define be16_to_cpu(x)		__swab16(x)
#define be32_to_cpu(x)		__swab32(x)
#define be64_to_cpu(x)		__swab64(x)
#define cpu_to_be16(x)		__swab16(x)
#define cpu_to_be32(x)		__swab32(x)
#define cpu_to_be64(x)		__swab64(x)
#else
/* Write this: which of the conversions turn the bytes, and how. Now none does anything. */
#define __swab16(x)		((u16)(x))
#define __swab32(x)		((u32)(x))
#define __swab64(x)		((u64)(x))

#define le16_to_cpu(x)		((u16)0)
#define le32_to_cpu(x)		((u32)0)
#define le64_to_cpu(x)		((u64)0)
#define cpu_to_le16(x)		((__le16)0)
#define cpu_to_le32(x)		((__le32)0)
#define cpu_to_le64(x)		((__le64)0)
#define be16_to_cpu(x)		((u16)0)
#define be32_to_cpu(x)		((u32)0)
#define be64_to_cpu(x)		((u64)0)
#define cpu_to_be16(x)		((__be16)0)
#define cpu_to_be32(x)		((__be32)0)
#define cpu_to_be64(x)		((__be64)0)
#endif

#endif /* _UAPI_ASM_BYTEORDER_H */
