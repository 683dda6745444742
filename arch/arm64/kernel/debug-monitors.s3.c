// SPDX-License-Identifier: MIT
/* The list of BRK hooks. Changed at boot and in tests only, with one CPU running. */
#include <asm/debug-monitors.h>
#include <asm/esr.h>
#include <linux/kernel.h>

static struct break_hook *hooks;

void register_kernel_break_hook(struct break_hook *hook)
{
	hook->next = hooks;
	hooks = hook;
}

void unregister_kernel_break_hook(struct break_hook *hook)
{
	struct break_hook **p;

	for (p = &hooks; *p; p = &(*p)->next) {
		if (*p == hook) {
			*p = hook->next;
			return;
		}
	}
}

int call_break_hook(struct pt_regs *regs, u64 esr)
{
	u16 imm = esr & ESR_ELx_BRK64_ISS_COMMENT_MASK;

	for (struct break_hook *hook = hooks; hook; hook = hook->next)
		if (hook->imm == imm)
			return hook->fn(regs, esr);
	return DBG_HOOK_ERROR;
}
