// SPDX-License-Identifier: MIT
/*
 * fdt.c: the walker of the flattened device tree, see linux/fdt.h.
 *
 * The blob comes from outside, so every offset and length in it is checked
 * before it is followed. Only fdt_check_header() looks at the header's sizes;
 * the rest keeps within the two blocks that it has found good. Linux:
 * scripts/dtc/libfdt/.
 */
#include <asm/byteorder.h>
#include <linux/fdt.h>
#include <linux/kernel.h>
#include <linux/string.h>

#define VERSION		17
#define LAST_COMP	16
#define RSV_ENTRY	16	/* bytes: address and size */

static u32 field(const __be32 *p)
{
	return be32_to_cpu(*p);
}

#define HEADER(fdt, name)	field(&((const struct fdt_header *)(fdt))->name)

u32 fdt_totalsize(const void *fdt)
{
	return HEADER(fdt, totalsize);
}

/* Whether @len bytes from @off lie in a blob of @total. */
static bool inside(u32 total, u32 off, u32 len)
{
	return off <= total && len <= total - off;
}

int fdt_check_header(const void *fdt, size_t room)
{
	u32 total;

	if ((unsigned long)fdt & 7)
		return -FDT_ERR_ALIGNMENT;
	if (room < sizeof(struct fdt_header))
		return -FDT_ERR_TRUNCATED;
	if (HEADER(fdt, magic) != FDT_MAGIC)
		return -FDT_ERR_BADMAGIC;
	if (HEADER(fdt, version) < VERSION || HEADER(fdt, last_comp_version) > VERSION ||
	    HEADER(fdt, last_comp_version) < LAST_COMP)
		return -FDT_ERR_BADVERSION;
	total = HEADER(fdt, totalsize);
	if (total < sizeof(struct fdt_header) || total > room || total > S32_MAX)
		return -FDT_ERR_TRUNCATED;
	if (!inside(total, HEADER(fdt, off_dt_struct), HEADER(fdt, size_dt_struct)) ||
	    !inside(total, HEADER(fdt, off_dt_strings), HEADER(fdt, size_dt_strings)) ||
	    !inside(total, HEADER(fdt, off_mem_rsvmap), RSV_ENTRY) ||
	    HEADER(fdt, off_dt_struct) & 3 || HEADER(fdt, off_mem_rsvmap) & 7)
		return -FDT_ERR_BADLAYOUT;
	return 0;
}

const char *fdt_strerror(int err)
{
	switch (-err) {
	case FDT_ERR_NOTFOUND:		return "not there";
	case FDT_ERR_BADOFFSET:		return "not a node or property";
	case FDT_ERR_TRUNCATED:		return "cut off";
	case FDT_ERR_BADMAGIC:		return "no device tree (bad magic number)";
	case FDT_ERR_BADVERSION:	return "an unknown version";
	case FDT_ERR_BADSTRUCTURE:	return "damaged structure block";
	case FDT_ERR_BADLAYOUT:		return "blocks outside of the tree";
	case FDT_ERR_ALIGNMENT:		return "not at a multiple of 8";
	default:			return err < 0 ? "unknown error" : "no error";
	}
}

/* Where offset @off of the structure block is, if @len bytes can be read there; else NULL. */
static const void *at(const void *fdt, int off, u32 len)
{
	if (off < 0 || off & 3 || !inside(HEADER(fdt, size_dt_struct), off, len))
		return NULL;
	return (const char *)fdt + HEADER(fdt, off_dt_struct) + off;
}

/* The string at @s, if it ends within @room bytes; its length in *@len. */
static const char *string(const char *s, u32 room, int *len)
{
	size_t n = strnlen(s, room);

	*len = n;
	return n < room ? s : NULL;
}

/* The name behind the FDT_BEGIN_NODE at @node. */
static const char *node_name(const void *fdt, int node, int *len)
{
	const __be32 *token = at(fdt, node, 8);

	if (!token || field(token) != FDT_BEGIN_NODE)
		return NULL;
	return string((const char *)(token + 1), HEADER(fdt, size_dt_struct) - node - 4, len);
}

/*
 * The token at @off, which may be an FDT_NOP, and where the next one is; for
 * what is damaged, or FDT_END, *@next is a negative error.
 */
static u32 token_at(const void *fdt, int off, int *next)
{
	const __be32 *token = at(fdt, off, 4);
	int len;

	*next = -FDT_ERR_BADSTRUCTURE;
	if (!token)
		return FDT_END;
	switch (field(token)) {
	case FDT_BEGIN_NODE:
		if (node_name(fdt, off, &len))
			*next = off + 4 + ALIGN(len + 1, 4);
		break;
	case FDT_PROP:
		if (fdt_property(fdt, off, NULL, &len))
			*next = off + 12 + ALIGN(len, 4);
		break;
	case FDT_END_NODE:
	case FDT_NOP:
		*next = off + 4;
		break;
	case FDT_END:
		*next = -FDT_ERR_NOTFOUND;
		break;
	default:
		return FDT_END;
	}
	return field(token);
}

int fdt_next_node(const void *fdt, int offset, int *depth)
{
	bool first = offset < 0;
	int next = 0, level = first ? -1 : *depth;
	u32 token;

	if (offset >= 0 && token_at(fdt, offset, &next) != FDT_BEGIN_NODE)
		return -FDT_ERR_BADOFFSET;
	while (next >= 0) {
		offset = next;
		token = token_at(fdt, offset, &next);
		if (token == FDT_BEGIN_NODE) {
			if (level < 0 && !first)
				return -FDT_ERR_BADSTRUCTURE;	/* a second root */
			*depth = ++level;
			return next < 0 ? next : level < FDT_MAX_DEPTH ? offset : -FDT_ERR_BADSTRUCTURE;
		}
		if (token == FDT_END_NODE && --level < -1)
			return -FDT_ERR_BADSTRUCTURE;
	}
	/* The end, but not of the root: there is none, or it is still open. */
	return next == -FDT_ERR_NOTFOUND && (first || level >= 0) ? -FDT_ERR_BADSTRUCTURE : next;
}

const char *fdt_get_name(const void *fdt, int node)
{
	int len;

	return node_name(fdt, node, &len);
}

/* The first property from @off on, before any other kind of token. */
static int property_from(const void *fdt, int off)
{
	int next = off;

	while (next >= 0) {
		off = next;
		switch (token_at(fdt, off, &next)) {
		case FDT_PROP:
			return next < 0 ? next : off;
		case FDT_NOP:
			break;
		default:
			return next < 0 && next != -FDT_ERR_NOTFOUND ? next : -FDT_ERR_NOTFOUND;
		}
	}
	return next;
}

int fdt_first_property(const void *fdt, int node)
{
	int next;

	if (token_at(fdt, node, &next) != FDT_BEGIN_NODE)
		return -FDT_ERR_BADOFFSET;
	return next < 0 ? next : property_from(fdt, next);
}

int fdt_next_property(const void *fdt, int prop)
{
	int next;

	if (token_at(fdt, prop, &next) != FDT_PROP)
		return -FDT_ERR_BADOFFSET;
	return next < 0 ? next : property_from(fdt, next);
}

const void *fdt_property(const void *fdt, int prop, const char **name, int *len)
{
	const __be32 *token = at(fdt, prop, 12);
	u32 strings = HEADER(fdt, size_dt_strings), size, name_off;
	int name_len;

	if (!token || field(token) != FDT_PROP)
		return NULL;
	size = field(token + 1);
	name_off = field(token + 2);
	if (size > S32_MAX - 16 || !at(fdt, prop + 12, size) || name_off >= strings)
		return NULL;
	if (!string((const char *)fdt + HEADER(fdt, off_dt_strings) + name_off, strings - name_off,
		    &name_len))
		return NULL;
	if (name)
		*name = (const char *)fdt + HEADER(fdt, off_dt_strings) + name_off;
	if (len)
		*len = size;
	return token + 3;
}

const void *fdt_getprop(const void *fdt, int node, const char *name, int *len)
{
	const char *found;
	int prop, size;

	for (prop = fdt_first_property(fdt, node); prop >= 0; prop = fdt_next_property(fdt, prop)) {
		const void *value = fdt_property(fdt, prop, &found, &size);

		if (value && !strcmp(found, name)) {
			if (len)
				*len = size;
			return value;
		}
	}
	if (len)
		*len = prop;
	return NULL;
}

/* Whether the node's name is the @len bytes at @part, with or without its unit address. */
static bool name_is(const char *name, const char *part, size_t len)
{
	const char *unit;

	if (!name || strncmp(name, part, len))
		return false;
	unit = strchr(part, '@');
	return !name[len] || (name[len] == '@' && !(unit && unit < part + len));
}

int fdt_path_offset(const void *fdt, const char *path)
{
	int depth = 0, want = 0, node = fdt_next_node(fdt, -1, &depth);

	while (node >= 0) {
		const char *end;

		while (*path == '/')
			path++;
		if (!*path)
			return node;
		end = strchr(path, '/');
		if (!end)
			end = path + strlen(path);
		/* The children of this node: one level deeper, until something is not. */
		want++;
		do {
			node = fdt_next_node(fdt, node, &depth);
			if (node >= 0 && depth < want)
				return -FDT_ERR_NOTFOUND;
		} while (node >= 0 &&
			 (depth > want || !name_is(fdt_get_name(fdt, node), path, end - path)));
		path = end;
	}
	return node;
}

int fdt_num_mem_rsv(const void *fdt)
{
	u32 off = HEADER(fdt, off_mem_rsvmap), total = HEADER(fdt, totalsize);
	u64 address, size;

	for (int n = 0; inside(total, off + n * RSV_ENTRY, RSV_ENTRY); n++) {
		fdt_get_mem_rsv(fdt, n, &address, &size);
		if (!size)
			return n;
	}
	return -FDT_ERR_TRUNCATED;
}

void fdt_get_mem_rsv(const void *fdt, int n, u64 *address, u64 *size)
{
	const __be64 *entry = (const __be64 *)((const char *)fdt + HEADER(fdt, off_mem_rsvmap)) + 2 * n;

	*address = be64_to_cpu(entry[0]);
	*size = be64_to_cpu(entry[1]);
}
