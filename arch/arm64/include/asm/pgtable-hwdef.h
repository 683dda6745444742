/* SPDX-License-Identifier: MIT */
/*
 * What the hardware's page-table walk reads: VMSAv8-64 descriptors and the
 * fields of TCR_EL1 (Arm ARM D8.3 "Translation table descriptor formats" and
 * D17.2.131 TCR_EL1). Usable from assembly.
 */
#ifndef _ASM_PGTABLE_HWDEF_H
#define _ASM_PGTABLE_HWDEF_H

#include <linux/const.h>

/* Three levels of 512 entries: a level-1 entry spans 1 GiB, a level-2 entry 2 MiB. */
#define PTRS_PER_TABLE		512
#define PGDIR_SHIFT		30
#define PMD_SHIFT		21
#define PGDIR_SIZE		(UL(1) << PGDIR_SHIFT)
#define PMD_SIZE		(UL(1) << PMD_SHIFT)

/* Bits [1:0] of a descriptor. */
#define DESC_INVALID		UL(0)
#define DESC_BLOCK		UL(1)		/* levels 1 and 2 */
#define DESC_TABLE		UL(3)		/* levels 1 and 2 */
#define DESC_PAGE		UL(3)		/* level 3 */

/* Attributes of blocks and pages. */
#define DESC_ATTRINDX(idx)	((idx) << 2)
#define DESC_AP_USER		_BITUL(6)	/* AP[1]: EL0 may access */
#define DESC_AP_RDONLY		_BITUL(7)	/* AP[2]: nobody may write */
#define DESC_SH_INNER		(UL(3) << 8)
#define DESC_AF			_BITUL(10)	/* accessed; clear: Access flag fault */
#define DESC_NG			_BITUL(11)
#define DESC_PXN		_BITUL(53)	/* not executable at EL1 */
#define DESC_UXN		_BITUL(54)	/* not executable at EL0 */
#define DESC_ADDR_MASK		UL(0x0000fffffffff000)

/* TCR_EL1. */
#define TCR_T0SZ(bits)		(UL(64) - (bits))
#define TCR_T1SZ(bits)		((UL(64) - (bits)) << 16)
#define TCR_IRGN0_WBWA		(UL(1) << 8)
#define TCR_ORGN0_WBWA		(UL(1) << 10)
#define TCR_SH0_INNER		(UL(3) << 12)
#define TCR_TG0_4K		(UL(0) << 14)
#define TCR_EPD0		_BITUL(7)
#define TCR_IRGN1_WBWA		(UL(1) << 24)
#define TCR_ORGN1_WBWA		(UL(1) << 26)
#define TCR_SH1_INNER		(UL(3) << 28)
#define TCR_TG1_4K		(UL(2) << 30)
#define TCR_EPD1		_BITUL(23)
#define TCR_IPS_SHIFT		32		/* the width is ID_AA64MMFR0_EL1.PARange's */
#define TCR_A1			_BITUL(22)
#define TCR_ASID16		_BITUL(36)

#endif /* _ASM_PGTABLE_HWDEF_H */
