// SPDX-License-Identifier: MIT
/* Where devices are, seen through the buses above them. */
#include <linux/errno.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <test/test.h>
#include "sample.h"

static void expect_address(const char *path, int index, u64 base, u64 size)
{
	phys_addr_t seen_base = 0;
	u64 seen_size = 0;

	EXPECT_EQ(of_address(of_find_node_by_path(path), index, &seen_base, &seen_size), 0, "of_address()");
	EXPECT_EQ(seen_base, base, "the address");
	EXPECT_EQ(seen_size, size, "the size");
}

CHECK(addresses, "an address is translated by the ranges of every bus above", .setup = begin_sample, .teardown = end_sample)
{
	expect_address("/intc", 0, 0x8000000, 0x10000);
	expect_address("/intc", 1, 0x180000000, 0x20000);
	expect_address("/soc/gpio", 0, 0x9030000, 0x1000);
	expect_address("/soc/bus/serial", 0, 0x9100200, 0x100);
	expect_address("/soc/bus/serial", 1, 0x9200800, 0x10);
	expect_address("/soc/same/device", 0, 0x9040000, 0x20);
}

CHECK(no_address, "an address that no range holds, or that there is not, is an error", .setup = begin_sample, .teardown = end_sample)
{
	struct device_node *serial = of_find_node_by_path("serial0");
	phys_addr_t base;
	u64 size;

	EXPECT_EQ(of_address(serial, 2, &base, &size), -EINVAL, "an address in no range");
	EXPECT_EQ(of_address(serial, 3, &base, &size), -EINVAL, "a fourth of three");
	EXPECT_EQ(of_address(serial, -1, &base, &size), -EINVAL, "one before the first");
	EXPECT_EQ(of_address(serial, S32_MAX, &base, &size), -EINVAL, "the last number");
	EXPECT_EQ(of_address(of_find_node_by_path("/soc/closed/device"), 0, &base, &size), -EINVAL, "behind a bus without ranges");
	EXPECT_EQ(of_address(of_find_node_by_path("/pll"), 0, &base, &size), -EINVAL, "of a node without reg");
	EXPECT_EQ(of_address(of_root, 0, &base, &size), -EINVAL, "of the root");
	EXPECT_EQ(of_address(NULL, 0, &base, &size), -EINVAL, "of nobody");
	EXPECT_EQ((unsigned long)of_iomap(serial, 2), 0, "of_iomap()");
}

CHECK(odd_cells, "a bus with numbers of cells that nobody can count with has no addresses below it", .teardown = end_sample)
{
	static const u32 odd[][2] = { { 0, 1 }, { 3, 1 }, { 0xffffffff, 2 }, { 2, 3 }, { 0x80000000, 0x80000000 } };

	for (unsigned int i = 0; i < ARRAY_SIZE(odd); i++) {
		phys_addr_t base;
		u64 size;

		begin_tree();
		CELLS("#address-cells", odd[i][0]);
		CELLS("#size-cells", odd[i][1]);
		begin_node("device");
		CELLS("reg", 1, 2, 3, 4, 5, 6);
		end_node();
		ASSERT_TRUE(early_init_dt_verify(&tree, end_tree()), "the tree is taken");
		unflatten_device_tree();
		EXPECT_EQ(of_address(of_find_node_by_path("/device"), 0, &base, &size), -EINVAL, "of_address()");
		end_sample();
	}
}

CHECK(claimed_once, "registers that a driver has claimed are not given to another", .setup = begin_sample, .teardown = end_sample)
{
	struct device_node *serial = of_find_node_by_path("serial0");
	struct resource r;

	EXPECT_EQ(of_address_to_resource(serial, 1, &r), 0, "of_address_to_resource()");
	EXPECT_EQ(r.start, 0x9200800, "its start");
	EXPECT_EQ(r.end, 0x920080f, "its last byte");
	EXPECT_EQ((unsigned long)of_io_request_and_map(serial, 1, "first"), 0x9200800, "the first driver");
	EXPECT_EQ((unsigned long)of_io_request_and_map(serial, 1, "second"), 0, "the second one");
	release_mem_region(r.start, resource_size(&r));
	EXPECT_EQ((unsigned long)of_io_request_and_map(serial, 1, "second"), 0x9200800, "the second one, later");
	release_mem_region(r.start, resource_size(&r));
	EXPECT_EQ((unsigned long)iomem_resource.child, 0, "what is left");
}
