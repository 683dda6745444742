// SPDX-License-Identifier: MIT
/*
 * Loading the kernel by the arm64 boot protocol (Linux:
 * Documentation/arm64/booting.rst), from the pristine copy that was delivered.
 *
 * What the image does not fill of its own memory, and what lies around it, is
 * poisoned first, so that nothing there happens to be zero.
 */
#include "proctor.h"

#define TREE_ROOM	0x10000ULL	/* QEMU's tree takes about 8 KiB */
#define ALIGN_2M(x)	(((x) + 0x1fffffULL) & ~0x1fffffULL)

struct image_header {
	u32 code0, code1;
	u64 text_offset;
	u64 image_size;
	u64 flags;
	u64 res2, res3, res4;
	u32 magic;
	u32 res5;
};

#define IMAGE_MAGIC		0x644d5241	/* "ARM\x64" */
#define FLAG_BIG_ENDIAN		1
#define FLAG_PAGE_SIZE(flags)	((flags) >> 1 & 3)	/* 0: unspecified, 1: 4K */

static void check_header(const struct image_header *h)
{
	if (h->magic != IMAGE_MAGIC)
		stop_bad_image("magic", h->magic, IMAGE_MAGIC);
	if (!h->image_size)
		stop_bad_image("image-size-zero", 0, config()->image_len);
	if (h->image_size < config()->image_len)
		stop_bad_image("image-size-small", h->image_size, config()->image_len);
	if (h->image_size > state.ram_end - state.load)
		stop_bad_image("image-size-large", h->image_size, config()->image_len);
	if (h->flags & FLAG_BIG_ENDIAN)
		stop_bad_image("endian", h->flags, 0xa);
	if (FLAG_PAGE_SIZE(h->flags) > 1)
		stop_bad_image("page-size", h->flags, 0xa);
	/* Our images are linked for a 2 MiB boundary; Linux has had 0 here since 5.10. */
	if (h->text_offset)
		stop_bad_image("text-offset", h->text_offset, 0);
}

/* Code and data; the hole between them, there for alignment only, keeps the poison. */
static void copy_parts(void)
{
	const struct config *c = config();

	copy64(state.load, pristine(0), c->text_len);
	copy64(state.load + c->data_off, pristine(c->data_off), c->image_len - c->data_off);
}

void load_kernel(void)
{
	const struct config *c = config();
	const struct image_header *h = pristine(0);
	u64 end, initrd = 0, src = TREE_COPY;

	state.load = RAM_BASE + c->load_offset[state.entry];
	state.ram_end = read_tree(src).ram_end;
	check_header(h);

	/* Behind the image first its .bss, then the tree, then the initrd. */
	end = ALIGN_2M(state.load + h->image_size);
	state.fdt = end;
	state.used_end = ((state.load + h->image_size + 63) & ~63ULL) + MARGIN;
	if (state.used_end > end)
		state.used_end = end;
	if (c->initrd_len) {
		initrd = end + 0x200000;
		copy64(initrd, (const void *)c->initrd_off, c->initrd_len);
	}
	if (c->flags & CONFIG_PLAIN) {
		make_tree(state.fdt, src, initrd, c->initrd_len, machine());
		copy64(state.load, pristine(0), c->image_len);
	} else {
		fill64(state.load + (c->data_off & ~63ULL), state.used_end, POISON);
		poison_holes();
		make_tree(state.fdt, src, initrd, c->initrd_len, machine());
		/* What lies around the image, and the machine's own copy of the tree. */
		fill64(state.load - MARGIN, state.load, POISON);
		fill64(state.fdt + TREE_ROOM, state.fdt + TREE_ROOM + MARGIN, POISON);
		fill64(RAM_BASE, RAM_BASE + MARGIN, POISON);
		copy_parts();
	}
	copy64(state.load - 0x1000, default_vectors, default_vectors_end - default_vectors);
}

bool test_code_intact(void)
{
	return !memcmp((const void *)(state.load + config()->test_off),
		       pristine(config()->test_off), config()->test_len);
}
