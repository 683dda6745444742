// SPDX-License-Identifier: MIT
/*
 * The tree walker and the early scans on damaged trees, under ASan and UBSan.
 *
 * Whatever is in the blob, nothing outside of it may be read, every walk must
 * end, and what was found good must stay good. QEMU's own tree is damaged in
 * many ways, each of them drawn from a number that names it.
 */
#include <linux/memblock.h>
#include <linux/of_fdt.h>
#include <test/test.h>
#include "damage.h"

#define ROUNDS	100000

asm(".section .rodata\n.balign 8\n.globl virt_tree\nvirt_tree: .incbin \"build/host/virt.dtb\"\n.previous");

/* Every node, every property, all values; the number of steps. */
static unsigned long walk(const void *fdt)
{
	unsigned long steps = 0;
	int depth = 0;

	for (int node = fdt_next_node(fdt, -1, &depth); node >= 0; node = fdt_next_node(fdt, node, &depth)) {
		const char *name = fdt_get_name(fdt, node);

		steps += name ? strlen(name) : 0;
		if (depth < 0 || depth >= FDT_MAX_DEPTH || ++steps > 1000000)
			return 0;
		for (int prop = fdt_first_property(fdt, node); prop >= 0; prop = fdt_next_property(fdt, prop)) {
			const char *what = "";
			int len = 0;
			const u8 *value = fdt_property(fdt, prop, &what, &len);
			u8 sum = 0;

			for (int i = 0; value && i < len; i++)
				sum += value[i];
			steps += 1 + (sum & 1) + !strlen(what);
		}
	}
	return steps;
}

static void forget(void)
{
	initial_boot_params = NULL;
	phys_initrd_start = phys_initrd_end = 0;
	memblock.memory.cnt = memblock.reserved.cnt = 0;
	memblock.memory.total_size = memblock.reserved.total_size = 0;
}

CHECK(whole_tree, "QEMU's own tree is read to its end, and its memory is found")
{
	u32 size, *fdt = copy_of_tree(&size);
	int len;

	ASSERT_EQ(fdt_check_header(fdt, size), 0, "fdt_check_header()");
	EXPECT_GT(walk(fdt), 100, "steps");
	EXPECT_GE(fdt_path_offset(fdt, "/cpus/cpu@0"), 0, "/cpus/cpu@0");
	EXPECT_GE(fdt_path_offset(fdt, "/memory"), 0, "/memory, without its unit address");
	EXPECT_EQ(fdt_path_offset(fdt, "/cpus/nobody"), -FDT_ERR_NOTFOUND, "/cpus/nobody");
	EXPECT_TRUE(fdt_getprop(fdt, fdt_path_offset(fdt, "/psci"), "method", &len) || len < 0, "a property or an error");
	forget();
	ASSERT_TRUE(early_init_dt_verify(fdt, size), "early_init_dt_verify()");
	early_init_dt_scan_nodes();
	EXPECT_EQ(memblock_phys_mem_size(), 128 << 20, "memblock_phys_mem_size()");
	EXPECT_TRUE(of_flat_dt_is_compatible(fdt_path_offset(fdt, "/"), "linux,dummy-virt"), "the root's compatible");
	forget();
	host_free(fdt);
}

CHECK(cut_off, "a tree that is cut off anywhere is refused, not read")
{
	u32 size, *fdt = copy_of_tree(&size);

	for (u32 room = 0; room < size; room += 4) {
		u32 *part = host_alloc(room ? room : 1);

		memcpy(part, fdt, room);
		ASSERT_NE(fdt_check_header(part, room), 0, "fdt_check_header()");
		host_free(part);
	}
	host_free(fdt);
}

CHECK(too_deep, "a thousand nodes inside each other are refused")
{
	u32 size = sizeof(struct fdt_header) + 16 + 4 * (3 * 1000 + 2), *w = host_alloc(size);
	struct fdt_header *h = (struct fdt_header *)w;
	u32 first = (sizeof(*h) + 16) / 4;

	memset(w, 0, size);
	h->magic = cpu_to_be32(FDT_MAGIC);
	h->totalsize = cpu_to_be32(size);
	h->off_mem_rsvmap = cpu_to_be32(sizeof(*h));
	h->off_dt_struct = h->off_dt_strings = cpu_to_be32(first * 4);
	h->size_dt_struct = cpu_to_be32(size - first * 4);
	h->version = cpu_to_be32(17);
	h->last_comp_version = cpu_to_be32(16);
	/* A thousand times a node begins, with an empty name; then they end. */
	for (u32 i = 0; i < 1000; i++) {
		w[first + 2 * i] = cpu_to_be32(FDT_BEGIN_NODE);
		w[first + 2000 + i] = cpu_to_be32(FDT_END_NODE);
	}
	w[first + 3000] = cpu_to_be32(FDT_END);
	ASSERT_EQ(fdt_check_header(w, size), 0, "fdt_check_header()");
	EXPECT_TRUE(!early_init_dt_verify(w, size), "early_init_dt_verify() refuses it");
	EXPECT_LE(walk(w), FDT_MAX_DEPTH, "steps until the walker gives up");
	host_free(w);
}

CHECK(damaged_trees, "100,000 damaged trees are walked and scanned without harm")
{
	u32 size, *fdt = copy_of_tree(&size), *copy = host_alloc(size);
	unsigned long good = 0, refused = 0;

	for (u64 round = 0; round < ROUNDS; round++) {
		state = round;
		memcpy(copy, fdt, size);
		damage(copy, size);
		forget();
		if (!early_init_dt_verify(copy, size)) {
			refused++;
			/* The walker itself promises the same for what nobody has looked through. */
			if (!(round & 3) && !fdt_check_header(copy, size))
				walk(copy);
			continue;
		}
		good++;
		/* The rest costs more: for every fourth. */
		if (round & 3)
			continue;
		ASSERT_NE(walk(copy), 0, "steps of a walk that ends");
		early_init_dt_scan_nodes();
		early_init_fdt_scan_reserved_mem();
		ASSERT_LE(memblock.memory.cnt, INIT_MEMBLOCK_REGIONS, "regions of memory");
	}
	forget();
	/* Both ways out are taken often, or the damage is of the wrong kind. */
	EXPECT_GT(good, ROUNDS / 20, "trees that could be used");
	EXPECT_GT(refused, ROUNDS / 20, "trees that were refused");
	host_free(copy);
	host_free(fdt);
}
