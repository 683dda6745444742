/* SPDX-License-Identifier: MIT */
/*
 * The secure side of QEMU's "virt" machine with secure=on, as hw/arm/virt.c
 * lays it out, and the places that the proctor chooses itself.
 */
#ifndef PROCTOR_MACHINE_H
#define PROCTOR_MACHINE_H

#include <linux/const.h>

#define SECURE_RAM_BASE		UL(0x0e000000)
#define SECURE_RAM_END		UL(0x0f000000)
#define SECURE_UART_BASE	UL(0x09040000)	/* PL011: the verdict channel */
#define SECURE_GPIO_BASE	UL(0x090b0000)	/* PL061: line 0 powers off, line 1 resets */
#define UART_BASE		UL(0x09000000)	/* PL011: the kernel's console */
#define GPIO_BASE		UL(0x09030000)	/* PL061: line 3 is the power key */
#define GICD_BASE		UL(0x08000000)
#define GICR_BASE		UL(0x080a0000)
#define GICR_STRIDE		UL(0x20000)
#define RAM_BASE		UL(0x40000000)	/* the machine's tree lies here at reset */

#define SECURE_TIMER_INTID	29
#define SECURE_SGI_INTID	15	/* from CPU to CPU, between proctors */
#define SECURE_UART_INTID	40		/* SPI 8 */
#define FIRST_SPECIAL_INTID	1020		/* what ICC_IAR0_EL1 says instead of a number */

#define COUNTER_HZ		62500000	/* CNTFRQ_EL0; one tick is 16 ns */
#define NS_PER_TICK		16

/* The configuration's place in a delivery, see delivery.c: the flash is one, from address 0. */
#define CONFIG_OFFSET		UL(0x10000)
#define DELIVERY_BASE		(RAM_BASE + UL(0x3000000))

#define MAX_CPUS		8
#define STACK_SIZE		UL(0x4000)
/* Stacks grow down from here, one a CPU. */
#define STACK_TOP		(SECURE_RAM_BASE + UL(0x40000))

/* The machine's own tree, kept from the first boot on. */
#define TREE_COPY		(SECURE_RAM_BASE + UL(0x40000))
#define TREE_COPY_SIZE		UL(0x40000)

/*
 * What was delivered, and behind it the checkpoint of rollback.c. All of this
 * lies close together: QEMU has its memory in pages of 2 MiB, and for a short
 * run it counts how many of them the host has to clear.
 */
#define KEEP_BASE		(TREE_COPY + TREE_COPY_SIZE)
#define KEEP_SIZE		UL(0x600000)

/* Immediate of the SMC in each slot of the default vectors. */
#define VECTOR_SMC_IMM		0xbad

#endif /* PROCTOR_MACHINE_H */
