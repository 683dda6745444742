// SPDX-License-Identifier: MIT
/* Unpacking archives, good ones and damaged ones, under ASan. */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/initramfs.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <test/test.h>
#include "host.h"

#define ROUNDS	20000

static u8 archive[65536];
static size_t len;

static void put(const void *p, size_t n)
{
	memcpy(archive + len, p, n);
	len += n;
	while (len & 3)
		archive[len++] = 0;
}

static void entry(u32 ino, u32 mode, u32 nlink, const char *name, const void *data, u32 size)
{
	char header[128];

	snprintf(header, sizeof(header), "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x", ino, mode, 1, 2,
		 nlink, 0x5e000000, size, 3, 4, 5, 1, (u32)strlen(name) + 1, 0);
	memcpy(archive + len, header, 110);
	len += 110;
	put(name, strlen(name) + 1);
	put(data, size);
}

static void sample(void)
{
	static u8 data[9000];

	for (unsigned int i = 0; i < sizeof(data); i++)
		data[i] = i * 7;
	len = 0;
	entry(1, S_IFDIR | 0755, 2, ".", "", 0);
	entry(2, S_IFDIR | 0755, 2, "bin", "", 0);
	entry(3, S_IFREG | 0755, 1, "bin/prog", data, sizeof(data));
	entry(4, S_IFREG | 0644, 2, "first", "", 0);
	entry(4, S_IFREG | 0644, 2, "second", "both", 4);
	entry(5, S_IFLNK | 0777, 1, "link", "/bin/../bin/prog", 16);
	entry(6, S_IFCHR | 0600, 1, "./console", "", 0);
	entry(7, S_IFLNK | 0777, 1, "loop", "loop", 4);
	entry(0, 0, 1, "TRAILER!!!", "", 0);
	len += 512 - len % 512;
}

static void fresh(void)
{
	memset(archive, 0, sizeof(archive));
	sample();
	host_allocations_left = -1;
	ramfs_init();
}

CHECK(cpio_unpacks, "files, directories, links and devices come out of an archive as they went in", .setup = fresh)
{
	struct inode *inode, *other;
	u8 back[9001];

	EXPECT_EQ(unpack_to_rootfs(archive, len), NULL, "unpack_to_rootfs()");
	inode = kern_path("/link", true);
	ASSERT_TRUE(!IS_ERR(inode), "the file at the end of a link");
	EXPECT_EQ(inode->i_mode, S_IFREG | 0755, "its mode");
	EXPECT_EQ(inode->i_size, 9000, "its size");
	EXPECT_EQ(inode_read(inode, back, sizeof(back), 0), 9000, "bytes read");
	EXPECT_TRUE(back[8999] == (u8)(8999 * 7) && back[4096] == (u8)(4096 * 7), "its content");
	EXPECT_EQ(inode_get_page(inode, 3), NULL, "a page behind its end");
	iput(inode);
	inode = kern_path("/first", true);
	other = kern_path("//second", true);
	EXPECT_EQ(inode, other, "two names of one file");
	EXPECT_EQ(inode->i_size, 4, "its size");
	EXPECT_EQ(inode->i_nlink, 2, "its names");
	iput(inode);
	iput(other);
	inode = kern_path("/console", false);
	EXPECT_EQ(inode->i_rdev, 5 << 20 | 1, "a device's number");
	iput(inode);
	EXPECT_EQ(PTR_ERR(kern_path("/loop", true)), -ELOOP, "a link to itself");
	EXPECT_EQ(PTR_ERR(kern_path("/bin/nobody", true)), -ENOENT, "a name that does not exist");
	EXPECT_EQ(PTR_ERR(kern_path("/second/x", true)), -ENOTDIR, "a file in the place of a directory");
	EXPECT_EQ(PTR_ERR(kern_path("/second/", true)), -ENOTDIR, "a file with a slash");
	EXPECT_EQ(unpack_to_rootfs(archive, len), NULL, "the same once more, over the first");
	ramfs_empty();
	EXPECT_EQ(host_in_use, 0, "pages and pieces that are left");
}

CHECK(cpio_words, "what is wrong with an archive is said in words, and nothing is lost", .setup = fresh)
{
	static const struct {
		unsigned int at;
		const char *put, *says;
	} bad[] = {
		{ 0, "070707", "no magic number \"070701\"" },
		{ 14, "x", "a header with something else than digits" },
		{ 54, "ffffffff", "it ends inside a file" },
		{ 94, "00000000", "a name that is empty or too long" },
		{ 94, "00002000", "a name that is empty or too long" },
		{ 94, "00000005", "a name with a NUL inside, or without one at its end" },
		{ 14, "0000f1ed", "a file of a kind that does not exist" },
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(bad); i++) {
		const char *said;

		sample();
		memcpy(archive + bad[i].at, bad[i].put, strlen(bad[i].put));
		said = unpack_to_rootfs(archive, len);
		EXPECT_STREQ(said ? said : "nothing", bad[i].says, "what it says");
	}
	len = 0;
	entry(9, S_IFREG | 0644, 1, "../etc/passwd", "x", 1);
	EXPECT_STREQ(unpack_to_rootfs(archive, len), "a name with \"..\", or too long", "a climbing name");
	len = 0;
	entry(9, S_IFREG | 0644, 1, "none/such", "x", 1);
	EXPECT_STREQ(unpack_to_rootfs(archive, len), "a file's directory does not exist", "no directory");
	ramfs_empty();
	EXPECT_EQ(host_in_use, 0, "pages and pieces that are left");
}

CHECK(cpio_damaged, "20,000 damaged archives: nothing outside is read, everything ends, nothing is lost")
{
	for (int i = 0; i < ROUNDS; i++) {
		u8 *copy;

		memset(archive, 0, sizeof(archive));
		sample();
		if (test_random() & 1)
			len = test_random() % len;
		copy = host_alloc(len);
		for (unsigned int n = test_random() % 4; n && len; n--) {
			/* Headers more often than content. */
			size_t at = test_random() % (test_random() & 3 ? min(len, (size_t)600) : len);

			archive[at] = test_random() & 1 ? '0' + test_random() % 10 : test_random();
		}
		memcpy(copy, archive, len);
		ramfs_init();
		host_allocations_left = test_random() & 7 ? -1 : (long)(test_random() % 40);
		unpack_to_rootfs(copy, len);
		host_allocations_left = -1;
		ramfs_empty();
		host_free(copy);
		ASSERT_EQ(host_in_use, 0, "pages and pieces that are left");
		ASSERT_EQ(ramfs_pages(), 0, "pages of files");
	}
}
