/* SPDX-License-Identifier: MIT */
#ifndef _ASM_PAGE_H
#define _ASM_PAGE_H

#include <asm/memory.h>

#define PAGE_SHIFT		12
#define PAGE_SIZE		(UL(1) << PAGE_SHIFT)
#define PAGE_MASK		(~(PAGE_SIZE - 1))
#define PAGE_ALIGN(addr)	(((addr) + PAGE_SIZE - 1) & PAGE_MASK)

#define __is_lm_address(addr)	((u64)(addr) - PAGE_OFFSET < HOST_MEMORY)
#define __pa(x)			((u64)(x) - PAGE_OFFSET + PHYS_OFFSET)
#define __va(pa)		((void *)((u64)(pa) - PHYS_OFFSET + PAGE_OFFSET))
#define __pa_symbol(x)		((u64)(x))

#endif
