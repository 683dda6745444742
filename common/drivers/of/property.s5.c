// SPDX-License-Identifier: MIT
/*
 * property.c: what a node's properties say, as numbers, strings and references
 * to other nodes. A value comes from outside: its length decides how far it is
 * read. Linux: drivers/of/property.c, base.c (of_phandle_iterator_next).
 */
#include <asm/byteorder.h>
#include <linux/errno.h>
#include <linux/of.h>
#include <linux/of_fdt.h>
#include <linux/string.h>

int of_property_read_u32_index(const struct device_node *np, const char *name, u32 index, u32 *out)
{
	int len;
	const __be32 *cells = of_get_property(np, name, &len);

	if (!cells)
		return -EINVAL;
	if (index >= (u32)len / 4)
		return -EOVERFLOW;
	*out = be32_to_cpu(cells[index]);
	return 0;
}

int of_property_read_u64(const struct device_node *np, const char *name, u64 *out)
{
	int len;
	const __be32 *cells = of_get_property(np, name, &len);

	if (!cells)
		return -EINVAL;
	if (len < 8)
		return -EOVERFLOW;
	*out = dt_mem_next_cell(2, &cells);
	return 0;
}

int of_property_count_u32_elems(const struct device_node *np, const char *name)
{
	int len;

	if (!of_get_property(np, name, &len) || len % 4)
		return -EINVAL;
	return len / 4;
}

/*
 * Through the strings of a property: until @index, or one that is @string.
 * Return: its index, with the string in *@out; -ENODATA behind the last one,
 * with their number in *@count; or -EINVAL, -EILSEQ.
 */
static int next_strings(const struct device_node *np, const char *name, int index,
			const char *string, const char **out, int *count)
{
	int len = 0, n = 0;
	const char *s = of_get_property(np, name, &len), *end = s + len;

	if (!s)
		return -EINVAL;
	for (; s < end; s += strlen(s) + 1, n++) {
		if (strnlen(s, end - s) == (size_t)(end - s))
			return -EILSEQ;
		if (n == index || (string && !strcmp(s, string))) {
			*out = s;
			return n;
		}
	}
	*count = n;
	return -ENODATA;
}

int of_property_read_string_index(const struct device_node *np, const char *name, int index,
				  const char **out)
{
	int count, found = index < 0 ? -EINVAL : next_strings(np, name, index, NULL, out, &count);

	return found < 0 ? found : 0;
}

int of_property_count_strings(const struct device_node *np, const char *name)
{
	const char *s;
	int count, found = next_strings(np, name, -1, NULL, &s, &count);

	return found == -ENODATA ? count : found;
}

int of_property_match_string(const struct device_node *np, const char *name, const char *string)
{
	const char *s;
	int count;

	return next_strings(np, name, -1, string, &s, &count);
}

/*
 * Through a list of references, until @index (-1: to its end). Without
 * @cells_name an entry is a phandle alone.
 * Return: 0 with the entry in @out; -ENOENT behind the last one, with their
 * number in *@count; or -EINVAL.
 */
static int next_references(const struct device_node *np, const char *list_name, const char *cells_name,
			   int index, struct of_phandle_args *out, int *count)
{
	int len = 0, n = 0;
	const __be32 *cell = of_get_property(np, list_name, &len), *end = cell + len / 4;

	if (!cell)
		return -ENOENT;
	for (; cell < end; n++) {
		u32 phandle = be32_to_cpu(*cell++), args = 0;
		struct device_node *provider = of_find_node_by_phandle(phandle);

		/* An empty entry keeps the place of one that is not connected: no cells follow. */
		if (phandle && (!provider || (cells_name && of_property_read_u32(provider, cells_name, &args))))
			return -EINVAL;
		if (args > MAX_PHANDLE_ARGS || args > end - cell)
			return -EINVAL;
		if (n == index) {
			out->np = provider;
			out->args_count = args;
			for (u32 i = 0; i < args; i++)
				out->args[i] = be32_to_cpu(cell[i]);
			return phandle ? 0 : -ENOENT;
		}
		cell += args;
	}
	*count = n;
	return -ENOENT;
}

int of_parse_phandle_with_args(const struct device_node *np, const char *list_name,
			       const char *cells_name, int index, struct of_phandle_args *out)
{
	struct of_phandle_args found;
	int count, err;

	if (index < 0)
		return -EINVAL;
	err = next_references(np, list_name, cells_name, index, &found, &count);
	if (!err && out)
		*out = found;
	return err;
}

int of_count_phandle_with_args(const struct device_node *np, const char *list_name,
			       const char *cells_name)
{
	struct of_phandle_args found;
	int count = -ENOENT, err = next_references(np, list_name, cells_name, -1, &found, &count);

	return err == -ENOENT ? count : err;
}

struct device_node *of_parse_phandle(const struct device_node *np, const char *name, int index)
{
	struct of_phandle_args found;
	int count;

	if (index < 0 || next_references(np, name, NULL, index, &found, &count))
		return NULL;
	return found.np;
}
