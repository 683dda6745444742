// SPDX-License-Identifier: MIT
/*
 * elf_check.c: whether a file can be executed, before anything is done for it.
 *
 * The file comes from anywhere. What passes here needs no further thought when
 * it is loaded: sums do not overflow, everything lies in the file and below the
 * limit, no page belongs to two segments, and none is writable and executable.
 * Stricter than Linux (fs/binfmt_elf.c: load_elf_binary), which leaves some of
 * it to mmap(), and lets a stack be executable.
 */
#include <asm/elf.h>
#include <asm/page.h>
#include <linux/elf.h>
#include <linux/kernel.h>
#include <linux/string.h>

/* Programs do not begin below: a NULL pointer with an offset has to fault. */
#define MMAP_MIN_ADDR	0x10000UL

static const char *check_ident(const u8 *id)
{
	if (memcmp(id, "\177ELF", 4))
		return "no ELF file";
	if (id[EI_CLASS] != ELF_CLASS)
		return "not of 64 bits";
	if (id[EI_DATA] != ELF_DATA)
		return "not little-endian";
	if (id[EI_VERSION] != EV_CURRENT)
		return "EI_VERSION is not 1";
	if (id[EI_OSABI] != ELFOSABI_NONE && id[EI_OSABI] != ELFOSABI_LINUX)
		return "for another system (EI_OSABI)";
	if (id[EI_ABIVERSION])
		return "EI_ABIVERSION is not 0";
	for (int i = EI_PAD; i < EI_NIDENT; i++)
		if (id[i])
			return "the padding of e_ident is not 0";
	return NULL;
}

/* Whether @count entries of @each bytes from @offset on lie in @size bytes. */
static bool inside(u64 offset, u64 count, u64 each, u64 size)
{
	return offset <= size && count * each <= size - offset;
}

static const char *check_header(const struct elf64_hdr *h, size_t avail, u64 size)
{
	const char *error = check_ident(h->e_ident);

	if (error)
		return error;
	if (h->e_type != ET_EXEC && h->e_type != ET_DYN)
		return "not executable (e_type)";
	if (!elf_check_arch(h))
		return "for another machine (e_machine)";
	if (h->e_version != EV_CURRENT)
		return "e_version is not 1";
	if (h->e_flags)
		return "e_flags that this machine does not have";
	if (h->e_ehsize != sizeof(*h))
		return "e_ehsize is not that of the header";
	if (h->e_phentsize != sizeof(struct elf64_phdr))
		return "e_phentsize is not that of a program header";
	if (!h->e_phnum)
		return "no program headers";
	if (h->e_phoff < sizeof(*h) || h->e_phoff % 8 ||
	    !inside(h->e_phoff, h->e_phnum, sizeof(struct elf64_phdr), avail))
		return "program headers not in the first page of the file";
	/* Of the sections nothing is used; but a file that was cut off is noticed by them. */
	if (h->e_shnum && (h->e_shentsize != 64 || h->e_shoff < sizeof(*h) ||
			   !inside(h->e_shoff, h->e_shnum, 64, size)))
		return "section headers not in the file";
	if (h->e_shstrndx && h->e_shstrndx >= h->e_shnum)
		return "e_shstrndx is no section";
	return NULL;
}

static bool power_of_two(u64 n)
{
	return !(n & (n - 1));
}

/* What holds for a program header of any kind that names a part of the file. */
static const char *check_part(const struct elf64_phdr *p, u64 size)
{
	if (!inside(p->p_offset, p->p_filesz, 1, size))
		return "a part that the file does not have (p_offset, p_filesz)";
	if (p->p_flags & ~(PF_R | PF_W | PF_X))
		return "p_flags that do not exist";
	if (!power_of_two(p->p_align))
		return "p_align is no power of two";
	return NULL;
}

static const char *check_load(const struct elf64_phdr *p, u64 limit, const struct elf_image *image)
{
	const struct elf_segment *last = &image->segment[image->count - 1];
	u64 low = image->position_independent ? 0 : MMAP_MIN_ADDR;

	if (p->p_filesz > p->p_memsz)
		return "more in the file than in memory (p_filesz, p_memsz)";
	if (p->p_vaddr < low || p->p_vaddr > limit || p->p_memsz > limit - p->p_vaddr)
		return "a segment where no program may be (p_vaddr, p_memsz)";
	if ((p->p_vaddr ^ p->p_offset) & ~PAGE_MASK)
		return "p_vaddr and p_offset do not fit in their page";
	if (p->p_align > 1 && ((p->p_vaddr ^ p->p_offset) & (p->p_align - 1)))
		return "p_vaddr and p_offset do not fit in p_align";
	if (!(p->p_flags & PF_R))
		return "a segment that cannot be read";
	if ((p->p_flags & PF_W) && (p->p_flags & PF_X))
		return "a segment that is writable and executable";
	if (image->count == ELF_MAX_SEGMENTS)
		return "too many segments";
	if (image->count && (p->p_vaddr & PAGE_MASK) < PAGE_ALIGN(last->vaddr + last->memsz))
		return "segments out of order, or two in one page";
	return NULL;
}

static const char *take(const struct elf64_phdr *p, u64 size, u64 limit, struct elf_image *image)
{
	const char *error = NULL;

	if (p->p_type == PT_NULL)
		return NULL;
	error = check_part(p, size);
	if (error)
		return error;
	switch (p->p_type) {
	case PT_LOAD:
		error = p->p_memsz ? check_load(p, limit, image) : p->p_filesz ? "p_memsz is 0" : NULL;
		if (!error && p->p_memsz)
			image->segment[image->count++] = (struct elf_segment){
				p->p_offset, p->p_vaddr, p->p_filesz, p->p_memsz, p->p_flags };
		return error;
	case PT_INTERP:
		return "wants a dynamic linker";
	case PT_SHLIB:
		return "PT_SHLIB means nothing";
	case PT_TLS:
		return p->p_filesz > p->p_memsz ? "more in the file than in memory (PT_TLS)" : NULL;
	case PT_GNU_STACK:
		return p->p_flags & PF_X ? "wants an executable stack" : NULL;
	default:
		return NULL;
	}
}

static bool entry_ok(const struct elf_image *image)
{
	for (unsigned int i = 0; i < image->count; i++) {
		const struct elf_segment *s = &image->segment[i];

		if ((s->flags & PF_X) && image->entry - s->vaddr < s->filesz)
			return !(image->entry & 3);
	}
	return false;
}

/* Where the program finds its own headers: in the segment that has them in its part of the file. */
static u64 phdr_address(const struct elf64_hdr *h, const struct elf_image *image)
{
	for (unsigned int i = 0; i < image->count; i++) {
		const struct elf_segment *s = &image->segment[i];

		if (h->e_phoff >= s->offset &&
		    inside(h->e_phoff - s->offset, h->e_phnum, sizeof(struct elf64_phdr), s->filesz))
			return s->vaddr + (h->e_phoff - s->offset);
	}
	return 0;
}

const char *elf_parse(const void *file, size_t avail, u64 size, u64 limit, struct elf_image *image)
{
	const struct elf64_hdr *h = file;
	const struct elf64_phdr *p;
	const char *error;

	if (avail < sizeof(*h) || size < avail)
		return "too short for an ELF file";
	error = check_header(h, avail, size);
	if (error)
		return error;
	image->position_independent = h->e_type == ET_DYN;
	image->entry = h->e_entry;
	image->phnum = h->e_phnum;
	image->count = 0;
	p = (const void *)((const char *)file + h->e_phoff);
	for (unsigned int i = 0; i < h->e_phnum && !error; i++)
		error = take(&p[i], size, limit, image);
	if (error)
		return error;
	if (!image->count)
		return "no segment to load";
	if (!entry_ok(image))
		return "e_entry is not in executable code";
	image->phdr = phdr_address(h, image);
	for (unsigned int i = 0; i < h->e_phnum; i++)
		if (p[i].p_type == PT_PHDR && (p[i].p_offset != h->e_phoff || p[i].p_vaddr != image->phdr))
			return "PT_PHDR is not where the program headers are";
	return NULL;
}
