// SPDX-License-Identifier: MIT
/* Checking executables: a corpus in which each file breaks one rule, and random damage, under ASan. */
#include <asm/page.h>
#include <linux/elf.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <test/elf_damage.h>
#include <test/test.h>
#include "host.h"

#define LIMIT	(1UL << 39)
#define ROUNDS	200000

static u8 file[ELF_SAMPLE_SIZE];

/* Only what there is of its first page, in memory of exactly that size. */
static const char *parse(u32 size, struct elf_image *image)
{
	u32 avail = min(size, (u32)PAGE_SIZE);
	u8 *copy = host_alloc(avail);
	const char *said;

	memcpy(copy, file, avail);
	said = elf_parse(copy, avail, size, LIMIT, image);
	host_free(copy);
	return said;
}

CHECK(elf_sample_passes, "the undamaged file passes, and what it says comes out")
{
	struct elf_image image;

	elf_sample(file);
	EXPECT_EQ(parse(sizeof(file), &image), NULL, "elf_parse()");
	EXPECT_EQ(image.count, 2, "segments");
	EXPECT_EQ(image.phdr, 0x400040, "where its program headers will be");
	EXPECT_EQ(image.segment[1].memsz, 0x3000, "the memory of its data");
	((struct elf64_hdr *)file)->e_type = ET_DYN;
	EXPECT_EQ(parse(sizeof(file), &image), NULL, "the same as ET_DYN");
	EXPECT_TRUE(image.position_independent, "it may lie anywhere");
}

CHECK(elf_corpus, "every file of the corpus is refused, for 20 seeds")
{
	struct elf_image image;
	u32 size;

	for (u64 seed = 1; seed <= 20; seed++)
		for (unsigned int n = 0; n < ELF_SAMPLE_CORPUS; n++) {
			elf_sample(file);
			elf_damage(file, seed, n, &size);
			if (!parse(size, &image))
				test_note("seed %llu, file %u, kind %u", seed, n, n % 25);
			ASSERT_TRUE(parse(size, &image) != NULL, "it is refused");
		}
}

/* What elf_parse() promises of a file that passes. */
static bool sound(const struct elf_image *image, u64 size)
{
	u64 end = 0;
	bool entered = false;

	for (unsigned int i = 0; i < image->count; i++) {
		const struct elf_segment *s = &image->segment[i];

		if (s->offset > size || s->filesz > size - s->offset || s->filesz > s->memsz || !s->memsz)
			return false;
		if (s->vaddr > LIMIT || s->memsz > LIMIT - s->vaddr || (s->vaddr & PAGE_MASK) < end)
			return false;
		if (!(s->flags & PF_R) || (s->flags & (PF_W | PF_X)) == (PF_W | PF_X) || (s->vaddr - s->offset) % PAGE_SIZE)
			return false;
		end = PAGE_ALIGN(s->vaddr + s->memsz);
		entered |= s->flags & PF_X && image->entry >= s->vaddr && image->entry - s->vaddr < s->filesz;
	}
	return image->count && image->count <= ELF_MAX_SEGMENTS && entered;
}

CHECK(elf_fuzz, "200,000 files with random damage: nothing outside is read, and what passes is sound")
{
	unsigned int passed = 0;

	for (int i = 0; i < ROUNDS; i++) {
		struct elf_image image;
		u32 size = test_random() & 7 ? sizeof(file) : (u32)(test_random() % (sizeof(file) + 1));

		elf_sample(file);
		for (unsigned int n = 1 + test_random() % 3; n; n--) {
			u32 at = test_random() % 0x158;

			if (test_random() & 1)
				file[at] = test_random();
			else
				*(u64 *)(file + (at & ~7)) = test_random() >> test_random() % 64;
		}
		if (parse(size, &image))
			continue;
		passed++;
		ASSERT_TRUE(sound(&image, size), "what passed keeps every promise");
	}
	EXPECT_GT(passed, ROUNDS / 100, "files that pass all the same");
}
