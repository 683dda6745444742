// SPDX-License-Identifier: MIT
/*
 * initramfs.c: unpacking a cpio archive.
 *
 * Of each file there is a header of 110 letters, the name, and the content,
 * each padded to four bytes; all numbers are eight hexadecimal digits. What is
 * in an archive comes from outside: every length is compared with what is left
 * before it is used. Linux: init/initramfs.c and Documentation/driver-api/
 * early-userspace/buffer-format.rst.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/initramfs.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#define HEADER_LEN	110

/* The 13 numbers of a header, in their order. */
enum { INO, MODE, UID, GID, NLINK, MTIME, SIZE, MAJOR, MINOR, RMAJOR, RMINOR, NAMESIZE, SUM, FIELDS };

/* A file with several names: the archive has its content once. */
struct hardlink {
	struct hardlink *next;
	u32 ino, major, minor;
	struct inode *inode;
};

struct archive {
	const u8 *p;		/* where the next entry begins */
	size_t left;
	struct hardlink *links;
};

/* A header's numbers; false if a digit is none. */
static bool read_header(const u8 *p, u32 *field)
{
	for (int i = 0; i < FIELDS; i++) {
		field[i] = 0;
		for (int n = 0; n < 8; n++) {
			u8 c = p[6 + i * 8 + n];

			if (c >= '0' && c <= '9')
				c -= '0';
			else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
				c = (c | 0x20) - 'a' + 10;
			else
				return false;
			field[i] = field[i] << 4 | c;
		}
	}
	return true;
}

static struct inode *known_link(struct archive *a, const u32 *f)
{
	for (struct hardlink *l = a->links; l; l = l->next)
		if (l->ino == f[INO] && l->major == f[MAJOR] && l->minor == f[MINOR])
			return ihold(l->inode);
	return NULL;
}

static int note_link(struct archive *a, const u32 *f, struct inode *inode)
{
	struct hardlink *l = kmalloc(sizeof(*l), GFP_KERNEL);

	if (!l)
		return -ENOMEM;
	*l = (struct hardlink){ a->links, f[INO], f[MAJOR], f[MINOR], ihold(inode) };
	a->links = l;
	return 0;
}

/* The name; an older file of that name goes, a directory stays as it is. */
static int place(const char *name, struct inode *inode)
{
	int err = ramfs_mknod(name, inode);

	if (err != -EEXIST)
		return err;
	if (S_ISDIR(inode->i_mode)) {
		struct inode *old = kern_path(name, false);
		bool dir = !IS_ERR(old) && S_ISDIR(old->i_mode);

		if (!IS_ERR(old))
			iput(old);
		if (dir)
			return 0;
	}
	err = ramfs_unlink(name);
	return err ? err : ramfs_mknod(name, inode);
}

static const char *fill(struct inode *inode, const u32 *f, const u8 *data)
{
	ssize_t done;

	switch (inode->i_mode & S_IFMT) {
	case S_IFREG:
		/* Names of a file with several carry no content but one. */
		if (!f[SIZE])
			return NULL;
		inode_truncate(inode);
		done = inode_write(inode, data, f[SIZE], 0);
		return done == (ssize_t)f[SIZE] ? NULL : done == -EFBIG ? "a file is too large" : "no memory left";
	case S_IFLNK:
		if (!f[SIZE] || f[SIZE] >= PATH_MAX || strnlen((const char *)data, f[SIZE]) != f[SIZE])
			return "a symbolic link leads nowhere";
		inode->i_link = kzalloc(f[SIZE] + 1, GFP_KERNEL);
		if (!inode->i_link)
			return "no memory left";
		memcpy(inode->i_link, data, f[SIZE]);
		inode->i_size = f[SIZE];
		return NULL;
	case S_IFDIR:
	case S_IFCHR:
	case S_IFBLK:
	case S_IFIFO:
		return f[SIZE] ? "a special file has content" : NULL;
	default:
		return "a file of a kind that does not exist";
	}
}

static const char *make_file(struct archive *a, const char *name, const u32 *f, const u8 *data)
{
	bool linked = S_ISREG(f[MODE]) && f[NLINK] >= 2;
	struct inode *inode = linked ? known_link(a, f) : NULL;
	bool known = inode;
	const char *error;
	int err;

	if (!inode)
		inode = new_inode(f[MODE]);
	if (!inode)
		return "no memory left";
	inode->i_uid = f[UID];
	inode->i_gid = f[GID];
	inode->i_mtime = f[MTIME];
	inode->i_rdev = f[RMAJOR] << 20 | (f[RMINOR] & 0xfffff);
	error = fill(inode, f, data);
	err = error ? 0 : place(name, inode);
	if (!error && !err && linked && !known)
		err = note_link(a, f, inode);
	iput(inode);
	switch (err) {
	case 0:		return error;
	case -ENOENT:	return "a file's directory does not exist";
	case -ENOTDIR:	return "a file's directory is none";
	case -EINVAL:	return "a name with \"..\", or too long";
	case -ENOMEM:	return "no memory left";
	default:	return "a name that is taken by a directory";
	}
}

/* Past @n bytes and what pads them to a multiple of four from the archive's start on. */
static bool skip(struct archive *a, const u8 *start, size_t n)
{
	size_t pad = -(size_t)(a->p - start + n) & 3;

	if (n > a->left)
		return false;
	pad = min(pad, a->left - n);	/* the very last one may be cut off */
	a->p += n + pad;
	a->left -= n + pad;
	return true;
}

/* One entry; *@done at the trailer. */
static const char *unpack_entry(struct archive *a, const u8 *start, bool *done)
{
	const char *name, *error = NULL;
	u32 f[FIELDS], sum = 0;
	const u8 *data;
	bool summed;

	if (a->left < HEADER_LEN)
		return "it ends inside a header";
	summed = !memcmp(a->p, "070702", 6);
	if (!summed && memcmp(a->p, "070701", 6))
		return a->p[0] == 0x1f && a->p[1] == 0x8b ? "it is compressed: unpack it first" : "no magic number \"070701\"";
	if (!read_header(a->p, f))
		return "a header with something else than digits";
	name = (const char *)a->p + HEADER_LEN;
	if (!f[NAMESIZE] || f[NAMESIZE] > PATH_MAX)
		return "a name that is empty or too long";
	if (f[NAMESIZE] > a->left - HEADER_LEN)
		return "it ends inside a name";
	if (strnlen(name, f[NAMESIZE]) != f[NAMESIZE] - 1)
		return "a name with a NUL inside, or without one at its end";
	skip(a, start, HEADER_LEN + f[NAMESIZE]);
	data = a->p;
	if (!skip(a, start, f[SIZE]))
		return "it ends inside a file";
	*done = !strcmp(name, "TRAILER!!!");
	for (u32 i = 0; summed && i < f[SIZE]; i++)
		sum += data[i];
	if (summed && sum != f[SUM])
		return "a file's sum is wrong";
	if (!*done)
		error = make_file(a, name, f, data);
	return error;
}

static void forget_links(struct archive *a)
{
	while (a->links) {
		struct hardlink *l = a->links;

		a->links = l->next;
		iput(l->inode);
		kfree(l);
	}
}

const char *unpack_to_rootfs(const void *buf, size_t len)
{
	struct archive a = { buf, len, NULL };
	const char *error = NULL;

	while (!error && a.left) {
		const u8 *start = a.p;
		bool done = false;

		/* Between archives, and behind the last, there may be zeros. */
		if (!*a.p) {
			a.p++;
			a.left--;
			continue;
		}
		while (!error && !done)
			error = unpack_entry(&a, start, &done);
		forget_links(&a);
	}
	return error;
}
