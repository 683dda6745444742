// SPDX-License-Identifier: MIT
/*
 * The interrupt controller's secure half: everything belongs to the non-secure
 * world (Group 1), except the secure physical timer, which is the proctor's
 * watchdog, and one SGI, by which it calls other CPUs (Group 0, highest
 * priority). Arm IHI 0069, chapters 4.6 and 12.
 */
#include <asm/sysreg.h>
#include "proctor.h"

#define GICD_CTLR		0x0000
#define GICD_TYPER		0x0004
#define GICD_IGROUPR		0x0080
#define GICD_IGRPMODR		0x0d00
#define GICD_ISENABLER		0x0100
#define GICD_ICENABLER		0x0180
#define GICD_ISPENDR		0x0200
#define GICD_ICPENDR		0x0280
#define GICD_IPRIORITYR		0x0400
#define GICD_ICFGR		0x0c00
#define GICD_IROUTER		0x6000
#define CTLR_RWP		(1u << 31)
#define CTLR_ENABLE_GRP0	(1u << 0)
#define CTLR_ARE_S		(1u << 4)
#define CTLR_ARE_NS		(1u << 5)

#define GICR_TYPER		0x0008
#define TYPER_LAST		(1u << 4)
#define GICR_WAKER		0x0014
#define WAKER_SLEEP		(1u << 1)
#define WAKER_CHILDREN_ASLEEP	(1u << 2)
#define GICR_SGI		0x10000		/* the second frame */
#define GICR_IGROUPR0		(GICR_SGI + 0x0080)
#define GICR_ISENABLER0		(GICR_SGI + 0x0100)
#define GICR_ISPENDR0		(GICR_SGI + 0x0200)
#define GICR_IPRIORITYR		(GICR_SGI + 0x0400)
#define GICR_IGRPMODR0		(GICR_SGI + 0x0d00)

#define SECURE_PRIVATE		(1u << SECURE_TIMER_INTID | 1u << SECURE_SGI_INTID)

void gic_init_distributor(void)
{
	unsigned int spis;

	mmio_write(GICD_BASE + GICD_CTLR, CTLR_ARE_S | CTLR_ARE_NS);
	while (mmio_read(GICD_BASE + GICD_CTLR) & CTLR_RWP)
		;
	spis = (mmio_read(GICD_BASE + GICD_TYPER) & 31) + 1;
	for (unsigned int i = 1; i < spis; i++) {
		mmio_write(GICD_BASE + GICD_IGROUPR + 4 * i, ~0u);
		mmio_write(GICD_BASE + GICD_IGRPMODR + 4 * i, 0);
	}
	mmio_write(GICD_BASE + GICD_CTLR, CTLR_ARE_S | CTLR_ARE_NS | CTLR_ENABLE_GRP0);
}

void gic_init_cpu(unsigned int cpu)
{
	u64 rd = GICR_BASE + cpu * GICR_STRIDE;

	mmio_write(rd + GICR_WAKER, mmio_read(rd + GICR_WAKER) & ~WAKER_SLEEP);
	while (mmio_read(rd + GICR_WAKER) & WAKER_CHILDREN_ASLEEP)
		;
	mmio_write(rd + GICR_IGROUPR0, ~SECURE_PRIVATE);
	mmio_write(rd + GICR_IGRPMODR0, 0);
	*(volatile u8 *)(rd + GICR_IPRIORITYR + SECURE_TIMER_INTID) = 0;
	*(volatile u8 *)(rd + GICR_IPRIORITYR + SECURE_SGI_INTID) = 0;
	mmio_write(rd + GICR_ISENABLER0, SECURE_PRIVATE);

	/* System registers at EL3, EL2 and EL1: SRE, DFB, DIB, Enable. */
	write_sysreg(0xf, S3_6_C12_C12_5);	/* ICC_SRE_EL3 */
	asm volatile("isb");
	write_sysreg(0xf, S3_4_C12_C9_5);	/* ICC_SRE_EL2 */
	write_sysreg(0x7, S3_0_C12_C12_5);	/* ICC_SRE_EL1, the secure copy */
	asm volatile("isb");
	write_sysreg(0xff, S3_0_C4_C6_0);	/* ICC_PMR_EL1: nothing is masked */
	write_sysreg(1, S3_0_C12_C12_6);	/* ICC_IGRPEN0_EL1 */
	asm volatile("isb");
}

unsigned int gic_ack_group0(void)
{
	return read_sysreg(S3_0_C12_C8_0) & 0xffffff;	/* ICC_IAR0_EL1 */
}

void gic_end_group0(unsigned int intid)
{
	write_sysreg(intid, S3_0_C12_C8_1);		/* ICC_EOIR0_EL1 */
}

/*
 * A shared interrupt becomes the proctor's (Group 0, most urgent, level, for
 * this CPU); @was: how the kernel had it.
 */
void gic_take_input(unsigned int intid, struct gic_input *was)
{
	u64 word = GICD_BASE + 4 * (intid / 32), config = GICD_BASE + GICD_ICFGR + 4 * (intid / 16);
	u64 priority = GICD_BASE + GICD_IPRIORITYR + intid, route = GICD_BASE + GICD_IROUTER + 8 * intid;
	u32 bit = 1u << intid % 32;

	was->enabled = mmio_read(word + GICD_ISENABLER) & bit;
	was->group = mmio_read(word + GICD_IGROUPR);
	was->config = mmio_read(config);
	was->priority = *(volatile u8 *)priority;
	was->route = *(volatile u64 *)route;
	mmio_write(word + GICD_ICENABLER, bit);
	mmio_write(word + GICD_IGROUPR, was->group & ~bit);
	mmio_write(config, was->config & ~(3u << intid % 16 * 2));
	*(volatile u8 *)priority = 0;
	*(volatile u64 *)route = this_cpu();
	mmio_write(word + GICD_ICPENDR, bit);
	mmio_write(word + GICD_ISENABLER, bit);
}

void gic_give_back(unsigned int intid, const struct gic_input *was)
{
	u64 word = GICD_BASE + 4 * (intid / 32);
	u32 bit = 1u << intid % 32;

	mmio_write(word + GICD_ICENABLER, bit);
	mmio_write(word + GICD_ICPENDR, bit);
	*(volatile u64 *)(GICD_BASE + GICD_IROUTER + 8 * intid) = was->route;
	*(volatile u8 *)(GICD_BASE + GICD_IPRIORITYR + intid) = was->priority;
	mmio_write(GICD_BASE + GICD_ICFGR + 4 * (intid / 16), was->config);
	mmio_write(word + GICD_IGROUPR, was->group);
	mmio_write(word + GICD_ISENABLER, was->enabled);
}

/* Make @intid pending: an SGI or PPI of this CPU, or an SPI. False if there is none of that number. */
bool gic_pend(u64 intid)
{
	u64 lines = 32 * ((mmio_read(GICD_BASE + GICD_TYPER) & 31) + 1);

	if (intid >= lines || intid >= 1020)
		return false;
	if (intid < 32)
		mmio_write(GICR_BASE + this_cpu() * GICR_STRIDE + GICR_ISPENDR0, 1u << intid);
	else
		mmio_write(GICD_BASE + GICD_ISPENDR + 4 * (intid / 32), 1u << intid % 32);
	asm volatile("dsb sy" : : : "memory");
	return true;
}

/* Whether @pa lies in a redistributor that exists: behind the last one nothing answers. */
bool gic_has_frame(u64 pa)
{
	for (u64 rd = GICR_BASE; rd < GICR_BASE + MAX_CPUS * GICR_STRIDE; rd += GICR_STRIDE) {
		if (pa - rd < GICR_STRIDE)
			return true;
		if (mmio_read(rd + GICR_TYPER) & TYPER_LAST)
			break;
	}
	return false;
}
