// SPDX-License-Identifier: MIT
/* The tree of physical addresses. */
#include <linux/errno.h>
#include <linux/ioport.h>
#include <test/test.h>
#include "given.h"
#include "../../host/host.h"

extern unsigned int host_warnings;

static struct resource root, a, b, c;

static void begin(void)
{
	root = (struct resource){ .start = 0x1000, .end = 0x8fff, .name = "root" };
	a = (struct resource){ .start = 0x2000, .end = 0x2fff, .name = "a" };
	b = (struct resource){ .start = 0x4000, .end = 0x4fff, .name = "b" };
	c = (struct resource){ .start = 0x2800, .end = 0x2fff, .name = "c" };
}

CHECK(no_overlap, "children of one parent do not overlap, and lie in it", .setup = begin)
{
	EXPECT_EQ(request_resource(&root, &b), 0, "a range");
	EXPECT_EQ(request_resource(&root, &a), 0, "one before it");
	EXPECT_EQ((unsigned long)root.child, (unsigned long)&a, "the first child");
	EXPECT_EQ((unsigned long)a.sibling, (unsigned long)&b, "the next one");
	EXPECT_EQ((unsigned long)request_resource_conflict(&root, &c), (unsigned long)&a, "who is in the way");
	c.start = 0x3000;
	c.end = 0x4000;
	EXPECT_EQ(request_resource(&root, &c), -EBUSY, "one that ends in the second");
	c.end = 0x3fff;
	EXPECT_EQ(request_resource(&root, &c), 0, "one that fills the gap");
	EXPECT_EQ(release_resource(&a), 0, "the first goes");
	EXPECT_EQ(release_resource(&a), -EINVAL, "and cannot go again");
	a.start = 0x0fff;
	EXPECT_EQ((unsigned long)request_resource_conflict(&root, &a), (unsigned long)&root, "one that is not in the parent");
	a.start = 0x3000;
	EXPECT_EQ((unsigned long)request_resource_conflict(&root, &a), (unsigned long)&root, "one that ends before it starts");
}

CHECK(inserted, "insert_resource() goes as deep as it fits, and takes in what lies within", .setup = begin)
{
	EXPECT_EQ(insert_resource(&root, &a), 0, "a range");
	EXPECT_EQ(insert_resource(&root, &b), 0, "another");
	EXPECT_EQ(insert_resource(&root, &c), 0, "one within the first");
	EXPECT_EQ((unsigned long)c.parent, (unsigned long)&a, "its parent");
	struct resource wide = { .start = 0x2000, .end = 0x5fff, .name = "wide" };
	struct resource half = { .start = 0x4800, .end = 0x67ff, .name = "half" };

	EXPECT_EQ(insert_resource(&root, &wide), 0, "one around both");
	EXPECT_EQ((unsigned long)root.child, (unsigned long)&wide, "the root's only child");
	EXPECT_EQ((unsigned long)wide.sibling, 0, "the root's only child");
	EXPECT_EQ((unsigned long)a.parent, (unsigned long)&wide, "the first one's parent");
	EXPECT_EQ((unsigned long)b.parent, (unsigned long)&wide, "the second one's parent");
	EXPECT_EQ((unsigned long)wide.child, (unsigned long)&a, "its first child");
	EXPECT_EQ(insert_resource(&root, &half), -EBUSY, "one that lies half in it");
	EXPECT_EQ(release_resource(&wide), 0, "it goes, with its children");
	EXPECT_EQ((unsigned long)root.child, 0, "what is left");
}

CHECK(mem_regions, "a driver's claim is kept from others until it is released")
{
	struct resource bank = { .start = 0x10000, .end = 0x1ffff, .name = "bank", .flags = IORESOURCE_SYSTEM_RAM | IORESOURCE_BUSY };
	struct resource window = { .start = 0x20000, .end = 0x2ffff, .name = "window", .flags = IORESOURCE_MEM };
	unsigned int warned = host_warnings;
	struct resource *r;

	request_resource(&iomem_resource, &bank);
	request_resource(&iomem_resource, &window);
	EXPECT_EQ((unsigned long)request_mem_region(0x11000, 0x10, "x"), 0, "a part of memory");
	r = request_mem_region(0x21000, 0x1000, "x");
	ASSERT_NE((unsigned long)r, 0, "a part of a window that nobody uses");
	EXPECT_EQ((unsigned long)r->parent, (unsigned long)&window, "its parent");
	EXPECT_EQ((unsigned long)request_mem_region(0x21ff0, 0x20, "y"), 0, "one that overlaps it");
	EXPECT_EQ((unsigned long)request_mem_region(0x2fff0, 0x20, "y"), 0, "one that sticks out of the window");
	EXPECT_EQ((unsigned long)request_mem_region(0x30000, 0, "y"), 0, "of no bytes");
	EXPECT_EQ((unsigned long)request_mem_region(0x30000, ~0UL, "y"), 0, "one that goes round the end");
	EXPECT_EQ(given_count, 1, "resources in use");
	given_limit = 0;
	EXPECT_EQ((unsigned long)request_mem_region(0x30000, 0x10, "y"), 0, "one without memory");
	given_limit = -1;
	release_mem_region(0x21000, 0x800);
	release_mem_region(0x10000, 0x10000);
	EXPECT_EQ(host_warnings - warned, 2, "warnings about what was not claimed so");
	release_mem_region(0x21000, 0x1000);
	EXPECT_EQ(given_count, 0, "resources in use, at the end");
	release_resource(&bank);
	release_resource(&window);
	iomem_show();
}
