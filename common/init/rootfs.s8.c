// SPDX-License-Identifier: MIT
/*
 * rootfs.c: the first files. Either those that the boot loader brought (the
 * tree's linux,initrd-start), or those that are part of the image. Linux:
 * init/initramfs.c (populate_rootfs), usr/.
 */
#include <asm/mm_init.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/initramfs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/of_fdt.h>
#include <linux/printk.h>

static int __init populate_rootfs(void)
{
	extern const char __initramfs_start[], __initramfs_end[];
	bool given = phys_initrd_end > phys_initrd_start;
	const char *error;

	if (ramfs_init())
		return -ENOMEM;
	if (given)
		error = unpack_to_rootfs(__va(phys_initrd_start), phys_initrd_end - phys_initrd_start);
	else
		error = unpack_to_rootfs(__initramfs_start, __initramfs_end - __initramfs_start);
	if (error)
		pr_err("Initramfs unpacking failed: %s\n", error);
	if (given)
		pr_info("Freeing initrd memory: %luK\n",
			free_reserved_area(phys_initrd_start, phys_initrd_end) << (PAGE_SHIFT - 10));
	return 0;
}
fs_initcall(populate_rootfs);
