/* SPDX-License-Identifier: MIT */
/*
 * Where everything in the kernel image lies.
 *
 * The image starts on a 2 MiB boundary and falls into two parts, so that block
 * entries of 2 MiB can keep "writable" and "executable" apart: what runs and
 * what is constant first (read-only, executable), then, from the next 2 MiB
 * boundary, what changes (writable, never executable). The tests and their
 * harness stand between __test_start and __test_end: the proctor compares that
 * range with the image that was loaded.
 */
#include <asm/memory.h>
#include <asm/pgtable-hwdef.h>
#include <linux/kallsyms.h>

OUTPUT_ARCH(aarch64)
ENTRY(_text)

PHDRS
{
	text PT_LOAD FLAGS(5);		/* read, execute */
	data PT_LOAD FLAGS(6);		/* read, write */
}

SECTIONS
{
	. = KIMAGE_VADDR;

	.text : {
		_text = .;
		KEEP(*(.head.text))
		_stext = .;
		*(EXCLUDE_FILE(*/tests/?*.o */hidden/?*.o */common/test/?*.o *proctor-gate.o) .text .text.*)
#if CONFIG_STAGE >= 8
		/* In pages of its own, which free_initmem() gives away. */
		. = ALIGN(4096);
		__inittext_begin = .;
		*(.init.text)
		. = ALIGN(4096);
		__inittext_end = .;
#else
		*(.init.text)
#endif

		. = ALIGN(16);
		__test_start = .;
		*(.text .text.*)
		. = ALIGN(16);
	} :text

	/* From a page of its own: paging_init() takes the permission to execute away. */
	.rodata : ALIGN(4096) {
		__start_rodata = .;
		*(.test.sites)
		. = ALIGN(8);
		__test_cases_start = .;
		KEEP(*(.test.cases))
		__test_cases_end = .;
		*/tests/?*.o(.rodata .rodata.*)
		*/hidden/?*.o(.rodata .rodata.*)
		*/common/test/?*.o(.rodata .rodata.*)
		. = ALIGN(16);
		__test_end = .;

		*(.rodata .rodata.*)
		. = ALIGN(8);
		__start___bug_table = .;
		KEEP(*(__bug_table))
		__stop___bug_table = .;
		. = ALIGN(16);

		/* Tables that files add to by a macro: linux/init.h, linux/of.h. */
		__setup_start = .;
		KEEP(*(.init.setup))
		__setup_end = .;
		__clk_of_table = .;
		KEEP(*(__clk_of_table))
		__clk_of_table_end = .;
		__irqchip_of_table = .;
		KEEP(*(__irqchip_of_table))
		__irqchip_of_table_end = .;
		__timer_of_table = .;
		KEEP(*(__timer_of_table))
		__timer_of_table_end = .;
		__initcall_start = .;
		KEEP(*(SORT(.initcall.*)))
		__initcall_end = .;
		. = ALIGN(16);
	}
#if CONFIG_STAGE >= 3
	/* Filled in after linking by grader/image.py. */
	.kallsyms : ALIGN(16) {
		kallsyms_table = .;
		LONG(KALLSYMS_MAGIC)
		LONG(KALLSYMS_CAPACITY)
		LONG(0)
		LONG(0)
		. = kallsyms_table + KALLSYMS_CAPACITY;
	}
#endif
	. = ALIGN(4096);
	__end_rodata = .;
	_etext = .;

	. = ALIGN(PMD_SIZE);
	.data : {
		_sdata = .;
		*(.data..init_stack)
		. = ALIGN(64);
		__per_cpu_start = .;
		*(.data..percpu .data..percpu.*)
		. = ALIGN(64);
		__per_cpu_end = .;
		*(.data .data.*)
#if CONFIG_STAGE >= 8
		. = ALIGN(4096);
		__initdata_begin = .;
		*(.init.data)
		. = ALIGN(16);
		__initramfs_start = .;
		KEEP(*(.init.ramfs))
		__initramfs_end = .;
		. = ALIGN(4096);
		__initdata_end = .;
#else
		*(.init.data)
#endif
		. = ALIGN(16);
		_edata = .;
	} :data

	.bss : ALIGN(4096) {
		__bss_start = .;
		/* Words of the tests' own at both ends: an off-by-one in the clearing shows. */
		KEEP(*(.bss..first))
		*(.bss..page_aligned)
		*(.bss .bss.* COMMON)
		. = ALIGN(8);
		KEEP(*(.bss..last))
		. = ALIGN(8);
		__bss_stop = .;
	}
	. = ALIGN(4096);
	_end = .;

	.test.console 0 (INFO) : { KEEP(*(.test.console)) }

	.comment 0 : { *(.comment) }
	.debug_abbrev 0 : { *(.debug_abbrev) }
	.debug_aranges 0 : { *(.debug_aranges) }
	.debug_frame 0 : { *(.debug_frame) }
	.debug_info 0 : { *(.debug_info) }
	.debug_line 0 : { *(.debug_line) }
	.debug_line_str 0 : { *(.debug_line_str) }
	.debug_loclists 0 : { *(.debug_loclists) }
	.debug_rnglists 0 : { *(.debug_rnglists) }
	.debug_str 0 : { *(.debug_str) }

	/DISCARD/ : {
		*(.note.*) *(.eh_frame) *(.interp) *(.dynamic)
	}
}

/* Read by head.S; linker-made so that no list of parts has to be kept. */
_kernel_size_le = _end - _text;

ASSERT(_end - _text < 0x2000000, "the kernel image is larger than 32 MiB")
