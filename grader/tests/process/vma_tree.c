// SPDX-License-Identifier: MIT
/* The tree of areas against a model: a map of one byte for each page. */
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vma.h>
#include <test/test.h>

#define PAGES	600
#define AREAS	10000

static struct vma_tree tree;
static struct vm_area_struct pool[AREAS];
static struct vm_area_struct *owner[PAGES];	/* the model */

/* Heights, links, order and gaps, recomputed from the leaves; the height, or -1. */
static int check_below(const struct vm_area_struct *vma, const struct vm_area_struct *up)
{
	const struct vm_area_struct *prev;
	unsigned long gap, most;
	int l, r;

	if (!vma)
		return 0;
	l = check_below(vma->left, vma);
	r = check_below(vma->right, vma);
	prev = vma_prev(&tree, vma);
	gap = vma->vm_start - (prev ? prev->vm_end : 0);
	if (vma->vm_flags & VM_GROWSDOWN)
		gap = gap > STACK_GUARD_GAP ? gap - STACK_GUARD_GAP : 0;
	most = max(gap, max(vma->left ? vma->left->max_gap : 0, vma->right ? vma->right->max_gap : 0));
	if (l < 0 || r < 0 || vma->up != up || l - r > 1 || r - l > 1 || vma->height != 1 + max(l, r) ||
	    vma->gap != gap || vma->max_gap != most || (prev && prev->vm_end > vma->vm_start))
		return -1;
	return vma->height;
}

static void agree_with_model(void)
{
	unsigned int areas = 0;

	ASSERT_GE(check_below(tree.root, NULL) + 1, 1, "shape of the tree (0: an area knows something wrong)");
	for (unsigned long i = 0; i < PAGES; i++) {
		struct vm_area_struct *vma = vma_find(&tree, i << PAGE_SHIFT);
		unsigned long next = i;

		while (next < PAGES && !owner[next])
			next++;
		ASSERT_EQ(vma, next < PAGES ? owner[next] : NULL, "the area at or above a page");
		areas += owner[i] && (!i || owner[i - 1] != owner[i]);
	}
	EXPECT_EQ(tree.count, areas, "areas");
}

static unsigned long model_gap(unsigned long len, unsigned long low, unsigned long high)
{
	for (unsigned long start = high - len; start + 1 > low && start < high; start--) {
		unsigned long i = start;

		while (i < start + len && !owner[i])
			i++;
		if (i == start + len)
			return start << PAGE_SHIFT;
	}
	return 0;
}

static void operation(void)
{
	unsigned long start = 1 + test_random() % (PAGES - 1), len = 1 + test_random() % 12;
	unsigned long low, high, i;
	struct vm_area_struct *vma;

	len = min(len, PAGES - start);
	switch (test_random() % 4) {
	case 0:
	case 1:
		for (i = 0; i < AREAS && pool[i].vm_end; i++)
			;
		vma = &pool[i];
		*vma = (struct vm_area_struct){ .vm_start = start << PAGE_SHIFT, .vm_end = (start + len) << PAGE_SHIFT };
		for (i = start; i < start + len && !owner[i]; i++)
			;
		EXPECT_EQ(vma_insert(&tree, vma), i == start + len, "whether there is room");
		if (i < start + len)
			vma->vm_end = 0;
		else
			for (i = start; i < start + len; i++)
				owner[i] = vma;
		break;
	case 2:
		vma = owner[start];
		if (!vma)
			break;
		vma_remove(&tree, vma);
		vma->vm_end = 0;
		for (i = 0; i < PAGES; i++)
			if (owner[i] == vma)
				owner[i] = NULL;
		break;
	case 3:
		low = 1 + test_random() % PAGES;
		high = 1 + test_random() % PAGES;
		EXPECT_EQ(vma_find_gap(&tree, len << PAGE_SHIFT, low << PAGE_SHIFT, high << PAGE_SHIFT),
			  low + len <= high ? model_gap(len, low, high) : 0, "the highest gap");
		vma = owner[start];
		if (vma && vma->vm_end - vma->vm_start > PAGE_SIZE) {
			owner[vma->vm_start >> PAGE_SHIFT] = NULL;
			vma_resize(&tree, vma, vma->vm_start + PAGE_SIZE, vma->vm_end);
		}
		break;
	}
}

static void fresh(void)
{
	vma_tree_init(&tree);
	memset(pool, 0, sizeof(pool));
	memset(owner, 0, sizeof(owner));
}

CHECK(tree_model, "20,000 random changes leave the tree and a plain map in agreement", .setup = fresh)
{
	for (int i = 0; i < 20000; i++) {
		operation();
		if (i % 50 == 0)
			agree_with_model();
	}
	agree_with_model();
}

CHECK(tree_of_ten_thousand, "10,000 areas in a row make a tree of 14 levels or few more, and all are found", .setup = fresh)
{
	for (unsigned long i = 0; i < AREAS; i++) {
		pool[i].vm_start = (2 * i + 2) << PAGE_SHIFT;
		pool[i].vm_end = (2 * i + 3) << PAGE_SHIFT;
		ASSERT_TRUE(vma_insert(&tree, &pool[i]), "insert");
	}
	EXPECT_LE(tree.root->height, 19, "height: 1.44 times the logarithm at most");
	EXPECT_GE(check_below(tree.root, NULL) + 1, 1, "shape");
	for (unsigned long i = 0; i < AREAS; i++)
		ASSERT_EQ(vma_find(&tree, (2 * i + 1) << PAGE_SHIFT), &pool[i], "the area behind a gap");
	EXPECT_EQ(vma_find_gap(&tree, PAGE_SIZE, PAGE_SIZE, pool[AREAS - 1].vm_end), pool[AREAS - 1].vm_start - PAGE_SIZE,
		  "the highest gap of a page");
	EXPECT_EQ(vma_find_gap(&tree, 2 * PAGE_SIZE, PAGE_SIZE, pool[AREAS - 1].vm_end), 0, "there is none of two");
	vma_remove(&tree, &pool[77]);
	EXPECT_EQ(vma_find_gap(&tree, 2 * PAGE_SIZE, PAGE_SIZE, pool[AREAS - 1].vm_end), pool[77].vm_start,
		  "where one has gone");
	for (unsigned long i = 0; i < AREAS; i++)
		if (i != 77)
			vma_remove(&tree, &pool[i]);
	EXPECT_EQ(tree.root, NULL, "all gone");
}

CHECK(tree_keeps_off_stacks, "no gap is found right below a stack", .setup = fresh)
{
	pool[0] = (struct vm_area_struct){ .vm_start = 1UL << 30, .vm_end = (1UL << 30) + PAGE_SIZE, .vm_flags = VM_GROWSDOWN };
	ASSERT_TRUE(vma_insert(&tree, &pool[0]), "insert");
	EXPECT_EQ(vma_find_gap(&tree, PAGE_SIZE, PAGE_SIZE, pool[0].vm_end), (1UL << 30) - STACK_GUARD_GAP - PAGE_SIZE, "the gap");
	EXPECT_EQ(vma_find_gap(&tree, 1UL << 30, 0, pool[0].vm_end), 0, "all of it");
}
