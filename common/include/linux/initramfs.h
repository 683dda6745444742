/* SPDX-License-Identifier: MIT */
/* The first root file system: a cpio archive that is unpacked into ramfs. */
#ifndef _LINUX_INITRAMFS_H
#define _LINUX_INITRAMFS_H

#include <linux/types.h>

/**
 * unpack_to_rootfs() - make the files of a cpio archive
 * @buf: the archive, "newc" (070701) or with sums (070702); several may stand one behind the other
 * @len: its length
 *
 * A name that exists is replaced, as far as it is not a directory. At the first
 * error it stops: what was made until then stays.
 * Return: NULL, or what is wrong with it, in words.
 */
const char *unpack_to_rootfs(const void *buf, size_t len);

#endif /* _LINUX_INITRAMFS_H */
