/* SPDX-License-Identifier: MIT */
/*
 * The calls between the tests in the kernel and the proctor at EL3.
 *
 * They are SMC64 fast calls in the range that the SMC Calling Convention
 * (Arm DEN 0028) leaves to the silicon provider. Only the gate
 * (arch/arm64/kernel/proctor-gate.S) may make them: the proctor compares the
 * caller's physical address with the gate's, and a call from anywhere else
 * voids the run. Both sides and assembly include this file.
 */
#ifndef _TEST_PROCTOR_H
#define _TEST_PROCTOR_H

#define PR_CALL(n)		(0xc2000000 + (n))
#define PR_SNAPSHOT		PR_CALL(1)	/* keep the state at start_kernel: x1 = its SP */
#define PR_PLAN			PR_CALL(2)	/* the tests begin; -> first case to run */
#define PR_CASE_BEGIN		PR_CALL(3)	/* x1 = case; -> seed of its random numbers */
#define PR_CASE_END		PR_CALL(4)	/* x1 = case */
#define PR_EXPECT		PR_CALL(5)	/* x1 = site, x2 = seen, x3 = expected; -> 1 if it holds */
#define PR_NOTE			PR_CALL(6)	/* x1 = text, x2 = length */
#define PR_HW_ENTRY		PR_CALL(7)	/* x1 = enum hw_reg; as it was at start_kernel */
#define PR_HW_NOW		PR_CALL(8)	/* x1 = enum hw_reg */
#define PR_WALK			PR_CALL(9)	/* x1 = address, x2 = enum walk_what */
#define PR_PANIC		PR_CALL(10)	/* x1 = text, x2 = length; does not return */
#define PR_DONE			PR_CALL(11)	/* all cases ran; does not return */
#define PR_MACHINE		PR_CALL(12)	/* x1 = enum machine_fact, x2 = index */
#define PR_PEND			PR_CALL(13)	/* x1 = interrupt number of the GIC */
#define PR_READ32		PR_CALL(14)	/* x1 = physical address of a device's register */
#define PR_TYPE			PR_CALL(15)	/* x1 = byte; -> 1 if the UART had room for it */
#define PR_PRESS_POWER		PR_CALL(16)
#define PR_LET_PASS		PR_CALL(17)	/* x1 = nanoseconds */
#define PR_PICTURE		PR_CALL(18)	/* something worth a picture; only where one is wanted */
#define PR_CALL_LAST		PR_PICTURE

/* Relations that PR_EXPECT can check: seen OP expected. */
#define TEST_OP_EQ		0
#define TEST_OP_NE		1
#define TEST_OP_LT		2
#define TEST_OP_LE		3
#define TEST_OP_GT		4
#define TEST_OP_GE		5
#define TEST_OP_TRUE		6
#define TEST_OP_STREQ		7

#ifndef __ASSEMBLY__

/* Registers that the proctor reads by itself, for PR_HW_ENTRY and PR_HW_NOW. */
enum hw_reg {
	HW_CURRENT_EL,		/* exception level of the caller, 1 or 2 */
	HW_ENTRY_EL,		/* exception level that the kernel was entered at */
	HW_SPSEL,
	HW_DAIF,		/* as PSTATE holds it: bits 9 to 6 */
	HW_SP,
	HW_SP_EL0,
	HW_SCTLR_EL1,
	HW_TCR_EL1,
	HW_MAIR_EL1,
	HW_TTBR0_EL1,
	HW_TTBR1_EL1,
	HW_VBAR_EL1,
	HW_TPIDR_EL1,
	HW_CPACR_EL1,
	HW_HCR_EL2,
	HW_SCTLR_EL2,
	HW_CNTHCTL_EL2,
	HW_CNTVOFF_EL2,
	HW_FDT,			/* physical address of the tree that was handed over */
	HW_LOAD_ADDR,		/* physical address that the Image was loaded at */
	HW_REG_COUNT
};

/* What PR_WALK tells of an address, from the tables that TTBR0/TTBR1 name. */
enum walk_what {
	WALK_PA,		/* physical address, or WALK_UNMAPPED */
	WALK_DESC,		/* the last descriptor of the walk, as it stands */
	WALK_LEVEL,		/* level of that descriptor, 1 to 3; 0: unmapped */
	WALK_ATTR,		/* the byte of MAIR_EL1 that it names */
	WALK_PERM,		/* WALK_R | WALK_W | WALK_X at EL1, WALK_USER_* at EL0 */
};

/* What PR_MACHINE tells of the memory that the kernel was given. */
enum machine_fact {
	MACHINE_BANKS,		/* how many */
	MACHINE_BANK_BASE,
	MACHINE_BANK_SIZE,
	MACHINE_RESERVED,	/* ranges that are taken: how many */
	MACHINE_RESERVED_BASE,
	MACHINE_RESERVED_SIZE,
	MACHINE_RESERVED_KIND,	/* enum machine_reserved */
	MACHINE_STRAY,		/* an address near the ends of a hole that was written to; 0: none */
	MACHINE_CPUS,		/* that there are */
	MACHINE_CPU_ON,		/* whether CPU `index` runs, or is about to */
};

enum machine_reserved {
	RESERVED_MEMRESERVE,	/* in the tree's memory reservation block */
	RESERVED_NODE,		/* below /reserved-memory */
	RESERVED_NOMAP,		/* the same, with no-map */
	RESERVED_KERNEL,	/* the image with its .bss */
	RESERVED_TREE,
};

#define WALK_UNMAPPED		(~0UL)
#define WALK_R			1
#define WALK_W			2
#define WALK_X			4
#define WALK_USER_R		8
#define WALK_USER_W		16
#define WALK_USER_X		32

/**
 * proctor_call() - ask the proctor
 * @fn: one of PR_*
 *
 * Called by the test harness only, at EL1, with or without the MMU.
 * Return: what the call's comment says; the registers x4 to x30 are kept.
 */
unsigned long proctor_call(unsigned long fn, unsigned long a, unsigned long b,
			   unsigned long c);

#endif /* __ASSEMBLY__ */
#endif /* _TEST_PROCTOR_H */
