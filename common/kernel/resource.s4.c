// SPDX-License-Identifier: MIT
/* resource.c: the tree of physical addresses, see linux/ioport.h. Linux: kernel/resource.c. */
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/ioport.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct resource iomem_resource = {
	.name = "all addresses",
	.end = ~(resource_size_t)0,
	.flags = IORESOURCE_MEM,
};

static DEFINE_SPINLOCK(resource_lock);

/* The link to the first child of @root that ends at @start or behind it. */
static struct resource **first_from(struct resource *root, resource_size_t start)
{
	struct resource **link = &root->child;

	while (*link && (*link)->end < start)
		link = &(*link)->sibling;
	return link;
}

static struct resource *request(struct resource *root, struct resource *new)
{
	struct resource **link;

	if (new->end < new->start || new->start < root->start || new->end > root->end)
		return root;
	link = first_from(root, new->start);
	if (*link && (*link)->start <= new->end)
		return *link;
	new->sibling = *link;
	new->parent = root;
	*link = new;
	return NULL;
}

struct resource *request_resource_conflict(struct resource *root, struct resource *new)
{
	struct resource *conflict;
	unsigned long flags;

	spin_lock_irqsave(&resource_lock, flags);
	conflict = request(root, new);
	spin_unlock_irqrestore(&resource_lock, flags);
	return conflict;
}

int request_resource(struct resource *root, struct resource *new)
{
	return request_resource_conflict(root, new) ? -EBUSY : 0;
}

static bool contains(const struct resource *outer, const struct resource *inner)
{
	return outer->start <= inner->start && inner->end <= outer->end;
}

/* @new takes the place of the children of @root that lie in it; they become its own. */
static int adopt(struct resource *root, struct resource *new)
{
	struct resource **link = first_from(root, new->start), *last = *link;

	for (struct resource *r = *link; r && r->start <= new->end; last = r, r = r->sibling)
		if (!contains(new, r))
			return -EBUSY;
	new->child = *link;
	new->sibling = last->sibling;
	new->parent = root;
	last->sibling = NULL;
	*link = new;
	for (struct resource *r = new->child; r; r = r->sibling)
		r->parent = new;
	return 0;
}

int insert_resource(struct resource *root, struct resource *new)
{
	struct resource *conflict;
	unsigned long flags;
	int err = 0;

	spin_lock_irqsave(&resource_lock, flags);
	while ((conflict = request(root, new)) && conflict != root &&
	       contains(conflict, new) && !contains(new, conflict))
		root = conflict;
	if (conflict)
		err = conflict == root ? -EBUSY : adopt(root, new);
	spin_unlock_irqrestore(&resource_lock, flags);
	return err;
}

/* Under the lock. */
static int unlink(struct resource *old)
{
	struct resource **link = old->parent ? first_from(old->parent, old->start) : NULL;

	if (!link || *link != old)
		return -EINVAL;
	*link = old->sibling;
	old->parent = old->sibling = NULL;
	return 0;
}

int release_resource(struct resource *old)
{
	unsigned long flags;
	int err;

	spin_lock_irqsave(&resource_lock, flags);
	err = unlink(old);
	spin_unlock_irqrestore(&resource_lock, flags);
	return err;
}

struct resource *request_mem_region(resource_size_t start, resource_size_t n, const char *name)
{
	struct resource *new = n ? kzalloc(sizeof(*new), GFP_KERNEL) : NULL;
	struct resource *root = &iomem_resource, *conflict;
	unsigned long flags;

	if (!new)
		return NULL;
	new->start = start;
	new->end = start + n - 1;
	new->name = name;
	new->flags = IORESOURCE_MEM | IORESOURCE_BUSY;
	spin_lock_irqsave(&resource_lock, flags);
	/* A range that only says what is there, and that nobody uses, may be claimed from. */
	while ((conflict = request(root, new)) && conflict != root && !(conflict->flags & IORESOURCE_BUSY))
		root = conflict;
	spin_unlock_irqrestore(&resource_lock, flags);
	if (!conflict)
		return new;
	pr_err("%s: 0x%llx-0x%llx is taken by: %s\n", name, start, new->end, conflict->name);
	kfree(new);
	return NULL;
}

void release_mem_region(resource_size_t start, resource_size_t n)
{
	struct resource *r = iomem_resource.child;
	unsigned long flags;

	spin_lock_irqsave(&resource_lock, flags);
	while (r && (r->start > start || r->end < start || !(r->flags & IORESOURCE_BUSY)))
		r = r->start <= start && r->end >= start ? r->child : r->sibling;
	if (r && (r->start != start || resource_size(r) != n || r->flags & IORESOURCE_SYSRAM || unlink(r)))
		r = NULL;
	spin_unlock_irqrestore(&resource_lock, flags);
	if (!r) {
		pr_err("Trying to free nonexistent resource <0x%llx-0x%llx>\n", start, start + n - 1);
		WARN_ON(1);
		return;
	}
	kfree(r);
}

void iomem_show(void)
{
	struct resource *r = iomem_resource.child;
	unsigned long flags;

	spin_lock_irqsave(&resource_lock, flags);
	while (r) {
		for (struct resource *up = r->parent; up != &iomem_resource; up = up->parent)
			printk("  ");
		printk("%08llx-%08llx : %s\n", r->start, r->end, r->name);
		if (r->child) {
			r = r->child;
			continue;
		}
		while (!r->sibling && r != &iomem_resource)
			r = r->parent;
		r = r->sibling;
	}
	spin_unlock_irqrestore(&resource_lock, flags);
}
