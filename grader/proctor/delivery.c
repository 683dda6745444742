// SPDX-License-Identifier: MIT
/*
 * delivery.c: where the configuration and the pristine kernel are.
 *
 * Either in the flash behind the proctor, or, for a machine that was started
 * before there was a kernel to run, in ordinary memory: the grader wrote them
 * there while the machine stood still. Then they move to the secure RAM and
 * their place is wiped, all before the first instruction below EL3.
 */
#include "proctor.h"

#define KEEP_IMAGE	(KEEP_BASE + UL(0x1000))
#define KEEP_END	(KEEP_BASE + KEEP_SIZE)

/* Move @n bytes from @src, where nothing of them stays; returns the end of the copy. */
static u64 move(u64 dst, u64 src, u64 n)
{
	copy64(dst, (const void *)src, n);
	fill64(src & ~63ULL, (src + n + 63) & ~63ULL, POISON);
	return (dst + n + 63) & ~63ULL;
}

bool take_delivery(void)
{
	const struct config *c = (const struct config *)(DELIVERY_BASE + CONFIG_OFFSET);
	u64 data;

	if (((const struct config *)CONFIG_OFFSET)->magic == CONFIG_MAGIC) {
		state.config = CONFIG_OFFSET;
		state.checkpoint = KEEP_BASE;
		c = config();
		state.text = c->image_off;
		state.data = c->image_off + c->data_off;
		return true;
	}
	if (c->magic != CONFIG_MAGIC ||
	    c->text_len + c->image_len - c->data_off + 128 > KEEP_END - KEEP_IMAGE)
		return false;
	state.config = KEEP_BASE;
	move(KEEP_BASE, (u64)c, sizeof(*c));
	c = config();
	state.text = KEEP_IMAGE;
	state.data = move(KEEP_IMAGE, DELIVERY_BASE + c->image_off, c->text_len);
	data = DELIVERY_BASE + c->image_off + c->data_off;
	state.checkpoint = move(state.data, data, c->image_len - c->data_off);
	return true;
}

const void *pristine(u64 offset)
{
	u64 data = config()->data_off;

	return (const void *)(offset < data ? state.text + offset : state.data + offset - data);
}
