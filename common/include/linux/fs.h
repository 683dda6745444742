/* SPDX-License-Identifier: MIT */
/*
 * Files that live in memory: the root file system. Given: common/fs/ramfs.s8.c
 * and common/fs/namei.s8.c. Linux: include/linux/fs.h, dcache.h, fs/ramfs.
 */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/stat.h>
#include <linux/types.h>

struct page;

#define NAME_MAX	255	/* bytes of one component */
#define PATH_MAX	4096	/* bytes of a path, with its NUL */
#define MAXSYMLINKS	40	/* that one look-up follows */

/* The largest file: what one kmalloc() of page pointers can list. */
#define RAMFS_MAX_SIZE	(1UL << 30)

struct inode {
	unsigned int i_mode;		/* S_IF* and permissions */
	atomic_t i_count;		/* names, mappings and open files */
	unsigned int i_nlink;
	unsigned int i_uid, i_gid;
	unsigned int i_rdev;		/* of a device: major << 20 | minor */
	unsigned long i_ino;
	unsigned long i_mtime;		/* seconds since 1970 */
	unsigned long i_size;		/* bytes */
	spinlock_t i_lock;		/* the list of pages */
	struct page **i_pages;		/* of a regular file; NULL where nothing was written */
	unsigned long i_nrpages;	/* entries of that list */
	char *i_link;			/* of a symbolic link: where it leads */
};

/* A name in a directory. All of them, and the root, hang together under ramfs_lock. */
struct dentry {
	struct dentry *d_parent;	/* of the root: itself */
	struct inode *d_inode;
	struct list_head d_children;	/* of a directory, in the order in which they came */
	struct list_head d_child;
	char d_name[];
};

/** new_inode() - a file without a name, i_count 1; NULL without memory */
struct inode *new_inode(unsigned int mode);

/** ihold(), iput() - one user more, one less; the last one's iput() gives all memory back */
static inline struct inode *ihold(struct inode *inode);
void iput(struct inode *inode);

/**
 * inode_get_page() - the page of a file that holds byte @index * PAGE_SIZE
 *
 * What was never written reads as zeros: the page is made when it is asked for.
 * It stays the file's; who maps it takes a reference. May be called with locks
 * held. Return: NULL behind the file's end, or without memory.
 */
struct page *inode_get_page(struct inode *inode, unsigned long index);

/** inode_read(), inode_write() - copy out of or into a regular file; bytes copied or -errno */
ssize_t inode_read(struct inode *inode, void *buf, size_t len, unsigned long pos);
ssize_t inode_write(struct inode *inode, const void *buf, size_t len, unsigned long pos);

/** inode_truncate() - the file is empty again */
void inode_truncate(struct inode *inode);

/** ramfs_init() - an empty root directory; again: after the old one was emptied. 0 or -ENOMEM */
int ramfs_init(void);

/** ramfs_empty() - every file goes, and the root too */
void ramfs_empty(void);

/** ramfs_pages() - pages that files hold, of all of them */
unsigned long ramfs_pages(void);

/**
 * ramfs_mknod() - make a file at an absolute path
 * @path: its parent has to be there; "." and empty components do not count
 * @inode: gets this name as well; the caller keeps its reference
 *
 * Return: 0, -EEXIST, -ENOENT, -ENOTDIR, -EINVAL ("..", or a name too long), -ENOMEM.
 */
int ramfs_mknod(const char *path, struct inode *inode);

/** ramfs_unlink() - take the name @path away: 0, -ENOENT, or -EISDIR of a directory with files in it */
int ramfs_unlink(const char *path);

/**
 * kern_path() - which file an absolute path names
 * @follow: whether a symbolic link at its end is followed; on the way it always is
 *
 * Return: the inode with a reference for the caller, or an error: ERR_PTR of -ENOENT, -ENOTDIR,
 * -ELOOP, -ENAMETOOLONG.
 */
struct inode *kern_path(const char *path, bool follow);

#include <linux/atomic.h>

static inline struct inode *ihold(struct inode *inode)
{
	atomic_inc(&inode->i_count);
	return inode;
}

#endif /* _LINUX_FS_H */
