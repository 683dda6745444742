// SPDX-License-Identifier: MIT
/* The tree of physical addresses, made from memblock's lists, against what the proctor knows. */
#include <linux/ioport.h>
#include <linux/sections.h>
#include <linux/string.h>
#include <test/test.h>
#include "machine.h"

static struct resource *child_at(struct resource *parent, u64 pa)
{
	struct resource *r = parent->child;

	while (r && r->end < pa)
		r = r->sibling;
	return r && r->start <= pa ? r : NULL;
}

/* The name of the deepest range that holds @pa. */
static const char *owner_of(u64 pa)
{
	struct resource *r = &iomem_resource;

	for (struct resource *next = r; next; next = child_at(r, pa))
		r = next;
	return r == &iomem_resource ? "nobody" : r->name;
}

CHECK(resources_of_memory, "iomem_show() lists the machine's memory, and what of it is taken",
      .hint = "Who has which address")
{
	u64 load = hw_now(HW_LOAD_ADDR);

	ask_machine();
	for (unsigned int i = 0; i < nbanks; i++) {
		u64 pa = banks[i].base, end = pa + banks[i].size;

		EXPECT_STREQ(owner_of(pa - 1), "nobody", "who has the byte before a bank");
		while (pa < end) {
			struct resource *r = child_at(&iomem_resource, pa);

			ASSERT_NE(r, 0, "a range that a bank's byte lies in");
			EXPECT_STREQ(r->name, taken_as(pa, RESERVED_NOMAP) ? "reserved" : "System RAM", "its name");
			pa = r->end + 1;
		}
		EXPECT_EQ(pa, end, "where the bank's ranges end");
	}
	for (unsigned int i = 0; i < ntaken; i++) {
		u64 first = taken[i].base, last = first + taken[i].size - 1;

		if (taken[i].kind == RESERVED_KERNEL)
			continue;
		EXPECT_STREQ(owner_of(first), "reserved", "who has the first byte of what is taken");
		EXPECT_STREQ(owner_of(last), "reserved", "its last byte");
		/* What is no-map is none of the kernel's memory, so it is not within that. */
		if (taken[i].kind == RESERVED_NOMAP && child_at(&iomem_resource, first))
			EXPECT_STREQ(child_at(&iomem_resource, first)->name, "reserved", "the range on top of what is no-map");
	}
	EXPECT_STREQ(owner_of(load), "Kernel code", "who has the image's first byte");
	EXPECT_STREQ(owner_of(load + (_sdata - _text)), "Kernel data", "who has its data");
	iomem_show();
}
CONSOLE(resources_of_memory, has, "^40000000-[0-9a-f]{8,10} : System RAM");
CONSOLE(resources_of_memory, has, "^  4[0-9a-f]{7}-4[0-9a-f]{7} : Kernel code");
