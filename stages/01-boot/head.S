/* SPDX-License-Identifier: MIT */
/*
 * head.S: from the boot loader's jump to start_kernel().
 *
 * The first instructions of the port. Linux's own is arch/arm64/kernel/head.S
 * (primary_entry, init_kernel_el, __create_page_tables as it was up to 5.18,
 * __cpu_setup in mm/proc.S, __primary_switch). Until the MMU is on, the code
 * runs at a physical address that differs from the one it is linked at, so
 * every address is taken relative to the PC (adrp and add, adr, b, bl).
 */
#include <asm/assembler.h>
#include <asm/memory.h>
#include <asm/pgtable-hwdef.h>
#include <asm/sysreg.h>
#include <linux/const.h>
#include <linux/linkage.h>

/* Attributes of the blocks that this file maps. */
#define BLOCK_TEXT	(DESC_BLOCK | DESC_AF | DESC_SH_INNER | DESC_UXN | \
			 DESC_AP_RDONLY | DESC_ATTRINDX(MT_NORMAL))
#define BLOCK_DATA	(DESC_BLOCK | DESC_AF | DESC_SH_INNER | DESC_UXN | \
			 DESC_PXN | DESC_ATTRINDX(MT_NORMAL))
#define BLOCK_DEVICE	(DESC_BLOCK | DESC_AF | DESC_UXN | DESC_PXN | \
			 DESC_ATTRINDX(MT_DEVICE_nGnRE))

	.section ".head.text", "ax"

/*
 * The Image header of 64 bytes (Linux: Documentation/arm64/booting.rst). The
 * boot loader reads it; the CPU executes its first word.
 *
 * Called by the boot loader. EL2 or EL1, MMU off, caches off or clean, DAIF
 * masked; x0 = physical address of the device tree, x1 to x3 = 0; no stack.
 */
SYM_CODE_START(_head)
	/*
	 * Write this: the header's 64 bytes, field by field. code0 must branch
	 * to primary_entry; image_size is _kernel_size_le, which the linker
	 * script computes; the magic number is "ARM\x64" at offset 56.
	 */
	b	primary_entry
	.fill	15, 4, 0
SYM_CODE_END(_head)

/*
 * primary_entry: the boot CPU's way to C.
 *
 * From the header's branch, in the state described there. Keeps nothing but
 * x21 (device tree); does not return.
 */
SYM_CODE_START(primary_entry)
	/*
	 * Write this: mask interrupts (daifset), keep the tree's address, park
	 * every CPU but the first (MPIDR_EL1 affinity not 0), then call the
	 * routines below in an order that works. Until then the CPU waits here.
	 */
	b	secondary_park
SYM_CODE_END(primary_entry)

/* secondary_park: the end of the road for a CPU that nobody asked for. */
SYM_CODE_START_LOCAL(secondary_park)
1:	wfe
	b	1b
SYM_CODE_END(secondary_park)

/*
 * init_kernel_el: bring the CPU to EL1 in a known state.
 *
 * Called by primary_entry at EL2 or EL1, MMU off, no stack. Returns at EL1h
 * with DAIF masked and SCTLR_EL1 known, to the caller's x30. Clobbers x0, x1.
 * Linux: init_kernel_el and asm/el2_setup.h.
 */
SYM_FUNC_START_LOCAL(init_kernel_el)
	/*
	 * Write this: give SCTLR_EL1 a known value (INIT_SCTLR_EL1_MMU_OFF); at
	 * EL1 that is all. At EL2 set HCR_EL2 (EL1 is 64-bit), CNTHCTL_EL2,
	 * CNTVOFF_EL2, ICC_SRE_EL2, CPTR_EL2, VPIDR/VMPIDR_EL2, MDCR_EL2, and
	 * `eret` to x30 at EL1h with all of DAIF masked.
	 */
	ret
SYM_FUNC_END(init_kernel_el)

/*
 * clear_bss: make the .bss zero, as C demands.
 *
 * Called by primary_entry with the MMU off. Clobbers x0, x1. Linux:
 * __primary_switched.
 */
SYM_FUNC_START_LOCAL(clear_bss)
	/* Write this: store zero from __bss_start up to __bss_stop (both are 8-byte aligned). */
	ret
SYM_FUNC_END(clear_bss)

/*
 * create_page_tables: the first map of the kernel.
 *
 * idmap_pg_dir (TTBR0): the 1 GiB around the image at its own address, read
 * only and executable, for the instructions that turn the MMU on.
 * swapper_pg_dir (TTBR1): the image at KIMAGE_VADDR in 2 MiB blocks, code and
 * constants read-only and executable, data writable and not executable; and
 * the devices of the first GiB at EARLY_IO_BASE.
 *
 * Called by primary_entry with the MMU off, after clear_bss: the tables lie in
 * the .bss and start out invalid. Clobbers x0 to x7.
 */
SYM_FUNC_START_LOCAL(create_page_tables)
	/*
	 * Write this: fill idmap_pg_dir, swapper_pg_dir and swapper_pmd (below)
	 * with block and table descriptors as the comment above says. The
	 * attributes BLOCK_TEXT, BLOCK_DATA and BLOCK_DEVICE are at the top.
	 */
	ret
SYM_FUNC_END(create_page_tables)

/*
 * cpu_setup: the registers that the MMU needs before it goes on.
 *
 * Called by primary_entry at EL1 with the MMU off. Returns x0 = the value for
 * SCTLR_EL1. Clobbers x1, x2. Linux: __cpu_setup in arch/arm64/mm/proc.S.
 */
SYM_FUNC_START_LOCAL(cpu_setup)
	/*
	 * Write this: invalidate the TLB, set MAIR_EL1 and TCR_EL1 (VA_BITS wide
	 * in both halves, 4K pages, write-back inner-shareable walks, the CPU's
	 * physical size from ID_AA64MMFR0_EL1.PARange), allow FP in CPACR_EL1,
	 * and return INIT_SCTLR_EL1_MMU_ON in x0.
	 */
	mov	x0, #0
	ret
SYM_FUNC_END(cpu_setup)

/*
 * primary_switch: turn the MMU on and jump to the linked address.
 *
 * From primary_entry at EL1, MMU off; x0 = SCTLR_EL1 to be. Linux:
 * __enable_mmu and __primary_switch.
 */
SYM_CODE_START_LOCAL(primary_switch)
	/*
	 * Write this: idmap_pg_dir to TTBR0_EL1, swapper_pg_dir to TTBR1_EL1, isb,
	 * x0 to SCTLR_EL1, isb, and an absolute jump (ldr x8, =label; br x8) to
	 * primary_switched. Load x22 with the physical address of _text first.
	 */
	b	secondary_park
SYM_CODE_END(primary_switch)

/* Literals of the code above: within reach of it, in the read-only part. */
	.ltorg

	.text

/*
 * primary_switched: the last assembly before C, at the linked address.
 *
 * From primary_switch with the MMU on; x21 = device tree, x22 = physical
 * address of _text. Linux: __primary_switched.
 */
SYM_CODE_START_LOCAL(primary_switched)
	/*
	 * Write this: init_task to SP_EL0 (that is `current`), SP to the high end
	 * of init_stack (THREAD_SIZE bytes), the tree's address to __fdt_pointer,
	 * virtual minus physical address of _text to kimage_voffset, x29 and x30
	 * to zero, and go to start_kernel.
	 */
	b	secondary_park
SYM_CODE_END(primary_switched)

/* The first page tables: cleared with the .bss. */
	.section ".bss..page_aligned", "aw", %nobits
	.p2align 12
	.globl	idmap_pg_dir
idmap_pg_dir:
	.space	4096
	.globl	swapper_pg_dir
swapper_pg_dir:
	.space	4096
	.globl	swapper_pmd
swapper_pmd:
	.space	4096
