/* SPDX-License-Identifier: MIT */
/*
 * The virtual memory layout: Linux 6.1's for 4 KiB pages and 39-bit addresses
 * (Documentation/arm64/memory.rst), three levels of tables.
 *
 *	0xffffff8000000000  PAGE_OFFSET    linear map of all memory (stage 4)
 *	0xffffffc008000000  KIMAGE_VADDR   the kernel image, linked here
 *	0xffffffc010000000  VMALLOC_START  vmalloc() and ioremap() (stage 4)
 *	0xfffffffe00000000  VMEMMAP_START  one struct page for each page of memory (stage 4)
 *	0xffffffff80000000  EARLY_IO_BASE  physical 0 to 1 GiB, for early_printk
 *	0xffffffffc0000000  FIXADDR_START  single pages and the device tree (stage 4)
 */
#ifndef _ASM_MEMORY_H
#define _ASM_MEMORY_H

#include <linux/const.h>

#define VA_BITS			39
#define PAGE_OFFSET		UL(0xffffff8000000000)
#define KIMAGE_VADDR		UL(0xffffffc008000000)
#define VMALLOC_START		UL(0xffffffc010000000)
#define VMALLOC_END		UL(0xfffffffdf0000000)
#define VMEMMAP_START		UL(0xfffffffe00000000)
#define EARLY_IO_BASE		UL(0xffffffff80000000)
#define FIXADDR_START		UL(0xffffffffc0000000)

/* What the linear map can hold: the lower half of the kernel's addresses. */
#define LINEAR_REGION_SIZE	(UL(1) << (VA_BITS - 1))

/* The PL011 of QEMU's "virt" machine, as its device tree gives it. */
#define EARLY_UART_PHYS		UL(0x09000000)

#define THREAD_SHIFT		14
#define THREAD_SIZE		(UL(1) << THREAD_SHIFT)

/*
 * Numbers in MAIR_EL1 that the descriptors' AttrIndx field names, and the
 * attribute bytes that stand there (Arm ARM, MAIR_EL1.Attr<n>).
 */
#define MT_NORMAL		0
#define MT_DEVICE_nGnRE		1
#define MAIR_ATTR_NORMAL	UL(0xff)	/* write-back, read and write allocate */
#define MAIR_ATTR_DEVICE_nGnRE	UL(0x04)
#define MAIR_ATTRIDX(attr, idx)	((attr) << ((idx) * 8))

#ifndef __ASSEMBLY__
#include <linux/types.h>

/* Physical address of the flattened device tree, kept by head.S. */
extern phys_addr_t __fdt_pointer;

/* What to subtract from an address in the image to get its physical address; kept by head.S. */
extern u64 kimage_voffset;
#endif

#endif /* _ASM_MEMORY_H */
