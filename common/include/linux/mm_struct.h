/* SPDX-License-Identifier: MIT */
/*
 * The address space of a program: its page tables, and the areas that say what
 * belongs where. Linux: struct mm_struct and struct vm_area_struct in
 * include/linux/mm_types.h.
 */
#ifndef _LINUX_MM_STRUCT_H
#define _LINUX_MM_STRUCT_H

#include <asm/pgtable.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/vma.h>

/* What happened in address spaces, counted one by one. */
enum vm_event {
	PGFAULT,		/* faults that do_page_fault() looked at */
	PGFAULT_FILE,		/* a page of a file was mapped */
	PGFAULT_FILE_COPY,	/* a page of a file was copied for its writer, or for what is zero behind its end */
	PGFAULT_ZERO,		/* the zero page was mapped */
	PGFAULT_ANON,		/* a fresh page of zeros was mapped */
	PGFAULT_COW,		/* a page that was shared was copied for its writer */
	PGFAULT_REUSE,		/* a page that was shared has only one user left: made writable */
	PGFAULT_GROW,		/* the stack grew */
	PGFAULT_BAD,		/* there is nothing, or not for that: the program is stopped */
	PGFAULT_OOM,		/* no memory left: the program is stopped */
	NR_VM_EVENTS,
};

/* Of the machine: which address-space number, of which round (stages/08-page-faults/context.c). */
typedef struct {
	atomic64_t id;
} mm_context_t;

struct mm_struct {
	pgd_t *pgd;
	mm_context_t context;
	atomic_t mm_users;		/* tasks that run in it: mmput() */
	struct mutex mmap_lock;		/* all that follows, and the tables below pgd */
	struct vma_tree areas;
	unsigned long mmap_base;	/* areas of no given address lie below */
	unsigned long total_vm;		/* pages that areas span */
	struct list_head tables;	/* pages that hold tables, the pgd too, by page->lru */
	unsigned long nr_tables;	/* how many */
	unsigned long file_pages;	/* mapped pages that are a file's */
	unsigned long anon_pages;	/* mapped pages that are its own, or shared by fork() */
	unsigned long stack_limit;	/* bytes that the stack may span */
	unsigned long start_brk, brk, start_stack, arg_start, arg_end, env_start, env_end;
	unsigned long events[NR_VM_EVENTS];
};

/* What has happened in all address spaces that are gone. */
extern unsigned long vm_events[NR_VM_EVENTS];

/* Given: common/kernel/mm.s8.c. */

/** mm_alloc() - an address space with nothing in it, mm_users 1; NULL without memory */
struct mm_struct *mm_alloc(void);

/** mmput() - one user less; the last one's leaving takes everything down. May sleep. Not in that space. */
void mmput(struct mm_struct *mm);

/** exec_mmap() - the running thread goes over to @mm, with its reference, and leaves its old one */
void exec_mmap(struct mm_struct *mm);

/* Given: common/mm/mmap.s8.c; all with mmap_lock held, or for a space that nobody else knows yet. */

/**
 * vm_map() - make an area
 * @start, @len: whole pages below TASK_SIZE
 * @inode: the file, which gets a reference of the area's own; or NULL
 * @pgoff: pages into it; @file_end: from which address on it is zeros, ~0UL: nowhere
 *
 * No page is touched. Return: the area, or an error of the size of a pointer: -EEXIST where
 * something is, -EACCES for what is to be writable and executable, -EINVAL, -ENOMEM.
 */
struct vm_area_struct *vm_map(struct mm_struct *mm, unsigned long start, unsigned long len, unsigned long flags,
			      struct inode *inode, unsigned long pgoff, unsigned long file_end);

/** vm_unmap() - nothing is between @start and @end any more; areas are cut. 0 or -ENOMEM */
int vm_unmap(struct mm_struct *mm, unsigned long start, unsigned long end);

/** vm_dup() - the areas of @src in @dst too, which is empty, and their pages; 0 or -ENOMEM */
int vm_dup(struct mm_struct *dst, struct mm_struct *src);

/** vm_free_area() - the struct of an area that is off the tree */
void vm_free_area(struct vm_area_struct *vma);

/**
 * mm_write(), mm_read() - bytes of an address space, from the kernel, page by page
 *
 * Pages that are not there are brought in as by a fault of the program's own. Takes mmap_lock.
 * Return: 0, -EFAULT where the program could not, -ENOMEM.
 */
int mm_write(struct mm_struct *mm, unsigned long addr, const void *buf, size_t len);
int mm_read(struct mm_struct *mm, unsigned long addr, void *buf, size_t len);

/* The student's, stages/08-page-faults: pgtable.c. */

/** mm_init_tables() - an empty top table; 0 or -ENOMEM */
int mm_init_tables(struct mm_struct *mm);

/** free_tables() - every page that holds a table goes back. Nobody runs in @mm, nothing is mapped. */
void free_tables(struct mm_struct *mm);

/** pte_lookup() - where the entry of @addr is; NULL: not even a table */
pte_t *pte_lookup(struct mm_struct *mm, unsigned long addr);

/** pte_alloc() - the same, with tables made where they are missing; NULL without memory */
pte_t *pte_alloc(struct mm_struct *mm, unsigned long addr);

/** unmap_page_range() - take every page between @start and @end out of the tables, and give back what is its own */
void unmap_page_range(struct mm_struct *mm, unsigned long start, unsigned long end);

/** copy_page_range() - let @dst share the pages of @vma, an area of @src: for fork(). 0 or -ENOMEM */
int copy_page_range(struct mm_struct *dst, struct mm_struct *src, struct vm_area_struct *vma);

/* memory.c. */
enum vm_fault {
	VM_FAULT_DONE,		/* try again */
	VM_FAULT_OOM,
	VM_FAULT_SIGBUS,	/* behind the end of the file */
};

/**
 * handle_mm_fault() - bring in the page at @addr
 * @vma: the area that it is in
 * @access: VM_READ, VM_WRITE or VM_EXEC; the area allows it
 *
 * With mmap_lock held.
 */
enum vm_fault handle_mm_fault(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr,
			      unsigned long access);

/** expand_stack() - let a stack reach down to @addr; false if it may not, or may not that far. With mmap_lock. */
bool expand_stack(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr);

#endif /* _LINUX_MM_STRUCT_H */
