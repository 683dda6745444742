/* SPDX-License-Identifier: MIT */
/* The reference's byteorder.h as a student release has it: every conversion is a call. */
#ifndef _UAPI_ASM_BYTEORDER_H
#define _UAPI_ASM_BYTEORDER_H

#include <linux/types.h>

#define __LITTLE_ENDIAN		(1234)

#define REF_ORDER(bits)								\
u##bits ref_turn##bits(u##bits x) __attribute__((const));			\
u##bits ref_keep##bits(u##bits x) __attribute__((const));
REF_ORDER(16) REF_ORDER(32) REF_ORDER(64)
#undef REF_ORDER

#define __swab16		ref_turn16
#define __swab32		ref_turn32
#define __swab64		ref_turn64
#define le16_to_cpu(x)		ref_keep16((u16)(x))
#define le32_to_cpu(x)		ref_keep32((u32)(x))
#define le64_to_cpu(x)		ref_keep64((u64)(x))
#define cpu_to_le16(x)		((__le16)ref_keep16(x))
#define cpu_to_le32(x)		((__le32)ref_keep32(x))
#define cpu_to_le64(x)		((__le64)ref_keep64(x))
#define be16_to_cpu(x)		ref_turn16((u16)(x))
#define be32_to_cpu(x)		ref_turn32((u32)(x))
#define be64_to_cpu(x)		ref_turn64((u64)(x))
#define cpu_to_be16(x)		((__be16)ref_turn16(x))
#define cpu_to_be32(x)		((__be32)ref_turn32(x))
#define cpu_to_be64(x)		((__be64)ref_turn64(x))

#endif
