/* SPDX-License-Identifier: MIT */
/* The reference's tlbflush.h as a student release has it: every flush is a call. */
#ifndef _ASM_TLBFLUSH_H
#define _ASM_TLBFLUSH_H

#include <asm/barrier.h>
#include <asm/page.h>
#include <linux/types.h>

void ref_flush_tlb_all(void);
void ref_local_flush_tlb_all(void);
void ref_flush_tlb_kernel_range(unsigned long start, unsigned long end);
#define flush_tlb_all			ref_flush_tlb_all
#define local_flush_tlb_all		ref_local_flush_tlb_all
#define flush_tlb_kernel_range		ref_flush_tlb_kernel_range

#endif
