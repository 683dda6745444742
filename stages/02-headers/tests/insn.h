/* SPDX-License-Identifier: MIT */
/* Reading a function's own instructions (Arm ARM C4.1, encodings by mask and value). */
#ifndef TESTS_INSN_H
#define TESTS_INSN_H

#include <linux/types.h>

struct insn_pattern {
	u32 mask, value;
};

#define INSN(m, v)	((struct insn_pattern) { m, v })
/* Load-exclusive and store-exclusive of any size, with acquire or release or without. */
#define INSN_LDXR	INSN(0x3fff7c00, 0x085f7c00)
#define INSN_STXR	INSN(0x3fe07c00, 0x08007c00)
#define INSN_LDAXR	INSN(0x3ffffc00, 0x085ffc00)
#define INSN_STLXR	INSN(0x3fe0fc00, 0x0800fc00)
#define INSN_LDAR	INSN(0x3ffffc00, 0x08dffc00)
#define INSN_STLR	INSN(0x3ffffc00, 0x089ffc00)
#define INSN_DMB_ISH	INSN(0xffffffff, 0xd5033bbf)
#define INSN_DMB_ISHLD	INSN(0xffffffff, 0xd50339bf)
#define INSN_DMB_ISHST	INSN(0xffffffff, 0xd5033abf)
#define INSN_DSB_SY	INSN(0xffffffff, 0xd5033f9f)
#define INSN_DSB_LD	INSN(0xffffffff, 0xd5033d9f)
#define INSN_DSB_ST	INSN(0xffffffff, 0xd5033e9f)
#define INSN_DSB_ISH	INSN(0xffffffff, 0xd5033b9f)
#define INSN_DSB_ISHST	INSN(0xffffffff, 0xd5033a9f)
#define INSN_ISB	INSN(0xffffffff, 0xd5033fdf)
#define INSN_TLBI_VMALLE1IS	INSN(0xffffffff, 0xd508831f)
#define INSN_TLBI_VAALE1IS	INSN(0xffffffe0, 0xd50883e0)
#define INSN_DC_CVAU	INSN(0xffffffe0, 0xd50b7b20)
#define INSN_IC_IVAU	INSN(0xffffffe0, 0xd50b7520)
#define INSN_RET	INSN(0xffffffff, 0xd65f03c0)

/* How often an instruction stands in @fn, up to its first RET (64 instructions at most). */
#define count_insn(fn, pattern)	__count_insn((const u32 *)(fn), pattern)

static inline unsigned int __count_insn(const u32 *p, struct insn_pattern want)
{
	struct insn_pattern ret = INSN_RET;
	unsigned int n = 0;

	for (int i = 0; i < 64 && (p[i] & ret.mask) != ret.value; i++)
		n += (p[i] & want.mask) == want.value;
	return n;
}

/* Where the first such instruction stands, in instructions; 64: nowhere. */
static inline unsigned int find_insn(const void *fn, struct insn_pattern want)
{
	const u32 *p = fn;

	for (unsigned int i = 0; i < 64; i++)
		if ((p[i] & want.mask) == want.value)
			return i;
	return 64;
}

#endif
