// SPDX-License-Identifier: MIT
/*
 * fdt.c: the device tree where it lies, for the time before there is an
 * allocator. What a stage's code needs to scan it. Linux: drivers/of/fdt.c.
 */
#include <asm/byteorder.h>
#include <linux/fdt.h>
#include <linux/of_fdt.h>
#include <linux/printk.h>
#include <linux/string.h>

const void *initial_boot_params;
int dt_root_addr_cells, dt_root_size_cells;
char boot_command_line[COMMAND_LINE_SIZE];
phys_addr_t phys_initrd_start, phys_initrd_end;

bool early_init_dt_verify(const void *fdt, size_t room)
{
	int depth, err = fdt_check_header(fdt, room);

	/* Through all of it once: later scans need not expect the worst. */
	for (int node = -1; !err; ) {
		node = fdt_next_node(fdt, node, &depth);
		if (node == -FDT_ERR_NOTFOUND)
			break;
		err = node < 0 ? node : 0;
	}
	if (!err && fdt_num_mem_rsv(fdt) < 0)
		err = fdt_num_mem_rsv(fdt);
	if (err) {
		pr_err("Device tree cannot be used: %s\n", fdt_strerror(err));
		return false;
	}
	initial_boot_params = fdt;
	return true;
}

void early_init_dt_scan_nodes(void)
{
	early_init_dt_scan_root();
	early_init_dt_scan_chosen(boot_command_line);
	early_init_dt_scan_memory();
}

int of_scan_flat_dt(int (*it)(unsigned long node, const char *uname, int depth, void *data),
		    void *data)
{
	const void *fdt = initial_boot_params;
	int depth = 0, result = 0;

	if (!fdt)
		return 0;
	for (int node = fdt_next_node(fdt, -1, &depth); node >= 0 && !result;
	     node = fdt_next_node(fdt, node, &depth))
		result = it(node, fdt_get_name(fdt, node), depth, data);
	return result;
}

const void *of_get_flat_dt_prop(unsigned long node, const char *name, int *size)
{
	return fdt_getprop(initial_boot_params, node, name, size);
}

bool of_flat_dt_is_compatible(unsigned long node, const char *compat)
{
	int len;
	const char *s = of_get_flat_dt_prop(node, "compatible", &len);

	while (s && len > 0) {
		int n = strnlen(s, len);

		if (n == len)
			return false;		/* not closed */
		if (!strcmp(s, compat))
			return true;
		s += n + 1;
		len -= n + 1;
	}
	return false;
}

bool of_fdt_device_is_available(unsigned long node)
{
	int len;
	const char *status = of_get_flat_dt_prop(node, "status", &len);

	return !status || (len > 2 && !strncmp(status, "ok", 2));
}

u64 dt_mem_next_cell(int s, const __be32 **cellp)
{
	u64 value = 0;

	while (s-- > 0)
		value = value << 32 | be32_to_cpu(*(*cellp)++);
	return value;
}
