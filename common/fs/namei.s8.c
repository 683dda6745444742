// SPDX-License-Identifier: MIT
/*
 * namei.c: from a path to a file.
 *
 * Directories are lists of names. Their shape changes under one lock, which is
 * held for a whole look-up: there is no disk to wait for. Linux: fs/namei.c,
 * fs/dcache.c.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/string.h>

static struct dentry *root;
static DEFINE_SPINLOCK(ramfs_lock);

static struct dentry *new_dentry(struct dentry *parent, const char *name, size_t len, struct inode *inode)
{
	struct dentry *dentry = kmalloc(sizeof(*dentry) + len + 1, GFP_ATOMIC);

	if (!dentry)
		return NULL;
	memcpy(dentry->d_name, name, len);
	dentry->d_name[len] = 0;
	dentry->d_inode = ihold(inode);
	dentry->d_parent = parent ? parent : dentry;
	INIT_LIST_HEAD(&dentry->d_children);
	INIT_LIST_HEAD(&dentry->d_child);
	if (parent)
		list_add_tail(&dentry->d_child, &parent->d_children);
	inode->i_nlink++;
	return dentry;
}

static void free_dentry(struct dentry *dentry)
{
	list_del(&dentry->d_child);
	dentry->d_inode->i_nlink--;
	iput(dentry->d_inode);
	kfree(dentry);
}

int ramfs_init(void)
{
	struct inode *inode = new_inode(S_IFDIR | 0755);

	if (inode)
		root = new_dentry(NULL, "", 0, inode);
	iput(inode);
	return inode && root ? 0 : -ENOMEM;
}

void ramfs_empty(void)
{
	struct dentry *d = root;

	/* Leaves first: down as far as it goes, then that one, then on from its parent. */
	while (d) {
		struct dentry *parent = d->d_parent;

		if (!list_empty(&d->d_children)) {
			d = list_first_entry(&d->d_children, struct dentry, d_child);
			continue;
		}
		free_dentry(d);
		d = d == parent ? NULL : parent;
	}
	root = NULL;
}

static struct dentry *child(struct dentry *dir, const char *name, size_t len)
{
	struct dentry *d;

	list_for_each_entry(d, &dir->d_children, d_child)
		if (!strncmp(d->d_name, name, len) && !d->d_name[len])
			return d;
	return NULL;
}

/* The next component of @path: its length, 0 at the end; moves @path to it. */
static size_t component(const char **path)
{
	size_t len = 0;

	while (**path == '/')
		++*path;
	while ((*path)[len] && (*path)[len] != '/')
		len++;
	return len;
}

/*
 * Where @path leads from @from on, with ramfs_lock held. A symbolic link is put
 * in front of what is left of the path, in a buffer that the caller frees: no
 * recursion, so no depth that a hostile archive could choose.
 */
static struct dentry *walk(struct dentry *from, const char *path, bool follow, char **buf)
{
	unsigned int links = 0;
	size_t len;

	while ((len = component(&path))) {
		const char *rest = path + len;
		struct dentry *next;
		size_t link_len, rest_len;

		if (len > NAME_MAX)
			return ERR_PTR(-ENAMETOOLONG);
		if (!S_ISDIR(from->d_inode->i_mode))
			return ERR_PTR(-ENOTDIR);
		if (len == 1 && path[0] == '.')
			next = from;
		else if (len == 2 && path[0] == '.' && path[1] == '.')
			next = from->d_parent;
		else
			next = child(from, path, len);
		if (!next)
			return ERR_PTR(-ENOENT);
		path = rest;
		if (!S_ISLNK(next->d_inode->i_mode) || (!*rest && !follow)) {
			from = next;
			continue;
		}
		if (++links > MAXSYMLINKS)
			return ERR_PTR(-ELOOP);
		link_len = strlen(next->d_inode->i_link);
		rest_len = strlen(rest);
		if (link_len + rest_len >= PATH_MAX)
			return ERR_PTR(-ENAMETOOLONG);
		if (!*buf)
			*buf = kmalloc(PATH_MAX, GFP_ATOMIC);
		if (!*buf)
			return ERR_PTR(-ENOMEM);
		memmove(*buf + link_len, rest, rest_len + 1);
		memcpy(*buf, next->d_inode->i_link, link_len);
		path = *buf;
		if (*path == '/')
			from = root;
	}
	return from;
}

struct inode *kern_path(const char *path, bool follow)
{
	size_t len = strnlen(path, PATH_MAX);
	char *buf = NULL;
	unsigned long flags;
	struct dentry *d;
	void *result;

	if (len == PATH_MAX)
		return ERR_PTR(-ENAMETOOLONG);
	if (!len)
		return ERR_PTR(-ENOENT);
	spin_lock_irqsave(&ramfs_lock, flags);
	result = d = root ? walk(root, path, follow || path[len - 1] == '/', &buf) : ERR_PTR(-ENOENT);
	if (!IS_ERR(d)) {
		bool file = path[len - 1] == '/' && !S_ISDIR(d->d_inode->i_mode);

		result = file ? ERR_PTR(-ENOTDIR) : ihold(d->d_inode);
	}
	spin_unlock_irqrestore(&ramfs_lock, flags);
	kfree(buf);
	return result;
}

/* The directory that @path's last component is in, by its letters alone; no links, no "..". */
static struct dentry *parent_of(const char *path, const char **name, size_t *name_len)
{
	struct dentry *dir = root;
	size_t len = component(&path);

	if (!len)
		return ERR_PTR(-EEXIST);
	for (;;) {
		const char *next = path + len;
		size_t next_len = component(&next);

		if (len > NAME_MAX || (len == 2 && path[0] == '.' && path[1] == '.'))
			return ERR_PTR(-EINVAL);
		if (!next_len) {
			*name = path;
			*name_len = len;
			return len == 1 && path[0] == '.' ? ERR_PTR(-EEXIST) : dir;
		}
		if (!(len == 1 && path[0] == '.'))
			dir = child(dir, path, len);
		if (!dir)
			return ERR_PTR(-ENOENT);
		if (!S_ISDIR(dir->d_inode->i_mode))
			return ERR_PTR(-ENOTDIR);
		path = next;
		len = next_len;
	}
}

int ramfs_mknod(const char *path, struct inode *inode)
{
	struct dentry *dir;
	unsigned long flags;
	const char *name;
	size_t len;
	int err = 0;

	spin_lock_irqsave(&ramfs_lock, flags);
	dir = root ? parent_of(path, &name, &len) : ERR_PTR(-ENOENT);
	if (IS_ERR(dir))
		err = PTR_ERR(dir);
	else if (child(dir, name, len))
		err = -EEXIST;
	else if (!new_dentry(dir, name, len, inode))
		err = -ENOMEM;
	spin_unlock_irqrestore(&ramfs_lock, flags);
	return err;
}

int ramfs_unlink(const char *path)
{
	struct dentry *dir, *d = NULL;
	unsigned long flags;
	const char *name;
	size_t len;
	int err = -ENOENT;

	spin_lock_irqsave(&ramfs_lock, flags);
	dir = root ? parent_of(path, &name, &len) : ERR_PTR(-ENOENT);
	if (!IS_ERR(dir))
		d = child(dir, name, len);
	if (d && !list_empty(&d->d_children)) {
		err = -EISDIR;
	} else if (d) {
		free_dentry(d);
		err = 0;
	}
	spin_unlock_irqrestore(&ramfs_lock, flags);
	return err;
}
