/* SPDX-License-Identifier: MIT */
/* For host tests: "physical" memory is an array, and the linear map is where it lies. */
#ifndef _ASM_MEMORY_H
#define _ASM_MEMORY_H

#include <linux/const.h>
#include <linux/types.h>

#define VA_BITS			39
#define PHYS_OFFSET		UL(0x40000000)
#define HOST_MEMORY		(UL(32) << 20)
#define THREAD_SIZE		(UL(1) << 14)

extern unsigned char host_memory[];
extern unsigned char host_pages[];

#define PAGE_OFFSET		((unsigned long)host_memory)
#define VMEMMAP_START		((unsigned long)host_pages)
#define VMALLOC_START		UL(0xffffffc010000000)
#define VMALLOC_END		UL(0xfffffffdf0000000)
#define LINEAR_REGION_SIZE	HOST_MEMORY

extern phys_addr_t __fdt_pointer;

#endif
