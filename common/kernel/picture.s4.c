// SPDX-License-Identifier: MIT
/*
 * picture.c: where a picture of the memory finds what it shows (`make map8`).
 *
 * The grader reads page tables and structures from the memory of a machine that
 * stands still (grader/picture/). What it has to know of their layout stands here,
 * by name, as the compiler sees it, in the linked file: no running kernel can
 * change it. Built in with CONFIG_PICTURE only.
 */
#ifdef CONFIG_PICTURE
#include <asm/memory.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/sched.h>
#if CONFIG_STAGE >= 8
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/mm_struct.h>
#endif

struct picture_fact {
	char name[24];
	u64 value;
};

#define FACT(name_)		{ #name_, name_ }
#define FIELD(type, member)	{ #type "." #member, offsetof(struct type, member) }

const struct picture_fact picture_layout[] __attribute__((used)) = {
	FACT(PAGE_OFFSET),
	FACT(KIMAGE_VADDR),
	FACT(VMALLOC_START),
	FACT(VMALLOC_END),
	FACT(VMEMMAP_START),
	FACT(EARLY_IO_BASE),
	FACT(FIXADDR_START),
	FACT(PHYS_OFFSET),
	{ "sizeof page", sizeof(struct page) },
	FIELD(page, _refcount),
#if CONFIG_STAGE >= 8
	FIELD(task_struct, pid),
	FIELD(task_struct, comm),
	FIELD(task_struct, tasks),
	FIELD(task_struct, mm),
	FIELD(mm_struct, pgd),
	FIELD(mm_struct, areas.list),
	FIELD(mm_struct, areas.count),
	FIELD(mm_struct, nr_tables),
	FIELD(mm_struct, file_pages),
	FIELD(mm_struct, anon_pages),
	FIELD(mm_struct, start_brk),
	FIELD(vm_area_struct, vm_start),
	FIELD(vm_area_struct, vm_end),
	FIELD(vm_area_struct, vm_flags),
	FIELD(vm_area_struct, vm_inode),
	FIELD(vm_area_struct, vm_pgoff),
	FIELD(vm_area_struct, list),
	FIELD(inode, i_ino),
	FIELD(dentry, d_inode),
	FIELD(dentry, d_children),
	FIELD(dentry, d_child),
	FIELD(dentry, d_name),
	FACT(VM_READ),
	FACT(VM_WRITE),
	FACT(VM_EXEC),
	FACT(VM_SHARED),
	FACT(VM_GROWSDOWN),
	FACT(PTE_SPECIAL),
	FACT(PTE_FILE),
	FACT(STACK_GUARD_GAP),
#endif
};
#endif
