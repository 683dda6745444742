/* SPDX-License-Identifier: MIT */
/* Fields of system registers, and access to them (Arm ARM D17.2). */
#ifndef _ASM_SYSREG_H
#define _ASM_SYSREG_H

#include <linux/const.h>

/* CurrentEL: bits [3:2]. */
#define CurrentEL_EL1		(1 << 2)
#define CurrentEL_EL2		(2 << 2)

/* SCTLR_EL1; the bits that are RES1 in Armv8.0 keep their value. */
#define SCTLR_EL1_M		_BITUL(0)	/* MMU */
#define SCTLR_EL1_A		_BITUL(1)	/* alignment checks */
#define SCTLR_EL1_C		_BITUL(2)	/* data caches */
#define SCTLR_EL1_SA		_BITUL(3)	/* SP alignment checks, EL1 */
#define SCTLR_EL1_SA0		_BITUL(4)	/* SP alignment checks, EL0 */
#define SCTLR_EL1_I		_BITUL(12)	/* instruction caches */
#define SCTLR_EL1_DZE		_BITUL(14)	/* EL0 may use DC ZVA */
#define SCTLR_EL1_UCT		_BITUL(15)	/* EL0 may read CTR_EL0 */
#define SCTLR_EL1_nTWI		_BITUL(16)
#define SCTLR_EL1_nTWE		_BITUL(18)
#define SCTLR_EL1_WXN		_BITUL(19)	/* what is writable is not executable */
#define SCTLR_EL1_EE		_BITUL(25)	/* big-endian data */
#define SCTLR_EL1_UCI		_BITUL(26)
#define SCTLR_EL1_RES1		(_BITUL(11) | _BITUL(20) | _BITUL(22) | \
				 _BITUL(23) | _BITUL(28) | _BITUL(29))
#define SCTLR_EL2_RES1		(_BITUL(4) | _BITUL(5) | _BITUL(11) | _BITUL(16) | \
				 _BITUL(18) | _BITUL(22) | _BITUL(23) | _BITUL(28) | _BITUL(29))

#define INIT_SCTLR_EL1_MMU_OFF	(SCTLR_EL1_RES1 | SCTLR_EL1_nTWI | SCTLR_EL1_nTWE)
#define INIT_SCTLR_EL1_MMU_ON	(INIT_SCTLR_EL1_MMU_OFF | SCTLR_EL1_M | SCTLR_EL1_C | \
				 SCTLR_EL1_I | SCTLR_EL1_SA | SCTLR_EL1_SA0 | \
				 SCTLR_EL1_DZE | SCTLR_EL1_UCT | SCTLR_EL1_UCI)

/* HCR_EL2. */
#define HCR_EL2_RW		_BITUL(31)	/* EL1 is AArch64 */
#define HCR_EL2_HCD		_BITUL(29)
#define HCR_EL2_TVM		_BITUL(26)
#define HCR_EL2_TSC		_BITUL(19)

/* CPTR_EL2 with no traps, and CPACR_EL1 with FP and SIMD allowed. */
#define CPTR_EL2_NO_TRAPS	UL(0x33ff)
#define CPACR_EL1_FPEN		(UL(3) << 20)

/* CNTHCTL_EL2: EL1 may use the physical counter and timer. */
#define CNTHCTL_EL1PCTEN	_BITUL(0)
#define CNTHCTL_EL1PCEN		_BITUL(1)

/* SPSR_ELx and PSTATE. */
#define PSR_SPSEL_EL1h		UL(5)
#define PSR_SPSEL_EL2h		UL(9)
#define PSR_F_MASK		_BITUL(6)
#define PSR_I_MASK		_BITUL(7)
#define PSR_A_MASK		_BITUL(8)
#define PSR_D_MASK		_BITUL(9)
#define PSR_DAIF_ALL		(PSR_D_MASK | PSR_A_MASK | PSR_I_MASK | PSR_F_MASK)

/* MPIDR_EL1: the affinity fields that number a CPU. */
#define MPIDR_HWID_MASK		UL(0xff00ffffff)

#ifndef __ASSEMBLY__
#include <linux/types.h>

#define __read_sysreg_stringify(r)	#r
/* The value of system register @r, a name that the assembler knows. */
#define read_sysreg(r) ({						\
	u64 __val;							\
	asm volatile("mrs %0, " __read_sysreg_stringify(r) : "=r" (__val)); \
	__val;								\
})

/* Set system register @r. An isb() makes later instructions see it. */
#define write_sysreg(v, r) do {						\
	u64 __val = (u64)(v);						\
	asm volatile("msr " __read_sysreg_stringify(r) ", %x0" : : "rZ" (__val)); \
} while (0)
#endif /* __ASSEMBLY__ */

#endif /* _ASM_SYSREG_H */
