/* SPDX-License-Identifier: MIT */
/*
 * Flattened device trees of a test's own, built node by node:
 *
 *	begin_tree();
 *	CELLS("#address-cells", 1);
 *	begin_node("serial@9000000");
 *	text_prop("compatible", "arm,pl011");
 *	CELLS("reg", 0x9000000, 0x1000);
 *	end_node();
 *	size = end_tree();
 *
 * One at a time; what is too much for it is cut off, and then refused by
 * early_init_dt_verify().
 */
#ifndef _TEST_TREE_H
#define _TEST_TREE_H

#include <asm/byteorder.h>
#include <linux/compiler.h>
#include <linux/fdt.h>
#include <linux/string.h>

#ifndef TREE_WORDS
#define TREE_WORDS	160	/* of the structure block */
#define TREE_STRINGS	64	/* bytes */
#endif

/* A flattened tree while it is built; its blocks lie where the header says. */
static struct {
	struct fdt_header head;
	__be32 none[2];		/* the next block is at a multiple of 8 */
	__be32 rsvmap[4];
	char strings[TREE_STRINGS];
	__be32 words[TREE_WORDS];
} tree __aligned(8);
static unsigned int nwords, nstrings;

static __maybe_unused void word(u32 value)
{
	if (nwords < TREE_WORDS)
		tree.words[nwords++] = cpu_to_be32(value);
}

static __maybe_unused void bytes(const char *text, unsigned int len)
{
	for (unsigned int i = 0; i < len; i += 4) {
		u32 cell = 0;

		for (unsigned int k = i; k < i + 4; k++)
			cell = cell << 8 | (k < len ? (u8)text[k] : 0);
		word(cell);
	}
}

static __maybe_unused void begin_node(const char *name)
{
	word(FDT_BEGIN_NODE);
	bytes(name, strlen(name) + 1);
}

static __maybe_unused void end_node(void)
{
	word(FDT_END_NODE);
}

static __maybe_unused void begin_prop(const char *name, unsigned int len)
{
	unsigned int at = 0;

	while (at < nstrings && strcmp(&tree.strings[at], name))
		at += strlen(&tree.strings[at]) + 1;
	if (at + strlen(name) >= sizeof(tree.strings)) {
		nwords = TREE_WORDS;
		return;
	}
	if (at == nstrings) {
		memcpy(&tree.strings[at], name, strlen(name) + 1);
		nstrings += strlen(name) + 1;
	}
	word(FDT_PROP);
	word(len);
	word(at);
}

static __maybe_unused void text_prop(const char *name, const char *value)
{
	begin_prop(name, strlen(value) + 1);
	bytes(value, strlen(value) + 1);
}

static __maybe_unused void cells_prop(const char *name, unsigned int n, const u32 *cells)
{
	begin_prop(name, 4 * n);
	for (unsigned int i = 0; i < n; i++)
		word(cells[i]);
}
#define CELLS(name, ...) \
	cells_prop(name, sizeof((u32[]){ __VA_ARGS__ }) / 4, (u32[]){ __VA_ARGS__ })

static __maybe_unused void begin_tree(void)
{
	memset(&tree, 0, sizeof(tree));
	nwords = nstrings = 0;
	begin_node("");
}

/* The tree's size; it is complete then. */
static __maybe_unused unsigned int end_tree(void)
{
	unsigned int size;

	end_node();
	word(FDT_END);
	size = (char *)&tree.words[nwords] - (char *)&tree;
	tree.head = (struct fdt_header){
		.magic = cpu_to_be32(FDT_MAGIC),
		.totalsize = cpu_to_be32(size),
		.off_dt_struct = cpu_to_be32((char *)tree.words - (char *)&tree),
		.off_dt_strings = cpu_to_be32(tree.strings - (char *)&tree),
		.off_mem_rsvmap = cpu_to_be32((char *)tree.rsvmap - (char *)&tree),
		.version = cpu_to_be32(17),
		.last_comp_version = cpu_to_be32(16),
		.size_dt_strings = cpu_to_be32(nstrings),
		.size_dt_struct = cpu_to_be32(4 * nwords),
	};
	return size;
}

#endif /* _TEST_TREE_H */
