// SPDX-License-Identifier: MIT
/* Who has which device, in the tree of physical addresses. */
#include <linux/errno.h>
#include <linux/ioport.h>
#include <linux/of.h>
#include <test/test.h>

/* The range that one entry of a node's `reg` is claimed as: the same bounds, or NULL. */
static struct resource *claimed(const char *path, int index)
{
	struct resource r, *found = iomem_resource.child;

	if (of_address_to_resource(of_find_node_by_path(path), index, &r))
		return NULL;
	while (found && (found->start != r.start || found->end != r.end))
		found = found->sibling;
	return found;
}

CHECK(registers_claimed, "each driver has claimed its device's registers, and nobody else gets them",
      .hint = "The drivers")
{
	struct resource *uart = claimed("/pl011@9000000", 0);

	EXPECT_TRUE(claimed("/intc@8000000", 0), "the GIC's distributor");
	EXPECT_TRUE(claimed("/intc@8000000", 1), "its redistributors");
	EXPECT_TRUE(claimed("/pl061@9030000", 0), "the GPIO block");
	ASSERT_TRUE(uart, "the UART");
	EXPECT_EQ((unsigned long)request_mem_region(uart->start + 0x100, 0x10, "thief"), 0, "a part of the UART, for somebody else");
	iomem_show();
}
CONSOLE(registers_claimed, has, "^08000000-0800ffff : GICD");
CONSOLE(registers_claimed, has, "^09000000-09000fff : pl011@9000000");
CONSOLE(registers_claimed, has, "^thief: 0x9000100-0x900010f is taken by: pl011@9000000");
