/* SPDX-License-Identifier: MIT */
/*
 * A small executable file, and as many damaged ones as anybody wants: number n
 * of a seed is always the same. Each breaks one rule that a file has to keep, so
 * each has to be refused. For tests in the kernel and on the host.
 */
#ifndef _TEST_ELF_DAMAGE_H
#define _TEST_ELF_DAMAGE_H

#include <asm/page.h>
#include <linux/elf.h>
#include <linux/kernel.h>
#include <linux/string.h>

#define ELF_SAMPLE_SIZE		0x1800
#define ELF_SAMPLE_CORPUS	300

enum { SAMPLE_TEXT, SAMPLE_DATA, SAMPLE_TLS, SAMPLE_STACK, SAMPLE_PHDR, SAMPLE_HEADERS };

/* Code at 0x400000, data and what starts as zeros at 0x412000. */
static inline void elf_sample(void *file)
{
	struct elf64_hdr *h = file;
	struct elf64_phdr *p = (void *)(h + 1);

	memset(file, 0, ELF_SAMPLE_SIZE);
	memcpy(h->e_ident, "\177ELF\2\1\1", 7);
	h->e_type = ET_EXEC;
	h->e_machine = 183;
	h->e_version = 1;
	h->e_entry = 0x400400;
	h->e_phoff = sizeof(*h);
	h->e_ehsize = sizeof(*h);
	h->e_phentsize = sizeof(*p);
	h->e_phnum = SAMPLE_HEADERS;
	p[SAMPLE_TEXT] = (struct elf64_phdr){ PT_LOAD, PF_R | PF_X, 0, 0x400000, 0, 0x1000, 0x1000, 0x10000 };
	p[SAMPLE_DATA] = (struct elf64_phdr){ PT_LOAD, PF_R | PF_W, 0x1000, 0x411000, 0, 0x800, 0x3000, 0x10000 };
	p[SAMPLE_TLS] = (struct elf64_phdr){ PT_TLS, PF_R, 0x1000, 0x411000, 0, 0x10, 0x40, 8 };
	p[SAMPLE_STACK] = (struct elf64_phdr){ PT_GNU_STACK, PF_R | PF_W, 0, 0, 0, 0, 0, 16 };
	p[SAMPLE_PHDR] = (struct elf64_phdr){ PT_PHDR, PF_R, 64, 0x400040, 0, SAMPLE_HEADERS * sizeof(*p), SAMPLE_HEADERS * sizeof(*p), 8 };
	for (unsigned int i = 0x400; i < 0x1000; i += 4)
		*(u32 *)((char *)file + i) = 0xd4200000;	/* brk #0 */
}

static inline u64 elf_damage_draw(u64 *state)
{
	u64 z = *state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
	return z ^ z >> 31;
}

/* The header: kinds 0 to 11. */
static inline void elf_damage_header(struct elf64_hdr *h, unsigned int kind, u64 r, u32 *size)
{
	static const u8 ident[] = { 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15 };

	switch (kind) {
	case 0:  h->e_ident[ident[r % sizeof(ident)]] ^= 1 + (r >> 8) % 255; break;
	case 1:  h->e_type = (r & 3) < 2 ? r & 1 : 4 + r % 60000; break;
	case 2:  h->e_machine ^= 1 + r % 0xffff; break;
	case 3:  h->e_version ^= 1U << r % 32; break;
	case 4:  h->e_flags = 1U << r % 32; break;
	case 5:  h->e_ehsize ^= 1 + r % 0xffff; break;
	case 6:  h->e_phentsize ^= 1 + r % 0xffff; break;
	case 7:  h->e_phnum = r & 1 ? 0 : 73 + (r >> 1) % 65000; break;
	case 8:  h->e_phoff = r & 1 ? (r >> 1) % 64 : 0x1000 + (r >> 1); break;
	case 9:  h->e_entry = r & 1 ? h->e_entry + 1 + (r >> 1) % 3 : (r & 2 ? 0x401000 : 0) + (r >> 44); break;
	case 10: *size = r % 0x1800; break;
	case 11: h->e_shnum = 1 + r % 100; h->e_shentsize = 64; h->e_shoff = r & 256 ? r : 0x1800; break;
	}
}

/* The program headers: kinds 12 to 24. */
static inline void elf_damage_segment(struct elf64_phdr *p, unsigned int kind, u64 r)
{
	struct elf64_phdr *load = &p[r >> 63], swap;

	switch (kind) {
	case 12: load->p_offset += (r >> 1 | 1UL << 13) & PAGE_MASK; break;
	case 13: load->p_filesz = load->p_memsz = 0x2000 + (r & ((1UL << 62) - 1)); break;
	case 14: load->p_memsz = r % load->p_filesz; break;
	case 15: load->p_memsz = (1UL << 39) + (r & ~(1UL << 63)); break;
	case 16: load->p_vaddr += 1 + r % 4095; break;
	case 17: load->p_vaddr = r & 1 ? (1UL << 39) | (r & ~0xffffUL) : load->p_offset & 0xffff; break;
	case 18: load->p_flags = r & 1 ? PF_R | PF_W | PF_X : r & 2 ? PF_W : PF_R | 8U << r % 28; break;
	case 19: load->p_align = r & 1 ? 3 + (r >> 1) % 1000 * 4 : 1UL << (17 + r % 5) | 1; break;
	case 20: swap = p[0]; p[0] = p[1]; p[1] = swap; break;
	case 21: p[SAMPLE_DATA].p_vaddr = 0x401000 - PAGE_SIZE; break;
	case 22: p[r % 2 ? SAMPLE_TLS : SAMPLE_STACK].p_type = r & 4 ? PT_INTERP : PT_SHLIB; break;
	case 23: p[r % 2 ? SAMPLE_STACK : SAMPLE_TLS].p_flags = r & 4 && r % 2 ? PF_X : 8U << (r >> 8) % 28; break;
	case 24: p[SAMPLE_PHDR].p_vaddr += 8 + (r >> 1); break;
	}
}

/**
 * elf_damage() - break @file, which elf_sample() has made
 * @n: which of the corpus
 * @size: gets how much of it there is
 */
static inline void elf_damage(void *file, u64 seed, unsigned int n, u32 *size)
{
	u64 state = seed * 0x100000001b3ULL + n;
	u64 r = elf_damage_draw(&state);
	struct elf64_hdr *h = file;

	*size = ELF_SAMPLE_SIZE;
	elf_damage_header(h, n % 25, r, size);
	elf_damage_segment((void *)(h + 1), n % 25, r);
}

#endif /* _TEST_ELF_DAMAGE_H */
