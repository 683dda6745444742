/* SPDX-License-Identifier: MIT */
/*
 * Who handles which BRK. Linux: asm/debug-monitors.h and
 * arch/arm64/kernel/debug-monitors.c.
 */
#ifndef _ASM_DEBUG_MONITORS_H
#define _ASM_DEBUG_MONITORS_H

#include <linux/types.h>

struct pt_regs;

#define DBG_HOOK_HANDLED	0
#define DBG_HOOK_ERROR		1

struct break_hook {
	struct break_hook *next;
	u16 imm;			/* of the BRK that it is for */
	/* With the interrupted registers; to go on, it has to move regs->pc. */
	int (*fn)(struct pt_regs *regs, u64 esr);
};

/** register_kernel_break_hook() - let @hook handle its BRK from now on; at boot or in a test */
void register_kernel_break_hook(struct break_hook *hook);
void unregister_kernel_break_hook(struct break_hook *hook);

/**
 * call_break_hook() - find the hook of a BRK and call it
 *
 * Called by the handler of EC BRK64, with interrupts masked.
 * Return: what the hook returned, or DBG_HOOK_ERROR if there is none.
 */
int call_break_hook(struct pt_regs *regs, u64 esr);

#endif /* _ASM_DEBUG_MONITORS_H */
