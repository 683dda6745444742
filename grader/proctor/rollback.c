// SPDX-License-Identifier: MIT
/*
 * Back to where the tests began, without a boot.
 *
 * A case that has to end in panic() leaves the kernel dead, but the machine is
 * sound: up to stage 3 no kernel of the course drives a device other than the
 * UART, or uses memory outside its image. So its memory and registers are put back as they were when it first
 * asked for a case to run, and the answer is another case. Any other stop
 * resets the machine.
 */
#include <asm/sysreg.h>
#include "proctor.h"

#define LAST_STAGE	3

#define REGISTERS(do)								\
	do(sp_el0) do(sp_el1) do(vbar_el1) do(sctlr_el1) do(tcr_el1) do(mair_el1)	\
	do(ttbr0_el1) do(ttbr1_el1) do(cpacr_el1) do(tpidr_el1) do(tpidr_el0)	\
	do(tpidrro_el0) do(contextidr_el1) do(mdscr_el1) do(cntkctl_el1)	\
	do(elr_el1) do(spsr_el1) do(esr_el1) do(far_el1) do(par_el1)

#define MEMBER(reg)	u64 reg;
static struct {
	struct frame frame;
	struct { REGISTERS(MEMBER) } reg;
} checkpoint;

/* What the kernel may write: its data and .bss. */
static u64 start(void)
{
	return state.load + (config()->data_off & ~63ULL);
}

bool rollback_possible(void)
{
	bool alone = true;

	for (int i = 1; i < MAX_CPUS; i++)
		alone = alone && !state.cpu[i].on;
	return config()->stage <= LAST_STAGE && alone &&
	       state.used_end - start() <= SECURE_RAM_END - 32 - state.checkpoint;
}

/* Called in the PLAN call of each boot, with the caller's frame. */
void rollback_prepare(const struct frame *f)
{
	if (!rollback_possible())
		return;
	copy64(state.checkpoint, (const void *)start(), state.used_end - start());
	memcpy(&checkpoint.frame, f, sizeof(*f));
#define SAVE(name)	checkpoint.reg.name = read_sysreg(name);
	REGISTERS(SAVE)
}

/* The PLAN call of this boot returns once more, with case @next. */
void __noreturn rollback(u64 next)
{
	copy64(start(), (const void *)state.checkpoint, state.used_end - start());
#define RESTORE(name)	write_sysreg(checkpoint.reg.name, name);
	REGISTERS(RESTORE)
	asm volatile("dsb sy\n\tic iallu\n\ttlbi alle1\n\tdsb sy\n\tisb" : : : "memory");
	checkpoint.frame.x[0] = next;
	resume_lower(&checkpoint.frame);
}
