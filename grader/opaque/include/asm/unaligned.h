/* SPDX-License-Identifier: MIT */
/* The reference's unaligned.h as a student release has it: every access is a call. */
#ifndef _ASM_UNALIGNED_H
#define _ASM_UNALIGNED_H

#include <linux/types.h>

u32 ref_get_unaligned_le32(const void *p);
u64 ref_get_unaligned_le64(const void *p);
u32 ref_get_unaligned_be32(const void *p);
u64 ref_get_unaligned_be64(const void *p);
#define get_unaligned_le32	ref_get_unaligned_le32
#define get_unaligned_le64	ref_get_unaligned_le64
#define get_unaligned_be32	ref_get_unaligned_be32
#define get_unaligned_be64	ref_get_unaligned_be64

#endif
