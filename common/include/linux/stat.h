/* SPDX-License-Identifier: MIT */
/* What kind of file it is, and who may do what with it. Linux: uapi/linux/stat.h. */
#ifndef _LINUX_STAT_H
#define _LINUX_STAT_H

#define S_IFMT		0170000
#define S_IFSOCK	0140000
#define S_IFLNK		0120000
#define S_IFREG		0100000
#define S_IFBLK		0060000
#define S_IFDIR		0040000
#define S_IFCHR		0020000
#define S_IFIFO		0010000

#define S_ISLNK(mode)	(((mode) & S_IFMT) == S_IFLNK)
#define S_ISREG(mode)	(((mode) & S_IFMT) == S_IFREG)
#define S_ISDIR(mode)	(((mode) & S_IFMT) == S_IFDIR)
#define S_ISCHR(mode)	(((mode) & S_IFMT) == S_IFCHR)

#define S_IXUGO		0111	/* anybody may execute it */

#endif /* _LINUX_STAT_H */
