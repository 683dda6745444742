/* SPDX-License-Identifier: MIT */
/*
 * ESR_ELx, the syndrome of an exception (Arm ARM D17.2.37): what happened (EC)
 * and the details that the kind of exception has (ISS).
 */
#ifndef _ASM_ESR_H
#define _ASM_ESR_H

#include <linux/const.h>

#define ESR_ELx_EC_SHIFT	26
#define ESR_ELx_EC_MASK		(UL(0x3f) << ESR_ELx_EC_SHIFT)
#define ESR_ELx_EC(esr)		(((esr) & ESR_ELx_EC_MASK) >> ESR_ELx_EC_SHIFT)
#define ESR_ELx_IL		_BITUL(25)	/* a 32-bit instruction */
#define ESR_ELx_ISS_MASK	UL(0x1ffffff)

#define ESR_ELx_EC_UNKNOWN	0x00
#define ESR_ELx_EC_WFx		0x01
#define ESR_ELx_EC_FP_ASIMD	0x07
#define ESR_ELx_EC_ILL		0x0e	/* illegal execution state */
#define ESR_ELx_EC_SVC64	0x15
#define ESR_ELx_EC_HVC64	0x16
#define ESR_ELx_EC_SMC64	0x17
#define ESR_ELx_EC_SYS64	0x18	/* a trapped MSR, MRS or system instruction */
#define ESR_ELx_EC_IABT_LOW	0x20
#define ESR_ELx_EC_IABT_CUR	0x21
#define ESR_ELx_EC_PC_ALIGN	0x22
#define ESR_ELx_EC_DABT_LOW	0x24
#define ESR_ELx_EC_DABT_CUR	0x25
#define ESR_ELx_EC_SP_ALIGN	0x26
#define ESR_ELx_EC_FP_EXC64	0x2c
#define ESR_ELx_EC_SERROR	0x2f
#define ESR_ELx_EC_BREAKPT_CUR	0x31
#define ESR_ELx_EC_SOFTSTP_CUR	0x33
#define ESR_ELx_EC_WATCHPT_CUR	0x35
#define ESR_ELx_EC_BRK64	0x3c

/* ISS of the aborts. */
#define ESR_ELx_FSC		UL(0x3f)	/* fault status code */
#define ESR_ELx_WNR		_BITUL(6)	/* data: a write, not a read */
#define ESR_ELx_S1PTW		_BITUL(7)
#define ESR_ELx_CM		_BITUL(8)	/* data: a cache maintenance instruction */
#define ESR_ELx_EA		_BITUL(9)
#define ESR_ELx_FnV		_BITUL(10)	/* FAR is not valid */

/* ISS of BRK: the instruction's immediate. */
#define ESR_ELx_BRK64_ISS_COMMENT_MASK	UL(0xffff)

#ifndef __ASSEMBLY__
#include <linux/types.h>

/** esr_fault_name() - a fault status code in words ("level 1 translation fault") */
const char *esr_fault_name(unsigned int fsc);
#endif

#endif /* _ASM_ESR_H */
