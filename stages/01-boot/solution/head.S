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
#ifdef SOLUTION
	b	primary_entry			// code0
	.long	0				// code1
	.quad	0				// text_offset: none, from a 2 MiB boundary
	.quad	_kernel_size_le			// image_size, with the .bss
	.quad	0xa				// flags: little-endian, 4K pages, anywhere
	.quad	0				// res2
	.quad	0				// res3
	.quad	0				// res4
	.ascii	"ARM\x64"			// magic
	.long	0				// res5: no PE header
#else
	/*
	 * Write this: the header's 64 bytes, field by field. code0 must branch
	 * to primary_entry; image_size is _kernel_size_le, which the linker
	 * script computes; the magic number is "ARM\x64" at offset 56.
	 */
	b	primary_entry
	.fill	15, 4, 0
#endif
SYM_CODE_END(_head)

/*
 * primary_entry: the boot CPU's way to C.
 *
 * From the header's branch, in the state described there. Keeps nothing but
 * x21 (device tree); does not return.
 */
SYM_CODE_START(primary_entry)
#ifdef SOLUTION
	msr	daifset, #0xf
	mov	x21, x0

	/*
	 * By the protocol only one CPU comes here. Park any other for good:
	 * PSCI CPU_ON starts them later, somewhere else.
	 */
	mrs	x0, mpidr_el1
	mov_q	x1, MPIDR_HWID_MASK
	tst	x0, x1
	b.ne	secondary_park

	bl	init_kernel_el
	bl	clear_bss
	bl	create_page_tables
	bl	cpu_setup
	b	primary_switch
#else
	/*
	 * Write this: mask interrupts (daifset), keep the tree's address, park
	 * every CPU but the first (MPIDR_EL1 affinity not 0), then call the
	 * routines below in an order that works. Until then the CPU waits here.
	 */
	b	secondary_park
#endif
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
#ifdef SOLUTION
	mov_q	x1, INIT_SCTLR_EL1_MMU_OFF
	msr	sctlr_el1, x1

	mrs	x0, CurrentEL
	cmp	x0, #CurrentEL_EL2
	b.eq	1f
	isb
	ret

	/* EL2: give EL1 the machine, then leave through an exception return. */
1:	mov_q	x0, HCR_EL2_RW
	msr	hcr_el2, x0
	mov_q	x0, SCTLR_EL2_RES1
	msr	sctlr_el2, x0

	/* Counter and timer are EL1's own; virtual time is physical time. */
	mov	x0, #(CNTHCTL_EL1PCTEN | CNTHCTL_EL1PCEN)
	msr	cnthctl_el2, x0
	msr	cntvoff_el2, xzr

	/* The GIC's system registers, where there is a GICv3: ID_AA64PFR0_EL1.GIC. */
	mrs	x0, id_aa64pfr0_el1
	ubfx	x0, x0, #24, #4
	cbz	x0, 2f
	mrs	x0, S3_4_C12_C9_5		// ICC_SRE_EL2
	orr	x0, x0, #1			// SRE: system registers at EL2
	orr	x0, x0, #8			// Enable: and at EL1
	msr	S3_4_C12_C9_5, x0
	isb
	msr	S3_4_C12_C11_0, xzr		// ICH_HCR_EL2: no virtual interrupts

	/* EL1 sees the real CPU's numbers. */
2:	mrs	x0, midr_el1
	msr	vpidr_el2, x0
	mrs	x0, mpidr_el1
	msr	vmpidr_el2, x0

	mov	x0, #CPTR_EL2_NO_TRAPS
	msr	cptr_el2, x0
	msr	hstr_el2, xzr
	msr	vttbr_el2, xzr
	mrs	x0, pmcr_el0			// as many counters for EL1 as there are
	ubfx	x0, x0, #11, #5
	msr	mdcr_el2, x0

	mov	x0, #(PSR_DAIF_ALL | PSR_SPSEL_EL1h)
	msr	spsr_el2, x0
	msr	elr_el2, x30
	eret
#else
	/*
	 * Write this: give SCTLR_EL1 a known value (INIT_SCTLR_EL1_MMU_OFF); at
	 * EL1 that is all. At EL2 set HCR_EL2 (EL1 is 64-bit), CNTHCTL_EL2,
	 * CNTVOFF_EL2, ICC_SRE_EL2, CPTR_EL2, VPIDR/VMPIDR_EL2, MDCR_EL2, and
	 * `eret` to x30 at EL1h with all of DAIF masked.
	 */
	ret
#endif
SYM_FUNC_END(init_kernel_el)

/*
 * clear_bss: make the .bss zero, as C demands.
 *
 * Called by primary_entry with the MMU off. Clobbers x0, x1. Linux:
 * __primary_switched.
 */
SYM_FUNC_START_LOCAL(clear_bss)
#ifdef SOLUTION
	adr_l	x0, __bss_start
	adr_l	x1, __bss_stop
1:	cmp	x0, x1
	b.hs	2f
	str	xzr, [x0], #8
	b	1b
2:	ret
#else
	/* Write this: store zero from __bss_start up to __bss_stop (both are 8-byte aligned). */
	ret
#endif
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
#ifdef SOLUTION
	/* Identity: a level-1 block for the GiB that holds the image. */
	adr_l	x0, idmap_pg_dir
	adr_l	x1, _text
	lsr	x2, x1, #PGDIR_SHIFT		// index; the address has fewer than 39 bits
	lsl	x3, x2, #PGDIR_SHIFT
	mov_q	x4, BLOCK_TEXT
	orr	x3, x3, x4
	str	x3, [x0, x2, lsl #3]
	/* An image that straddles a GiB boundary needs the next one too. */
	adr_l	x5, _end
	sub	x5, x5, #1
	lsr	x5, x5, #PGDIR_SHIFT
	cmp	x5, x2
	b.eq	1f
	lsl	x3, x5, #PGDIR_SHIFT
	orr	x3, x3, x4
	str	x3, [x0, x5, lsl #3]

	/* High: level 1 to the table of the kernel's GiB, and the device block. */
1:	adr_l	x0, swapper_pg_dir
	adr_l	x5, swapper_pmd
	orr	x3, x5, #DESC_TABLE
	mov	x2, #((KIMAGE_VADDR >> PGDIR_SHIFT) & (PTRS_PER_TABLE - 1))
	str	x3, [x0, x2, lsl #3]
	mov_q	x3, BLOCK_DEVICE		// physical address 0
	mov	x2, #((EARLY_IO_BASE >> PGDIR_SHIFT) & (PTRS_PER_TABLE - 1))
	str	x3, [x0, x2, lsl #3]

	/* Level 2: 2 MiB blocks from _text to _end, the attributes change at _sdata. */
	mov	x2, #((KIMAGE_VADDR >> PMD_SHIFT) & (PTRS_PER_TABLE - 1))
	adr_l	x6, _sdata
	adr_l	x7, _end
2:	cmp	x1, x6
	b.eq	3f
	orr	x3, x1, x4
	str	x3, [x5, x2, lsl #3]
	add	x2, x2, #1
	add	x1, x1, #PMD_SIZE
	b	2b
3:	mov_q	x4, BLOCK_DATA
4:	orr	x3, x1, x4
	str	x3, [x5, x2, lsl #3]
	add	x2, x2, #1
	add	x1, x1, #PMD_SIZE
	cmp	x1, x7
	b.lo	4b
	dsb	ish				// the walker reads memory, not this CPU's stores
	ret
#else
	/*
	 * Write this: fill idmap_pg_dir, swapper_pg_dir and swapper_pmd (below)
	 * with block and table descriptors as the comment above says. The
	 * attributes BLOCK_TEXT, BLOCK_DATA and BLOCK_DEVICE are at the top.
	 */
	ret
#endif
SYM_FUNC_END(create_page_tables)

/*
 * cpu_setup: the registers that the MMU needs before it goes on.
 *
 * Called by primary_entry at EL1 with the MMU off. Returns x0 = the value for
 * SCTLR_EL1. Clobbers x1, x2. Linux: __cpu_setup in arch/arm64/mm/proc.S.
 */
SYM_FUNC_START_LOCAL(cpu_setup)
#ifdef SOLUTION
	tlbi	vmalle1				// whatever the TLB held
	dsb	nsh

	mov_q	x0, (MAIR_ATTRIDX(MAIR_ATTR_NORMAL, MT_NORMAL) | \
		     MAIR_ATTRIDX(MAIR_ATTR_DEVICE_nGnRE, MT_DEVICE_nGnRE))
	msr	mair_el1, x0

	mov_q	x0, (TCR_T0SZ(VA_BITS) | TCR_T1SZ(VA_BITS) | TCR_TG0_4K | TCR_TG1_4K | \
		     TCR_IRGN0_WBWA | TCR_ORGN0_WBWA | TCR_SH0_INNER | \
		     TCR_IRGN1_WBWA | TCR_ORGN1_WBWA | TCR_SH1_INNER | TCR_ASID16)
	mrs	x1, id_aa64mmfr0_el1		// PARange in [3:0]: as wide as the CPU can
	and	x1, x1, #0xf
	mov	x2, #5				// 48 bits, the most that 4K descriptors hold
	cmp	x1, x2
	csel	x1, x1, x2, lo
	orr	x0, x0, x1, lsl #TCR_IPS_SHIFT
	msr	tcr_el1, x0

	mov	x0, #CPACR_EL1_FPEN		// FP and SIMD do not trap
	msr	cpacr_el1, x0
	msr	mdscr_el1, xzr

	mov_q	x0, INIT_SCTLR_EL1_MMU_ON
	ret
#else
	/*
	 * Write this: invalidate the TLB, set MAIR_EL1 and TCR_EL1 (VA_BITS wide
	 * in both halves, 4K pages, write-back inner-shareable walks, the CPU's
	 * physical size from ID_AA64MMFR0_EL1.PARange), allow FP in CPACR_EL1,
	 * and return INIT_SCTLR_EL1_MMU_ON in x0.
	 */
	mov	x0, #0
	ret
#endif
SYM_FUNC_END(cpu_setup)

/*
 * primary_switch: turn the MMU on and jump to the linked address.
 *
 * From primary_entry at EL1, MMU off; x0 = SCTLR_EL1 to be. Linux:
 * __enable_mmu and __primary_switch.
 */
SYM_CODE_START_LOCAL(primary_switch)
#ifdef SOLUTION
	adr_l	x1, idmap_pg_dir
	adr_l	x2, swapper_pg_dir
	adr_l	x22, _text			// physical, for kimage_voffset
	msr	ttbr0_el1, x1
	msr	ttbr1_el1, x2
	isb
	msr	sctlr_el1, x0
	isb
	/* Here the next instruction already comes through the identity map. */
	ldr	x8, =primary_switched
	br	x8
#else
	/*
	 * Write this: idmap_pg_dir to TTBR0_EL1, swapper_pg_dir to TTBR1_EL1, isb,
	 * x0 to SCTLR_EL1, isb, and an absolute jump (ldr x8, =label; br x8) to
	 * primary_switched. Load x22 with the physical address of _text first.
	 */
	b	secondary_park
#endif
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
#ifdef SOLUTION
	adr_l	x4, init_task
	msr	sp_el0, x4			// current

	adr_l	x5, init_stack
	mov	x6, #THREAD_SIZE
	add	sp, x5, x6

	adr_l	x5, __fdt_pointer
	str	x21, [x5]
	adr_l	x5, _text
	sub	x6, x5, x22
	adr_l	x5, kimage_voffset
	str	x6, [x5]

	mov	x29, xzr			// the backtrace ends here
	mov	x30, xzr
	b	start_kernel
#else
	/*
	 * Write this: init_task to SP_EL0 (that is `current`), SP to the high end
	 * of init_stack (THREAD_SIZE bytes), the tree's address to __fdt_pointer,
	 * virtual minus physical address of _text to kimage_voffset, x29 and x30
	 * to zero, and go to start_kernel.
	 */
	b	secondary_park
#endif
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
