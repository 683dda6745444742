/* SPDX-License-Identifier: MIT */
/*
 * The areas of an address space, in a balanced tree. Given:
 * common/mm/vma_tree.s8.c. Linux 6.1 keeps them in a maple tree (lib/maple_tree.c),
 * before that it was a red-black tree with the same questions.
 */
#ifndef _LINUX_VMA_H
#define _LINUX_VMA_H

#include <asm/pgtable.h>
#include <linux/list.h>
#include <linux/types.h>

struct inode;
struct mm_struct;

#define VM_READ		0x1UL
#define VM_WRITE	0x2UL
#define VM_EXEC		0x4UL
#define VM_SHARED	0x8UL		/* writes are seen by all who map it */
#define VM_GROWSDOWN	0x100UL		/* a stack */
#define VM_ACCESS	(VM_READ | VM_WRITE | VM_EXEC)

/* Below a stack nothing else may begin within this many bytes (Linux: stack_guard_gap). */
#define STACK_GUARD_GAP	(256UL << PAGE_SHIFT)

struct vm_area_struct {
	unsigned long vm_start;		/* whole pages: the first byte, */
	unsigned long vm_end;		/* and the first one behind it */
	unsigned long vm_flags;		/* VM_* */
	struct mm_struct *vm_mm;
	struct inode *vm_inode;		/* the file, with a reference; NULL: anonymous */
	unsigned long vm_pgoff;		/* pages into the file that vm_start is */
	unsigned long vm_file_end;	/* from this address on it is zeros, not the file */

	/* The tree's. */
	struct vm_area_struct *left, *right, *up;
	int height;
	unsigned long gap;		/* bytes free below vm_start */
	unsigned long max_gap;		/* the largest `gap` of the area and of all below it in the tree */
	struct list_head list;		/* all areas, ascending */
};

struct vma_tree {
	struct vm_area_struct *root;
	struct list_head list;
	unsigned int count;
};

void vma_tree_init(struct vma_tree *tree);

/** vma_find() - the lowest area that ends above @addr: the one it is in, or the next; or NULL. O(log n) */
struct vm_area_struct *vma_find(const struct vma_tree *tree, unsigned long addr);

/** vma_insert() - add @vma, which overlaps no other; false, and nothing done, if it does. O(log n) */
bool vma_insert(struct vma_tree *tree, struct vm_area_struct *vma);

/** vma_remove() - take @vma out. O(log n) */
void vma_remove(struct vma_tree *tree, struct vm_area_struct *vma);

/**
 * vma_resize() - move the ends of an area
 *
 * It keeps its place between its neighbours: both ends stay off them. O(log n).
 */
void vma_resize(struct vma_tree *tree, struct vm_area_struct *vma, unsigned long start, unsigned long end);

/**
 * vma_find_gap() - the highest free stretch of @len bytes within [@low, @high)
 *
 * It keeps STACK_GUARD_GAP away from below a stack. O(log n).
 * Return: where it begins; 0 if there is none.
 */
unsigned long vma_find_gap(const struct vma_tree *tree, unsigned long len, unsigned long low, unsigned long high);

struct vm_area_struct *vma_next(const struct vma_tree *tree, const struct vm_area_struct *vma);
struct vm_area_struct *vma_prev(const struct vma_tree *tree, const struct vm_area_struct *vma);

/* Every area, ascending; @vma may be removed in the second form. */
#define for_each_vma(tree, vma)			list_for_each_entry(vma, &(tree)->list, list)
#define for_each_vma_safe(tree, vma, n)		list_for_each_entry_safe(vma, n, &(tree)->list, list)

#endif /* _LINUX_VMA_H */
