/* SPDX-License-Identifier: MIT */
/*
 * page.h: the size of a page, and the way between virtual and physical
 * addresses. Linux: arch/arm64/include/asm/page-def.h and memory.h.
 *
 * The kernel has two maps of the same memory: the image at KIMAGE_VADDR and
 * (from stage 4) the linear map of all memory at PAGE_OFFSET. They lie in
 * different halves of the kernel's addresses: bit VA_BITS - 1 of an address is
 * 0 in the linear map and 1 in the image.
 */
#ifndef _ASM_PAGE_H
#define _ASM_PAGE_H

#include <asm/memory.h>
#include <linux/const.h>

#define PAGE_SHIFT		12
/* Write this: the size, the mask of the page's address, rounding up to a page. */
#define PAGE_SIZE		UL(1)
#define PAGE_MASK		UL(0)
#define PAGE_ALIGN(addr)	(addr)

#ifndef __ASSEMBLY__

/*
 * Physical address that PAGE_OFFSET maps: the lowest of the RAM. A constant,
 * because QEMU's "virt" has its RAM from 1 GiB on; Linux, which boots on any
 * board, keeps it in the variable memstart_addr.
 */
#define PHYS_OFFSET		UL(0x40000000)

/*
 * Write this: __is_lm_address() tells the linear map from the image; __pa()
 * takes PAGE_OFFSET off and PHYS_OFFSET on for the one, kimage_voffset off for
 * the other; __va() gives the address in the linear map.
 */
#define __is_lm_address(addr)	((void)(addr), 0)
#define __pa(x)			((u64)(x))
#define __va(pa)		((void *)(u64)(pa))

#define __pa_symbol(x)		((u64)(x) - kimage_voffset)

#endif /* __ASSEMBLY__ */
#endif /* _ASM_PAGE_H */
