/* SPDX-License-Identifier: MIT */
/*
 * A device tree with one of each kind: buses within buses with their own
 * numbers of cells, interrupts of four kinds, references with arguments.
 */
#include <linux/kernel.h>
#include <linux/fdt.h>
#include <linux/of.h>
#include <linux/of_fdt.h>
#define TREE_WORDS	640
#define TREE_STRINGS	512
#include <test/tree.h>
#include "../../host/host.h"
#include "given.h"

enum { GIC = 1, OSC, PLL, GPIO, WIDE };

static void sample_controllers(void)
{
	begin_node("intc@8000000");
	text_prop("compatible", "arm,gic-v3");
	begin_prop("interrupt-controller", 0);
	CELLS("#interrupt-cells", 3);
	CELLS("reg", 0, 0x8000000, 0, 0x10000, 1, 0x80000000, 0, 0x20000);
	CELLS("phandle", GIC);
	end_node();
	begin_node("osc");
	text_prop("compatible", "fixed-clock");
	CELLS("#clock-cells", 0);
	CELLS("clock-frequency", 24000000);
	CELLS("phandle", OSC);
	end_node();
	begin_node("pll");
	CELLS("#clock-cells", 1);
	begin_prop("clock-output-names", 11);
	bytes("fast\0slow\0x", 11);
	CELLS("phandle", PLL);
	end_node();
}

static void sample_serial(void)
{
	begin_node("serial@200");
	begin_prop("compatible", 14);
	bytes("a,uart\0b,uart", 14);
	CELLS("reg", 0x200, 0x100, 0x1800, 0x10, 0x3000, 0x10);
	CELLS("interrupts", 0, 1, 4, 0, 2, 1);
	CELLS("clocks", OSC, PLL, 7, 0, PLL, 9);
	CELLS("big", 0x12345678, 0x9abcdef0);
	text_prop("status", "disabled");
	end_node();
}

/* Below a bus of one cell each, at 0x9000000 of the root's addresses of two. */
static void sample_soc(void)
{
	begin_node("soc");
	CELLS("#address-cells", 1);
	CELLS("#size-cells", 1);
	CELLS("ranges", 0, 0, 0x9000000, 0x1000000);
	begin_node("bus@1000");
	CELLS("#address-cells", 1);
	CELLS("#size-cells", 1);
	CELLS("ranges", 0, 0x100000, 0x1000, 0x1000, 0x200000, 0x1000);
	sample_serial();
	end_node();
	begin_node("gpio@30000");
	begin_prop("interrupt-controller", 0);
	text_prop("compatible", "a,gpio");
	CELLS("#interrupt-cells", 2);
	CELLS("reg", 0x30000, 0x1000);
	CELLS("interrupts", 0, 7, 4);
	CELLS("phandle", GPIO);
	/* No interrupt-parent here or above on the way to the GPIO: that is it. */
	begin_node("button");
	CELLS("interrupts", 3, 1);
	end_node();
	end_node();
	begin_node("keys");
	CELLS("interrupts-extended", GPIO, 5, 2, GIC, 0, 9, 4);
	end_node();
	begin_node("same@0");
	CELLS("#address-cells", 1);
	CELLS("#size-cells", 1);
	begin_prop("ranges", 0);
	begin_node("device@40000");
	CELLS("reg", 0x40000, 0x20);
	end_node();
	end_node();
	begin_node("closed@0");
	CELLS("#address-cells", 1);
	CELLS("#size-cells", 0);
	begin_node("device@5");
	CELLS("reg", 5);
	end_node();
	end_node();
	end_node();
}

/* More cells than a reference may have, and a list that has them. */
static void sample_wide(void)
{
	u32 list[MAX_PHANDLE_ARGS + 2] = { WIDE };

	begin_node("wide");
	CELLS("phandle", WIDE);
	CELLS("#clock-cells", MAX_PHANDLE_ARGS + 1);
	CELLS("#interrupt-cells", MAX_PHANDLE_ARGS + 1);
	cells_prop("clocks", MAX_PHANDLE_ARGS + 2, list);
	cells_prop("interrupts-extended", MAX_PHANDLE_ARGS + 2, list);
	end_node();
}

/* Its size; it stands in `tree`. */
static unsigned int make_sample(void)
{
	begin_tree();
	CELLS("#address-cells", 2);
	CELLS("#size-cells", 2);
	CELLS("interrupt-parent", GIC);
	begin_prop("compatible", 23);
	bytes("bringup,sample\0a,board", 23);
	begin_node("aliases");
	text_prop("serial0", "/soc/bus@1000/serial@200");
	text_prop("nowhere", "/soc/bus@2000");
	end_node();
	begin_node("chosen");
	text_prop("stdout-path", "serial0:115200n8");
	end_node();
	sample_controllers();
	sample_soc();
	sample_wide();
	return end_tree();
}

static __maybe_unused void begin_sample(void)
{
	if (!early_init_dt_verify(&tree, make_sample()))
		host_die("the sample tree is not one", "", 0);
	unflatten_device_tree();
}

static __maybe_unused void end_sample(void)
{
	of_root = NULL;
	initial_boot_params = NULL;
	given_back();
}
