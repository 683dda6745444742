// SPDX-License-Identifier: MIT
/*
 * mmu.c: the kernel's final page tables.
 *
 * head.S has mapped as little as it could. Here, with all memory known, the
 * kernel gets the image with the right permissions for each of its parts, the
 * linear map of all memory, and loses the identity map. Tables are written
 * through the fixmap, since the memory that they come from is not mapped yet.
 * Linux: arch/arm64/mm/mmu.c.
 */
#include <asm/fixmap.h>
#include <asm/mmu.h>
#include <asm/tlbflush.h>
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/printk.h>
#include <linux/sections.h>
#include <linux/string.h>

/* A page for a table, cleared; its physical address. */
static __maybe_unused phys_addr_t early_pgtable_alloc(void)
{
	phys_addr_t phys = memblock_phys_alloc(PAGE_SIZE, PAGE_SIZE);

	if (!phys)
		panic("No memory for page tables");
	memset(set_fixmap(FIX_PTE, phys), 0, PAGE_SIZE);
	clear_fixmap(FIX_PTE);
	return phys;
}

/* What a block at this level looks like: a page's attributes, another type. */
static __maybe_unused u64 block_desc(phys_addr_t phys, pgprot_t prot)
{
	return phys | (pgprot_val(prot) & ~3UL) | DESC_BLOCK;
}

/* Whether one entry of @span can map all of [virt, next). */
static __maybe_unused bool fits(unsigned long virt, unsigned long next, phys_addr_t phys, unsigned long span)
{
	return !((virt | phys) & (span - 1)) && next - virt == span;
}

/* Pages for [virt, end), in the table that *@pmdp names; it is made if there is none. */
static __maybe_unused void alloc_init_pte(pmd_t *pmdp, unsigned long virt, unsigned long end,
					  phys_addr_t phys, pgprot_t prot)
{
	pte_t *table;

	if (!pmd_val(*pmdp))
		*pmdp = __pmd(early_pgtable_alloc() | DESC_TABLE);
	BUG_ON((pmd_val(*pmdp) & 3) != DESC_TABLE);
	table = set_fixmap(FIX_PTE, pmd_val(*pmdp) & DESC_ADDR_MASK);
	for (; virt < end; virt += PAGE_SIZE, phys += PAGE_SIZE)
		table[pte_index(virt)] = pfn_pte(phys >> PAGE_SHIFT, prot);
	clear_fixmap(FIX_PTE);
}

#ifdef SOLUTION
static void alloc_init_pmd(pgd_t *pgdp, unsigned long virt, unsigned long end, phys_addr_t phys,
			   pgprot_t prot)
{
	unsigned long next;
	pmd_t *table;

	if (!pgd_val(*pgdp))
		*pgdp = __pgd(early_pgtable_alloc() | DESC_TABLE);
	BUG_ON((pgd_val(*pgdp) & 3) != DESC_TABLE);
	table = set_fixmap(FIX_PMD, pgd_val(*pgdp) & DESC_ADDR_MASK);
	for (; virt < end; phys += next - virt, virt = next) {
		pmd_t *pmdp = &table[pmd_index(virt)];

		next = min(end, (virt + PMD_SIZE) & ~(PMD_SIZE - 1));
		if (fits(virt, next, phys, PMD_SIZE))
			*pmdp = __pmd(block_desc(phys, prot));
		else
			alloc_init_pte(pmdp, virt, next, phys, prot);
	}
	clear_fixmap(FIX_PMD);
}
#endif

void create_pgd_mapping(pgd_t *pgd, phys_addr_t phys, unsigned long virt, phys_addr_t size,
			pgprot_t prot)
{
#ifdef SOLUTION
	unsigned long next, end = virt + size;

	for (; virt < end; phys += next - virt, virt = next) {
		pgd_t *pgdp = &pgd[pgd_index(virt)];

		next = min(end, (virt + PGDIR_SIZE) & ~(PGDIR_SIZE - 1));
		if (fits(virt, next, phys, PGDIR_SIZE))
			*pgdp = __pgd(block_desc(phys, prot));
		else
			alloc_init_pmd(pgdp, virt, next, phys, prot);
	}
	dsb(ishst);
	isb();
#else
	/*
	 * Write this: walk down level by level. At each, where virt and phys are
	 * aligned to what an entry spans and that much is left, a block; else a table
	 * of the next level (from memblock, cleared, written through set_fixmap),
	 * and at the last level pages.
	 */
	(void)pgd;
	(void)phys;
	(void)virt;
	(void)size;
	(void)prot;
#endif
}

/* A part of the image; both ends are at page boundaries. */
static __maybe_unused void map_segment(pgd_t *pgd, const void *start, const void *end, pgprot_t prot)
{
	create_pgd_mapping(pgd, __pa_symbol(start), (unsigned long)start,
			   (const char *)end - (const char *)start, prot);
}

#ifdef SOLUTION
/* What lies between the parts stays unmapped: below init_stack that is its guard. */
static void map_kernel(pgd_t *pgd)
{
	map_segment(pgd, _text, __start_rodata, PAGE_KERNEL_ROX);
	map_segment(pgd, __start_rodata, __end_rodata, PAGE_KERNEL_RO);
	map_segment(pgd, _sdata, _end, PAGE_KERNEL);
}

static void map_linear(pgd_t *pgd, phys_addr_t start, phys_addr_t end, pgprot_t prot)
{
	if (start < end)
		create_pgd_mapping(pgd, start, (unsigned long)__va(start), end - start, prot);
}

/*
 * All memory, writable and never executable; but the kernel's code and
 * constants, which have a second address here, may not be written to there either.
 */
static void map_mem(pgd_t *pgd)
{
	phys_addr_t ro_start = __pa_symbol(_text), ro_end = __pa_symbol(_sdata);
	struct memblock_region *r;

	for_each_mem_region(r) {
		phys_addr_t start = PAGE_ALIGN(r->base), end = (r->base + r->size) & PAGE_MASK;

		if (r->flags & MEMBLOCK_NOMAP)
			continue;
		map_linear(pgd, start, min(end, ro_start), PAGE_KERNEL);
		map_linear(pgd, max(start, ro_start), min(end, ro_end), PAGE_KERNEL_RO);
		map_linear(pgd, max(start, ro_end), end, PAGE_KERNEL);
	}
}
#endif

void paging_init(void)
{
#ifdef SOLUTION
	phys_addr_t pgd_phys = early_pgtable_alloc();
	pgd_t *pgd = set_fixmap(FIX_PGD, pgd_phys);
	unsigned int fix = pgd_index(FIXADDR_START);

	map_kernel(pgd);
	map_mem(pgd);
	/* early_printk goes on: of the devices only its page. */
	create_pgd_mapping(pgd, EARLY_UART_PHYS, EARLY_IO_BASE + EARLY_UART_PHYS, PAGE_SIZE,
			   __pgprot(PROT_DEVICE | PTE_WRITE | PTE_DIRTY));
	pgd[fix] = swapper_pg_dir[fix];

	/* Other code names swapper_pg_dir: its content changes while nobody walks it. */
	cpu_replace_ttbr1(pgd_phys);
	memcpy(swapper_pg_dir, pgd, sizeof(swapper_pg_dir));
	cpu_replace_ttbr1(__pa_symbol(swapper_pg_dir));
	clear_fixmap(FIX_PGD);
	memblock_phys_free(pgd_phys, PAGE_SIZE);

	cpu_set_reserved_ttbr0();
#else
	/*
	 * Write this: a new top table (set_fixmap FIX_PGD) with
	 *  - the image: code PAGE_KERNEL_ROX, constants (__start_rodata to
	 *    __end_rodata) PAGE_KERNEL_RO, from _sdata to _end PAGE_KERNEL;
	 *  - every region of memory that is not NOMAP at its __va(), PAGE_KERNEL, but
	 *    what lies between _text and _sdata PAGE_KERNEL_RO;
	 *  - the page of the UART at EARLY_IO_BASE + EARLY_UART_PHYS, PROT_DEVICE;
	 *  - the entry of FIXADDR_START as swapper_pg_dir has it;
	 * then cpu_replace_ttbr1() to it, copy it to swapper_pg_dir, and over to that;
	 * and last the identity map goes: cpu_set_reserved_ttbr0().
	 */
#endif
}
