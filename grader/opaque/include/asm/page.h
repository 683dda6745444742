/* SPDX-License-Identifier: MIT */
/* The reference's page.h as a student release has it: numbers, and calls. */
#ifndef _ASM_PAGE_H
#define _ASM_PAGE_H

#include <asm/memory.h>
#include <linux/const.h>

#define PAGE_SHIFT		12
#define PAGE_SIZE		UL(0x1000)
#define PAGE_MASK		UL(0xfffffffffffff000)
#define PAGE_ALIGN(addr)	(((addr) + UL(0xfff)) & UL(0xfffffffffffff000))

#ifndef __ASSEMBLY__

#define PHYS_OFFSET		UL(0x40000000)

int ref_is_lm_address(u64 addr);
u64 ref_pa(u64 addr);
void *ref_va(u64 pa);

#define __is_lm_address(addr)	ref_is_lm_address((u64)(addr))
#define __pa(x)			ref_pa((u64)(x))
#define __va(pa)		ref_va((u64)(pa))
#define __pa_symbol(x)		((u64)(x) - kimage_voffset)

#endif /* __ASSEMBLY__ */
#endif
