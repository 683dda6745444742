// SPDX-License-Identifier: MIT
/*
 * The device tree that the kernel gets: QEMU's own, with what firmware adds.
 *
 * With secure=on QEMU leaves PSCI to the firmware, so the psci node and the
 * CPUs' enable-method are written here, as TF-A does on this machine; and with
 * an initrd its place in /chosen. The blob is copied token by token; format:
 * Devicetree Specification v0.4, chapter 5.
 */
#include "proctor.h"

#define FDT_MAGIC	0xd00dfeed
#define FDT_BEGIN_NODE	1
#define FDT_END_NODE	2
#define FDT_PROP	3
#define FDT_NOP		4
#define FDT_END		9

enum { H_MAGIC, H_TOTALSIZE, H_OFF_STRUCT, H_OFF_STRINGS, H_OFF_RSVMAP, H_VERSION,
       H_LAST_COMP, H_BOOT_CPU, H_SIZE_STRINGS, H_SIZE_STRUCT, H_WORDS };

static u32 be32(u32 v)
{
	return __builtin_bswap32(v);
}

static int str_eq(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

static int starts_with(const char *s, const char *prefix)
{
	while (*prefix && *s == *prefix)
		s++, prefix++;
	return !*prefix;
}

struct tree_info read_tree(u64 src)
{
	const u32 *h = (const u32 *)src;
	const u32 *p = (const u32 *)(src + be32(h[H_OFF_STRUCT]));
	const char *strings = (const char *)(src + be32(h[H_OFF_STRINGS]));
	struct tree_info info = { RAM_BASE, 0 };
	const char *node = "";

	if (be32(h[H_MAGIC]) != FDT_MAGIC)
		return info;
	for (;;) {
		u32 token = be32(*p++);

		if (token == FDT_BEGIN_NODE) {
			node = (const char *)p;
			p += str_len(node) / 4 + 1;
			if (starts_with(node, "cpu@"))
				info.cpus++;
		} else if (token == FDT_PROP) {
			u32 len = be32(p[0]);

			if (starts_with(node, "memory@") && str_eq(strings + be32(p[1]), "reg"))
				info.ram_end = RAM_BASE + ((u64)be32(p[4]) << 32 | be32(p[5]));
			p += 2 + (len + 3) / 4;
		} else if (token == FDT_END) {
			return info;
		}
	}
}

/*
 * QEMU pads its blob to 1 MiB, but the blocks come first: keep what they span.
 * A blob of another layout does not fit and reads as empty, so no RAM is found
 * and the load says so.
 */
void keep_tree(u64 src)
{
	const u32 *h = (const u32 *)src;
	u64 end = be32(h[H_OFF_STRINGS]) + be32(h[H_SIZE_STRINGS]);
	u64 struct_end = be32(h[H_OFF_STRUCT]) + be32(h[H_SIZE_STRUCT]);

	if (struct_end > end)
		end = struct_end;
	if (be32(h[H_MAGIC]) == FDT_MAGIC && end <= TREE_COPY_SIZE - 32)
		copy64(TREE_COPY, (const void *)src, end);
}

/* The blob under construction: the structure grows up, strings in a block of their own. */
struct out {
	u32 *p;
	char *strings;
	u32 nstrings;
};

static void put(struct out *o, u32 v)
{
	*o->p++ = be32(v);
}

static u32 string_offset(struct out *o, const char *name)
{
	u32 at = o->nstrings, n = str_len(name) + 1;

	memcpy(o->strings + at, name, n);
	o->nstrings += n;
	return at;
}

static void put_prop(struct out *o, const char *name, const void *val, u32 len)
{
	put(o, FDT_PROP);
	put(o, len);
	put(o, string_offset(o, name));
	if (len)
		o->p[(len - 1) / 4] = 0;
	memcpy(o->p, val, len);
	o->p += (len + 3) / 4;
}

static void put_u64(struct out *o, const char *name, u64 v)
{
	u32 cells[2] = { be32(v >> 32), be32(v) };

	put_prop(o, name, cells, sizeof(cells));
}

static void put_node(struct out *o, const char *name)
{
	u32 n = str_len(name) + 1;

	put(o, FDT_BEGIN_NODE);
	o->p[n / 4] = 0;		/* the name's padding */
	if (n % 4 == 0)
		o->p[n / 4 - 1] = 0;
	memcpy(o->p, name, n);
	o->p += (n + 3) / 4;
}

static void put_reg(struct out *o, u64 base, u64 size)
{
	u32 cells[4] = { be32(base >> 32), be32(base), be32(size >> 32), be32(size) };

	put_prop(o, "reg", cells, sizeof(cells));
}

/* The first two banks in one node, each of the others in one of its own: both ways are allowed. */
static void put_memory(struct out *o, const struct machine *m)
{
	for (u64 i = 0; i < m->nbanks; i++) {
		u64 base = RAM_BASE + m->bank[i].off, size = m->bank[i].size;

		put_node(o, "memory");
		put_prop(o, "device_type", "memory", 7);
		if (i == 0 && m->nbanks > 1) {
			u64 base2 = RAM_BASE + m->bank[1].off, size2 = m->bank[1].size;
			u32 cells[8] = { be32(base >> 32), be32(base), be32(size >> 32), be32(size),
					 be32(base2 >> 32), be32(base2), be32(size2 >> 32), be32(size2) };

			put_prop(o, "reg", cells, sizeof(cells));
			i = 1;
		} else {
			put_reg(o, base, size);
		}
		put(o, FDT_END_NODE);
	}
}

static void put_reserved(struct out *o, const struct machine *m)
{
	const u32 two = be32(2);

	put_node(o, "reserved-memory");
	put_prop(o, "#address-cells", &two, 4);
	put_prop(o, "#size-cells", &two, 4);
	put_prop(o, "ranges", "", 0);
	for (u64 i = 0; i < m->nreserved; i++) {
		if (m->reserved[i].kind == RESERVED_MEMRESERVE)
			continue;
		put_node(o, "firmware");
		put_reg(o, RAM_BASE + m->reserved[i].off, m->reserved[i].size);
		if (m->reserved[i].kind == RESERVED_NOMAP)
			put_prop(o, "no-map", "", 0);
		put(o, FDT_END_NODE);
	}
	put(o, FDT_END_NODE);
}

/* Skip a node, from behind its FDT_BEGIN_NODE's name to behind its FDT_END_NODE. */
static const u32 *skip_node(const u32 *p)
{
	unsigned int depth = 1;

	while (depth) {
		u32 token = be32(*p++);

		if (token == FDT_BEGIN_NODE) {
			depth++;
			p += str_len((const char *)p) / 4 + 1;
		} else if (token == FDT_END_NODE) {
			depth--;
		} else if (token == FDT_PROP) {
			p += 2 + (be32(p[0]) + 3) / 4;
		}
	}
	return p;
}

static void put_psci(struct out *o)
{
	put(o, FDT_BEGIN_NODE);
	memcpy(o->p, "psci\0\0\0", 8);
	o->p += 2;
	put_prop(o, "compatible", "arm,psci-1.0\0arm,psci-0.2", 26);
	put_prop(o, "method", "smc", 4);
	put(o, FDT_END_NODE);
}

/* Room for our strings behind the machine's own. */
#define STRINGS_ROOM	0x100

/* The memory reservation block: an entry of zeros ends it. Returns where it ends. */
static u64 put_memreserve(u64 dst, const struct machine *m)
{
	u64 *entry = (u64 *)dst;

	for (u64 i = 0; i < m->nreserved; i++) {
		if (m->reserved[i].kind != RESERVED_MEMRESERVE)
			continue;
		*entry++ = __builtin_bswap64(RAM_BASE + m->reserved[i].off);
		*entry++ = __builtin_bswap64(m->reserved[i].size);
	}
	*entry++ = 0;
	*entry++ = 0;
	return (u64)entry;
}

u64 make_tree(u64 dst, u64 src, u64 initrd, u64 initrd_len, const struct machine *m)
{
	const u32 *h = (const u32 *)src;
	const u32 *p = (const u32 *)(src + be32(h[H_OFF_STRUCT]));
	u32 old_strings = be32(h[H_SIZE_STRINGS]);
	u32 *out_h = (u32 *)dst;
	u64 strings_at = put_memreserve(dst + H_WORDS * 4, m);
	struct out o = {
		.strings = (char *)strings_at, .nstrings = old_strings,
		.p = (u32 *)((strings_at + old_strings + STRINGS_ROOM + 7) & ~7ULL),
	};
	u32 *first = o.p;
	unsigned int depth = 0, cpus = read_tree(src).cpus;

	memcpy(o.strings, (const void *)(src + be32(h[H_OFF_STRINGS])), old_strings);

	for (;;) {
		u32 token = be32(*p++);

		if (token == FDT_NOP)
			continue;
		if (token == FDT_BEGIN_NODE && depth == 1 && m->nbanks &&
		    starts_with((const char *)p, "memory@")) {
			p = skip_node(p + str_len((const char *)p) / 4 + 1);
			continue;
		}
		if (token == FDT_END_NODE && --depth == 0) {
			put_psci(&o);
			put_memory(&o, m);
			if (m->nreserved)
				put_reserved(&o, m);
		}
		put(&o, token);
		if (token == FDT_BEGIN_NODE) {
			const char *name = (const char *)p;
			u32 words = str_len(name) / 4 + 1;

			memcpy(o.p, p, words * 4);
			o.p += words;
			p += words;
			depth++;
			if (depth == 3 && starts_with(name, "cpu@") && cpus > 1)
				put_prop(&o, "enable-method", "psci", 5);
			if (depth == 2 && str_eq(name, "chosen") && m->bootargs[0])
				put_prop(&o, "bootargs", m->bootargs, str_len(m->bootargs) + 1);
			if (depth == 2 && str_eq(name, "chosen") && initrd_len) {
				put_u64(&o, "linux,initrd-start", initrd);
				put_u64(&o, "linux,initrd-end", initrd + initrd_len);
			}
		} else if (token == FDT_PROP) {
			u32 words = 2 + (be32(p[0]) + 3) / 4;

			memcpy(o.p, p, words * 4);
			o.p += words;
			p += words;
		} else if (token == FDT_END) {
			break;
		}
	}

	out_h[H_MAGIC] = be32(FDT_MAGIC);
	out_h[H_TOTALSIZE] = be32((u64)o.p - dst);
	out_h[H_OFF_STRUCT] = be32((u64)first - dst);
	out_h[H_OFF_STRINGS] = be32(strings_at - dst);
	out_h[H_OFF_RSVMAP] = be32(H_WORDS * 4);
	out_h[H_VERSION] = be32(17);
	out_h[H_LAST_COMP] = be32(16);
	out_h[H_BOOT_CPU] = h[H_BOOT_CPU];
	out_h[H_SIZE_STRINGS] = be32(o.nstrings);
	out_h[H_SIZE_STRUCT] = be32((u64)o.p - (u64)first);
	return dst;
}
