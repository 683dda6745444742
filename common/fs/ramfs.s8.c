// SPDX-License-Identifier: MIT
/*
 * ramfs.c: files whose only copy is the page cache.
 *
 * A file is a list of pages. A program that is executed maps these very pages,
 * so that what is only read is in memory once, whoever uses it. Linux:
 * fs/ramfs/inode.c, mm/filemap.c.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

static atomic_t next_ino = ATOMIC_INIT(1);
static atomic64_t nr_pages = ATOMIC64_INIT(0);

unsigned long ramfs_pages(void)
{
	return atomic64_read(&nr_pages);
}

struct inode *new_inode(unsigned int mode)
{
	struct inode *inode = kzalloc(sizeof(*inode), GFP_KERNEL);

	if (!inode)
		return NULL;
	inode->i_mode = mode;
	inode->i_ino = atomic_inc_return(&next_ino);
	atomic_set(&inode->i_count, 1);
	spin_lock_init(&inode->i_lock);
	return inode;
}

void inode_truncate(struct inode *inode)
{
	struct page **pages;
	unsigned long count, flags;

	spin_lock_irqsave(&inode->i_lock, flags);
	pages = inode->i_pages;
	count = inode->i_nrpages;
	inode->i_pages = NULL;
	inode->i_nrpages = 0;
	inode->i_size = 0;
	spin_unlock_irqrestore(&inode->i_lock, flags);
	for (unsigned long i = 0; i < count; i++) {
		if (!pages[i])
			continue;
		atomic64_dec(&nr_pages);
		put_page(pages[i]);
	}
	kfree(pages);
}

void iput(struct inode *inode)
{
	if (!inode || !atomic_dec_and_test(&inode->i_count))
		return;
	inode_truncate(inode);
	kfree(inode->i_link);
	kfree(inode);
}

/* Room for page @index in the list, which grows in powers of two; with i_lock held. */
static int grow_list(struct inode *inode, unsigned long index)
{
	unsigned long count = inode->i_nrpages ? inode->i_nrpages : 4;
	struct page **pages;

	if (index < inode->i_nrpages)
		return 0;
	while (count <= index)
		count *= 2;
	pages = krealloc(inode->i_pages, count * sizeof(*pages), GFP_ATOMIC);
	if (!pages)
		return -ENOMEM;
	memset(pages + inode->i_nrpages, 0, (count - inode->i_nrpages) * sizeof(*pages));
	inode->i_pages = pages;
	inode->i_nrpages = count;
	return 0;
}

/* The page with byte @index * PAGE_SIZE, made if need be; with i_lock held. */
static struct page *page_at(struct inode *inode, unsigned long index)
{
	struct page *page = NULL;

	if (grow_list(inode, index))
		return NULL;
	if (inode->i_pages[index])
		return inode->i_pages[index];
	page = alloc_page(GFP_ATOMIC | __GFP_ZERO | __GFP_NOWARN);
	if (page) {
		atomic64_inc(&nr_pages);
		inode->i_pages[index] = page;
	}
	return page;
}

struct page *inode_get_page(struct inode *inode, unsigned long index)
{
	struct page *page = NULL;
	unsigned long flags;

	spin_lock_irqsave(&inode->i_lock, flags);
	if (index < DIV_ROUND_UP(inode->i_size, PAGE_SIZE))
		page = page_at(inode, index);
	spin_unlock_irqrestore(&inode->i_lock, flags);
	return page;
}

ssize_t inode_read(struct inode *inode, void *buf, size_t len, unsigned long pos)
{
	size_t done = 0;

	if (!S_ISREG(inode->i_mode))
		return -EINVAL;
	if (pos >= inode->i_size)
		return 0;
	len = min(len, inode->i_size - pos);
	while (done < len) {
		unsigned long offset = (pos + done) % PAGE_SIZE;
		size_t part = min(len - done, PAGE_SIZE - offset);
		struct page *page = inode_get_page(inode, (pos + done) / PAGE_SIZE);

		if (!page)
			return done ? (ssize_t)done : -ENOMEM;
		memcpy((char *)buf + done, (char *)page_address(page) + offset, part);
		done += part;
	}
	return done;
}

/* Writers of one file take turns above this: what is written to is never truncated meanwhile. */
ssize_t inode_write(struct inode *inode, const void *buf, size_t len, unsigned long pos)
{
	size_t done = 0;

	if (!S_ISREG(inode->i_mode))
		return -EINVAL;
	if (pos > RAMFS_MAX_SIZE || len > RAMFS_MAX_SIZE - pos)
		return -EFBIG;
	while (done < len) {
		unsigned long offset = (pos + done) % PAGE_SIZE, flags;
		size_t part = min(len - done, PAGE_SIZE - offset);
		struct page *page;

		spin_lock_irqsave(&inode->i_lock, flags);
		page = page_at(inode, (pos + done) / PAGE_SIZE);
		if (page)
			inode->i_size = max(inode->i_size, pos + done + part);
		spin_unlock_irqrestore(&inode->i_lock, flags);
		if (!page)
			return done ? (ssize_t)done : -ENOSPC;
		memcpy((char *)page_address(page) + offset, (const char *)buf + done, part);
		page->flags &= ~PG_dcache_clean;
		done += part;
	}
	return done;
}
