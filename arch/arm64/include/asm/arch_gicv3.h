/* SPDX-License-Identifier: MIT */
/*
 * GICv3: the CPU interface's system registers, and the offsets of the
 * distributor's and redistributors' (Arm IHI 0069, chapter 12). Linux:
 * asm/arch_gicv3.h, linux/irqchip/arm-gic-v3.h.
 */
#ifndef _ASM_ARCH_GICV3_H
#define _ASM_ARCH_GICV3_H

#include <asm/barrier.h>
#include <asm/sysreg.h>

#define ICC_PMR_EL1		S3_0_C4_C6_0	/* no interrupt of this priority or a lower one */
#define ICC_RPR_EL1		S3_0_C12_C11_3	/* the priority that is being handled; 0xff: none */
#define ICC_SGI1R_EL1		S3_0_C12_C11_5	/* see ICC_SGI1R() */
#define ICC_IAR1_EL1		S3_0_C12_C12_0	/* reading it acknowledges */
#define ICC_EOIR1_EL1		S3_0_C12_C12_1
#define ICC_BPR1_EL1		S3_0_C12_C12_3
#define ICC_CTLR_EL1		S3_0_C12_C12_4	/* bit 1, EOImode: 0 = EOIR deactivates too */
#define ICC_SRE_EL1		S3_0_C12_C12_5	/* bit 0: use these registers */
#define ICC_IGRPEN1_EL1		S3_0_C12_C12_7

/* Interrupt @intid to one CPU of affinity @mpidr, of the 16 below one Aff1. */
#define ICC_SGI1R(mpidr, intid)						\
	(((u64)(mpidr) >> 32 & 0xff) << 48 | ((u64)(mpidr) >> 16 & 0xff) << 32 |	\
	 ((u64)(mpidr) >> 8 & 0xff) << 16 | ((u64)(mpidr) >> 4 & 0xf) << 44 |	\
	 (u64)(intid) << 24 | 1u << ((mpidr) & 15))

#define GIC_SPURIOUS		1023
#define GIC_FIRST_SPECIAL	1020
#define GIC_FIRST_PPI		16
#define GIC_FIRST_SPI		32

#define GICD_CTLR		0x0000
#define GICD_CTLR_ENABLE_GRP1A	2
#define GICD_CTLR_ARE_NS	16
#define GICD_CTLR_RWP		(1u << 31)	/* a write is still on its way */
#define GICD_TYPER		0x0004		/* [4:0]: inputs, in units of 32, less one */
#define GICD_IGROUPR		0x0080		/* 1: group 1; firmware's where there is a secure world */
#define GICD_ISENABLER		0x0100
#define GICD_ICENABLER		0x0180
#define GICD_ISPENDR		0x0200
#define GICD_ICPENDR		0x0280
#define GICD_ISACTIVER		0x0300
#define GICD_ICACTIVER		0x0380
#define GICD_IPRIORITYR		0x0400
#define GICD_ICFGR		0x0c00		/* two bits each; the upper one: edge */
#define GICD_IROUTER		0x6000

#define GICR_STRIDE		0x20000		/* two frames of 64 KiB a CPU */
#define GICR_CTLR		0x0000
#define GICR_CTLR_RWP		(1u << 3)
#define GICR_TYPER		0x0008		/* [63:32] affinity, bit 4: the last one */
#define GICR_TYPER_VLPIS	2		/* GICv4: two frames more */
#define GICR_TYPER_LAST		16
#define GICR_WAKER		0x0014
#define GICR_WAKER_SLEEP	2
#define GICR_WAKER_ASLEEP	4
#define GICR_SGI_BASE		0x10000		/* from here on as in the distributor, for SGIs and PPIs */

#define GIC_PRIORITY		0xa0		/* of all of ours */
#define GIC_PMR_ALL		0xf0

#endif /* _ASM_ARCH_GICV3_H */
