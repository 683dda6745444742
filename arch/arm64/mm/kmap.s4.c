// SPDX-License-Identifier: MIT
/*
 * kmap.c: the kernel's page tables once there is a page allocator, a page at a
 * time; and how the maps are changed. Linux: mm/vmalloc.c (vmap_range,
 * vunmap_range), asm/mmu_context.h.
 */
#include <asm/barrier.h>
#include <asm/mmu.h>
#include <asm/sysreg.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/irqflags.h>
#include <linux/spinlock.h>

void idmap_cpu_replace_ttbr1(phys_addr_t pgd);

/* One change of the tables at a time: two CPUs may want the same new table. */
static DEFINE_SPINLOCK(kernel_tables_lock);

void cpu_replace_ttbr1(phys_addr_t pgd)
{
	void (*replace)(phys_addr_t) = (void *)__pa_symbol(idmap_cpu_replace_ttbr1);
	unsigned long flags;

	local_irq_save(flags);
	replace(pgd);
	local_irq_restore(flags);
}

void cpu_set_reserved_ttbr0(void)
{
	write_sysreg(__pa_symbol(reserved_pg_dir), ttbr0_el1);
	isb();
	local_flush_tlb_all();
}

bool kern_addr_valid(unsigned long addr)
{
	/* The hardware walks, and PAR_EL1.F says whether it failed (Arm ARM C5.5, AT S1E1R). */
	asm volatile("at s1e1r, %0" : : "r" (addr));
	isb();
	return !(read_sysreg(par_el1) & 1);
}

/* The table that an entry names. */
static u64 *table(u64 entry)
{
	return __va(entry & DESC_ADDR_MASK);
}

/* The table below @entry, made if need be; NULL without memory. */
static u64 *table_below(u64 *entry)
{
	if (!*entry) {
		void *page = (void *)get_zeroed_page(GFP_ATOMIC);

		if (!page)
			return NULL;
		dsb(ishst);		/* its zeros before the walker finds it */
		WRITE_ONCE(*entry, __pa(page) | DESC_TABLE);
	}
	return table(*entry);
}

static int map_page(unsigned long virt, phys_addr_t phys, pgprot_t prot)
{
	u64 *pmd = table_below(&pgd_val(swapper_pg_dir[pgd_index(virt)]));
	u64 *pte = pmd ? table_below(&pmd[pmd_index(virt)]) : NULL;

	if (!pte)
		return -ENOMEM;
	WRITE_ONCE(pte[pte_index(virt)], pte_val(pfn_pte(phys >> PAGE_SHIFT, prot)));
	return 0;
}

/* Give back the table that @entry names when nothing is in it. */
static void free_if_empty(u64 *entry)
{
	u64 *t = table(*entry);

	for (int i = 0; i < PTRS_PER_TABLE; i++)
		if (t[i])
			return;
	WRITE_ONCE(*entry, 0);
	/* No walker may still be on its way through it. */
	flush_tlb_all();
	free_page((unsigned long)t);
}

static void unmap(unsigned long virt, unsigned long size)
{
	for (unsigned long va = virt; va < virt + size; va += PAGE_SIZE) {
		u64 *pgd = &pgd_val(swapper_pg_dir[pgd_index(va)]);
		u64 *pmd = *pgd ? &table(*pgd)[pmd_index(va)] : NULL;

		if (!pmd || !*pmd)
			continue;
		WRITE_ONCE(table(*pmd)[pte_index(va)], 0);
		flush_tlb_kernel_range(va, va + PAGE_SIZE);
		if (va + PAGE_SIZE == virt + size || !pte_index(va + PAGE_SIZE))
			free_if_empty(pmd);
	}
}

int map_kernel_range(unsigned long virt, phys_addr_t phys, unsigned long size, pgprot_t prot)
{
	unsigned long flags, done = 0;
	int err = 0;

	spin_lock_irqsave(&kernel_tables_lock, flags);
	for (; done < size && !err; done += PAGE_SIZE)
		err = map_page(virt + done, phys + done, prot);
	if (err)
		unmap(virt, done);
	spin_unlock_irqrestore(&kernel_tables_lock, flags);
	dsb(ishst);
	isb();
	return err;
}

void unmap_kernel_range(unsigned long virt, unsigned long size)
{
	unsigned long flags;

	spin_lock_irqsave(&kernel_tables_lock, flags);
	unmap(virt, size);
	spin_unlock_irqrestore(&kernel_tables_lock, flags);
}
