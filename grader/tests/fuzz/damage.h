/* SPDX-License-Identifier: MIT */
/* QEMU's own tree, and ways to damage a tree. */
#include <asm/byteorder.h>
#include <linux/compiler.h>
#include <linux/fdt.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include "host.h"

extern const char virt_tree[];

/* What is drawn next; the number of a damaged tree to begin with. */
static u64 state;

static u64 draw(void)
{
	u64 z = state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
	return z ^ z >> 31;
}

/* A copy without the padding, in memory of exactly its size. */
static __maybe_unused u32 *copy_of_tree(u32 *size)
{
	const struct fdt_header *h = (const struct fdt_header *)virt_tree;
	u32 end = be32_to_cpu(h->off_dt_strings) + be32_to_cpu(h->size_dt_strings);
	struct fdt_header *copy;

	*size = ALIGN(max(end, be32_to_cpu(h->off_dt_struct) + be32_to_cpu(h->size_dt_struct)), 8u);
	copy = host_alloc(*size);
	memcpy(copy, virt_tree, *size);
	copy->totalsize = cpu_to_be32(*size);
	return (u32 *)copy;
}

static __maybe_unused void damage(u32 *words, u32 size)
{
	static const u32 boundary[] = { 0, 1, 2, 3, 4, 9, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0, 0x1000 };
	u32 n = size / 4;

	for (unsigned int times = 1 + draw() % 4; times; times--) {
		/* Half of all damage is near the front: the header and the first nodes. */
		u32 at = draw() % (draw() & 1 ? min(n, 64u) : n), other = draw() % n, tmp;

		switch (draw() % 4) {
		case 0:
			words[at] ^= 1u << draw() % 32;
			break;
		case 1:
			words[at] = cpu_to_be32(boundary[draw() % ARRAY_SIZE(boundary)]);
			break;
		case 2:
			tmp = words[at];
			words[at] = words[other];
			words[other] = tmp;
			break;
		case 3:
			((u8 *)words)[draw() % size] = draw();
			break;
		}
	}
}
