// SPDX-License-Identifier: MIT
/*
 * The exception levels below EL3: brought into the state that the arm64 boot
 * protocol promises (Linux: Documentation/arm64/booting.rst), and read back
 * for reports and for the tests.
 */
#include <asm/sysreg.h>
#include "proctor.h"

/* SCR_EL3: below is non-secure and 64-bit, HVC works, FIQ comes to EL3. */
#define SCR_NS		_BITUL(0)
#define SCR_FIQ		_BITUL(2)
#define SCR_RES1	(UL(3) << 4)
#define SCR_HCE		_BITUL(8)
#define SCR_RW		_BITUL(10)

void lower_init(unsigned int level)
{
	u64 vectors = state.load - 0x1000;

	write_sysreg(COUNTER_HZ, cntfrq_el0);
	write_sysreg(SCR_NS | SCR_FIQ | SCR_RES1 | SCR_HCE | SCR_RW, scr_el3);
	write_sysreg(0, cptr_el3);
	write_sysreg(0, mdcr_el3);
	asm volatile("isb");

	write_sysreg(level == 2 ? 0 : HCR_EL2_RW, hcr_el2);
	write_sysreg(SCTLR_EL2_RES1, sctlr_el2);
	write_sysreg(level == 2 ? 0 : CNTHCTL_EL1PCTEN | CNTHCTL_EL1PCEN, cnthctl_el2);
	write_sysreg(0, cntvoff_el2);
	write_sysreg(CPTR_EL2_NO_TRAPS, cptr_el2);
	write_sysreg(0, hstr_el2);
	write_sysreg(0, vttbr_el2);
	write_sysreg(read_sysreg(midr_el1), vpidr_el2);
	write_sysreg(read_sysreg(mpidr_el1), vmpidr_el2);
	write_sysreg((read_sysreg(pmcr_el0) >> 11) & 31, mdcr_el2);
	write_sysreg(SCTLR_EL1_RES1, sctlr_el1);
	write_sysreg(0, tcr_el1);
	write_sysreg(0, mair_el1);
	write_sysreg(0, ttbr0_el1);
	write_sysreg(0, ttbr1_el1);
	write_sysreg(0, cpacr_el1);
	write_sysreg(0, tpidr_el1);
	write_sysreg(0, tpidr_el0);
	write_sysreg(0, tpidrro_el0);
	write_sysreg(0, mdscr_el1);
	write_sysreg(0, cntkctl_el1);
	write_sysreg(0, cntp_ctl_el0);
	write_sysreg(0, cntv_ctl_el0);
	write_sysreg(vectors, vbar_el1);
	write_sysreg(vectors, vbar_el2);
	write_sysreg(0, sp_el0);
	write_sysreg(0, sp_el1);
	write_sysreg(0, sp_el2);
	asm volatile("ic iallu\n\ttlbi alle2\n\ttlbi alle1\n\tdsb sy\n\tisb" : : : "memory");
}

u64 lower_spsr(unsigned int level)
{
	return PSR_DAIF_ALL | (level == 2 ? PSR_SPSEL_EL2h : PSR_SPSEL_EL1h);
}

unsigned int frame_level(const struct frame *f)
{
	return (f->spsr >> 2) & 3;
}

u64 frame_sp(const struct frame *f)
{
	if (!(f->spsr & 1))
		return read_sysreg(sp_el0);
	return frame_level(f) == 2 ? read_sysreg(sp_el2) : read_sysreg(sp_el1);
}

u64 read_hw(const struct frame *f, enum hw_reg reg)
{
	switch (reg) {
	case HW_CURRENT_EL:	return frame_level(f);
	case HW_ENTRY_EL:	return config()->entry_level[state.entry];
	case HW_SPSEL:		return f->spsr & 1;
	case HW_DAIF:		return f->spsr & PSR_DAIF_ALL;
	case HW_SP:		return frame_sp(f);
	case HW_SP_EL0:		return read_sysreg(sp_el0);
	case HW_SCTLR_EL1:	return read_sysreg(sctlr_el1);
	case HW_TCR_EL1:	return read_sysreg(tcr_el1);
	case HW_MAIR_EL1:	return read_sysreg(mair_el1);
	case HW_TTBR0_EL1:	return read_sysreg(ttbr0_el1);
	case HW_TTBR1_EL1:	return read_sysreg(ttbr1_el1);
	case HW_VBAR_EL1:	return read_sysreg(vbar_el1);
	case HW_TPIDR_EL1:	return read_sysreg(tpidr_el1);
	case HW_CPACR_EL1:	return read_sysreg(cpacr_el1);
	case HW_HCR_EL2:	return read_sysreg(hcr_el2);
	case HW_SCTLR_EL2:	return read_sysreg(sctlr_el2);
	case HW_CNTHCTL_EL2:	return read_sysreg(cnthctl_el2);
	case HW_CNTVOFF_EL2:	return read_sysreg(cntvoff_el2);
	case HW_FDT:		return state.fdt;
	case HW_LOAD_ADDR:	return state.load;
	case HW_REG_COUNT:	break;
	}
	return 0;
}
