// SPDX-License-Identifier: MIT
/*
 * vma_tree.c: areas by address, in a tree whose depth grows with the logarithm
 * of their number.
 *
 * An AVL tree (Adelson-Velsky and Landis, 1962): the two sides of an area differ
 * in height by one at most, and a rotation restores that after each change. Each
 * area also knows the largest gap anywhere below it, so that room for a new one
 * is found on one way down. A list holds the neighbours together. Who changes
 * the tree, or looks while others may, holds the address space's mmap_lock.
 */
#include <linux/kernel.h>
#include <linux/vma.h>

typedef struct vm_area_struct vma_t;

void vma_tree_init(struct vma_tree *tree)
{
	tree->root = NULL;
	tree->count = 0;
	INIT_LIST_HEAD(&tree->list);
}

vma_t *vma_next(const struct vma_tree *tree, const vma_t *vma)
{
	return vma->list.next == &tree->list ? NULL : list_entry(vma->list.next, vma_t, list);
}

vma_t *vma_prev(const struct vma_tree *tree, const vma_t *vma)
{
	return vma->list.prev == &tree->list ? NULL : list_entry(vma->list.prev, vma_t, list);
}

static unsigned long prev_end(const struct vma_tree *tree, const vma_t *vma)
{
	const vma_t *prev = vma_prev(tree, vma);

	return prev ? prev->vm_end : 0;
}

/* How much may be placed below the area: not right below a stack, which grows. */
static unsigned long gap_below(const struct vma_tree *tree, const vma_t *vma)
{
	unsigned long gap = vma->vm_start - prev_end(tree, vma);

	if (!(vma->vm_flags & VM_GROWSDOWN))
		return gap;
	return gap > STACK_GUARD_GAP ? gap - STACK_GUARD_GAP : 0;
}

static int height(const vma_t *vma)
{
	return vma ? vma->height : 0;
}

static unsigned long max_gap(const vma_t *vma)
{
	return vma ? vma->max_gap : 0;
}

/* What an area knows of those below it, from its two children. */
static void update(vma_t *vma)
{
	vma->height = 1 + max(height(vma->left), height(vma->right));
	vma->max_gap = max(vma->gap, max(max_gap(vma->left), max_gap(vma->right)));
}

/* Put @new in the place that @old has below its parent. */
static void replace(struct vma_tree *tree, vma_t *old, vma_t *new)
{
	if (!old->up)
		tree->root = new;
	else if (old->up->left == old)
		old->up->left = new;
	else
		old->up->right = new;
	if (new)
		new->up = old->up;
}

/* The right child takes the area's place, and the area becomes its left one. */
static vma_t *rotate_left(struct vma_tree *tree, vma_t *vma)
{
	vma_t *top = vma->right;

	replace(tree, vma, top);
	vma->right = top->left;
	if (vma->right)
		vma->right->up = vma;
	top->left = vma;
	vma->up = top;
	update(vma);
	update(top);
	return top;
}

static vma_t *rotate_right(struct vma_tree *tree, vma_t *vma)
{
	vma_t *top = vma->left;

	replace(tree, vma, top);
	vma->left = top->right;
	if (vma->left)
		vma->left->up = vma;
	top->right = vma;
	vma->up = top;
	update(vma);
	update(top);
	return top;
}

/* From @vma, below which something changed, up to the root. */
static void rebalance(struct vma_tree *tree, vma_t *vma)
{
	for (; vma; vma = vma->up) {
		int lean = height(vma->left) - height(vma->right);

		if (lean > 1) {
			if (height(vma->left->left) < height(vma->left->right))
				rotate_left(tree, vma->left);
			vma = rotate_right(tree, vma);
		} else if (lean < -1) {
			if (height(vma->right->right) < height(vma->right->left))
				rotate_right(tree, vma->right);
			vma = rotate_left(tree, vma);
		} else {
			update(vma);
		}
	}
}

/* The gap below @vma is another one now; NULL: there is no such area. */
static void refresh_gap(struct vma_tree *tree, vma_t *vma)
{
	unsigned long gap;

	if (!vma)
		return;
	gap = gap_below(tree, vma);
	if (gap == vma->gap)
		return;
	vma->gap = gap;
	for (; vma; vma = vma->up)
		update(vma);
}

vma_t *vma_find(const struct vma_tree *tree, unsigned long addr)
{
	vma_t *vma = tree->root, *found = NULL;

	while (vma) {
		if (vma->vm_end > addr) {
			found = vma;
			if (vma->vm_start <= addr)
				break;
			vma = vma->left;
		} else {
			vma = vma->right;
		}
	}
	return found;
}

bool vma_insert(struct vma_tree *tree, vma_t *vma)
{
	vma_t **link = &tree->root, *up = NULL;
	struct list_head *before = &tree->list;

	while (*link) {
		up = *link;
		if (vma->vm_end <= up->vm_start) {
			link = &up->left;
		} else if (vma->vm_start >= up->vm_end) {
			before = &up->list;
			link = &up->right;
		} else {
			return false;
		}
	}
	vma->left = vma->right = NULL;
	vma->up = up;
	*link = vma;
	list_add(&vma->list, before);
	tree->count++;
	vma->gap = gap_below(tree, vma);
	rebalance(tree, vma);
	refresh_gap(tree, vma_next(tree, vma));
	return true;
}

void vma_remove(struct vma_tree *tree, vma_t *vma)
{
	vma_t *next = vma_next(tree, vma), *from;

	if (vma->left && vma->right) {
		/* The next one, which has no left child, moves into its place. */
		from = next->up == vma ? next : next->up;
		if (next->up != vma) {
			replace(tree, next, next->right);
			next->right = vma->right;
			next->right->up = next;
		}
		replace(tree, vma, next);
		next->left = vma->left;
		next->left->up = next;
	} else {
		from = vma->up;
		replace(tree, vma, vma->left ? vma->left : vma->right);
	}
	list_del(&vma->list);
	tree->count--;
	rebalance(tree, from);
	refresh_gap(tree, next);
}

void vma_resize(struct vma_tree *tree, vma_t *vma, unsigned long start, unsigned long end)
{
	vma->vm_start = start;
	vma->vm_end = end;
	refresh_gap(tree, vma);
	refresh_gap(tree, vma_next(tree, vma));
}

/* The highest gap in @vma and below it in the tree that has @len bytes between @low and @high. */
static unsigned long search(const struct vma_tree *tree, const vma_t *vma, unsigned long len,
			    unsigned long low, unsigned long high)
{
	unsigned long bottom, top, found = 0;

	if (!vma || vma->max_gap < len)
		return 0;
	if (vma->vm_end < high)
		found = search(tree, vma->right, len, low, high);
	if (found)
		return found;
	bottom = prev_end(tree, vma);
	top = min(bottom + vma->gap, high);
	if (top > max(bottom, low) && top - max(bottom, low) >= len)
		return top - len;
	return bottom > low ? search(tree, vma->left, len, low, high) : 0;
}

unsigned long vma_find_gap(const struct vma_tree *tree, unsigned long len, unsigned long low, unsigned long high)
{
	unsigned long bottom = low;

	if (!len || low >= high)
		return 0;
	if (tree->root)
		bottom = max(low, list_entry(tree->list.prev, vma_t, list)->vm_end);
	/* Above all areas there is no gap that anyone keeps. */
	if (high > bottom && high - bottom >= len)
		return high - len;
	return search(tree, tree->root, len, low, high);
}
