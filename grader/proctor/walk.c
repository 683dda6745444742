// SPDX-License-Identifier: MIT
/*
 * Page tables as the hardware walks them: stage 1 of the EL1&0 translation
 * regime, 4 KiB granule (Arm ARM D8.2 and D8.3). Tables outside the RAM are
 * not followed: an access there would end in an abort at EL3.
 */
#include <asm/pgtable-hwdef.h>
#include <asm/sysreg.h>
#include "proctor.h"

#define APTABLE_USER_NONE	_BITUL(61)	/* APTable[0]: no access from EL0 */
#define APTABLE_RDONLY		_BITUL(62)	/* APTable[1] */
#define PXNTABLE		_BITUL(59)
#define UXNTABLE		_BITUL(60)

struct leaf {
	u64 pa;
	u64 desc;
	u64 level;
	u64 perm;
};

bool in_ram(u64 pa, u64 n)
{
	return pa >= RAM_BASE && pa < state.ram_end && n <= state.ram_end - pa;
}

static u64 permissions(u64 desc, u64 tables, u64 sctlr)
{
	bool rdonly = (desc & DESC_AP_RDONLY) || (tables & APTABLE_RDONLY);
	bool user = (desc & DESC_AP_USER) && !(tables & APTABLE_USER_NONE);
	bool pxn = (desc & DESC_PXN) || (tables & PXNTABLE);
	bool uxn = (desc & DESC_UXN) || (tables & UXNTABLE);
	u64 perm = WALK_R;

	if (!rdonly)
		perm |= WALK_W;
	/* Writable from EL0 is never executable at EL1; WXN widens that. */
	if (!pxn && !(user && !rdonly) && !((sctlr & SCTLR_EL1_WXN) && !rdonly))
		perm |= WALK_X;
	if (user)
		perm |= WALK_USER_R | (rdonly ? 0 : WALK_USER_W);
	if (!uxn && !((sctlr & SCTLR_EL1_WXN) && user && !rdonly))
		perm |= WALK_USER_X;
	return perm;
}

static bool walk_leaf(u64 va, struct leaf *leaf)
{
	u64 tcr = read_sysreg(tcr_el1), sctlr = read_sysreg(sctlr_el1);
	bool high = va >> 55 & 1;
	u64 tsz = (high ? tcr >> 16 : tcr) & 63;
	u64 granule = high ? (tcr >> 30) & 3 : (tcr >> 14) & 3;
	u64 table = (high ? read_sysreg(ttbr1_el1) : read_sysreg(ttbr0_el1)) & 0xfffffffffffeULL;
	u64 tables = 0, offset;
	int level;

	if ((tcr & (high ? TCR_EPD1 : TCR_EPD0)) || granule != (high ? 2 : 0) ||
	    tsz < 16 || tsz > 39)
		return false;
	/* All the bits above the region are ones in the high half, zeros in the low. */
	if (va >> (64 - tsz) != (high ? ~0ULL >> (64 - tsz) : 0))
		return false;

	offset = va & ((1ULL << (64 - tsz)) - 1);
	level = 3 - (int)(64 - tsz - 12 - 1) / 9;
	for (;; level++) {
		unsigned int shift = 12 + 9 * (3 - level);
		u64 slot = table + 8 * (offset >> shift & 511), desc;

		if (!in_ram(slot, 8))
			return false;
		desc = *(volatile u64 *)slot;
		if (!(desc & 1) || (level == 3 && !(desc & 2)) || (level == 0 && !(desc & 2)))
			return false;
		if (level < 3 && (desc & 2)) {
			tables |= desc;
			table = desc & DESC_ADDR_MASK;
			continue;
		}
		if (!(desc & DESC_AF))
			return false;
		leaf->level = level;
		leaf->desc = desc;
		leaf->pa = (desc & DESC_ADDR_MASK & ~((1ULL << shift) - 1)) |
			   (va & ((1ULL << shift) - 1));
		leaf->perm = permissions(desc, tables, sctlr);
		return true;
	}
}

u64 walk(u64 va, enum walk_what what)
{
	struct leaf leaf = { .pa = WALK_UNMAPPED };

	walk_leaf(va, &leaf);
	switch (what) {
	case WALK_PA:		return leaf.pa;
	case WALK_DESC:		return leaf.desc;
	case WALK_LEVEL:	return leaf.level;
	case WALK_ATTR:
		return leaf.level ? (read_sysreg(mair_el1) >> (8 * (leaf.desc >> 2 & 7))) & 0xff : 0;
	case WALK_PERM:		return leaf.perm;
	}
	return 0;
}

u64 to_physical(const struct frame *f, u64 va)
{
	u64 sctlr = frame_level(f) == 2 ? read_sysreg(sctlr_el2) : read_sysreg(sctlr_el1);

	if (frame_level(f) == 2 || !(sctlr & SCTLR_EL1_M))
		return va;
	return walk(va, WALK_PA);
}

bool copy_from_lower(const struct frame *f, void *dst, u64 va, u64 n)
{
	u64 pa = 0;

	for (u8 *d = dst; n; n--, d++, va++, pa++) {
		/* One walk a page. */
		if (d == dst || !(va & 0xfff))
			pa = to_physical(f, va);
		if (!in_ram(pa, 1))
			return false;
		*d = *(volatile u8 *)pa;
	}
	return true;
}

/* Up to @max - 1 bytes and a zero; what cannot be read reads as its own name. */
u64 copy_string(const struct frame *f, char *dst, u64 va, u64 max)
{
	static const char unmapped[] = "(an address that is not mapped)";
	u64 n = 0;

	while (n < max - 1) {
		if (!copy_from_lower(f, dst + n, va + n, 1)) {
			memcpy(dst, unmapped, sizeof(unmapped));
			return sizeof(unmapped) - 1;
		}
		if (!dst[n])
			break;
		n++;
	}
	dst[n] = '\0';
	return n;
}
