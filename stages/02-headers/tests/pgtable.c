// SPDX-License-Identifier: MIT
/* Page-table entries: what they say and how they change. Pure C. */
#include <asm/pgtable.h>
#include <test/test.h>

CHECK(pte_of_frame, "an entry keeps the page frame number and the protection apart",
      .hint = "pgtable.h: entries as types")
{
	for (int i = 0; i < 100; i++) {
		u64 pfn = test_random() & ((1UL << 36) - 1);
		pte_t pte = pfn_pte(pfn, PAGE_KERNEL);

		ASSERT_EQ(pte_pfn(pte), pfn, "pte_pfn(pfn_pte(pfn, PAGE_KERNEL))");
		ASSERT_EQ(pte_val(pte) & ~DESC_ADDR_MASK, pgprot_val(PAGE_KERNEL), "the protection bits");
	}
}

CHECK(kernel_protections, "kernel pages are valid, accessed, shareable, and either writable or executable",
      .hint = "pgtable.h: entries as types")
{
	u64 rw = pgprot_val(PAGE_KERNEL), ro = pgprot_val(PAGE_KERNEL_RO), rox = pgprot_val(PAGE_KERNEL_ROX);
	u64 base = DESC_PAGE | DESC_AF | DESC_SH_INNER;

	EXPECT_EQ(rw & base, base, "PAGE_KERNEL: page, AF, inner shareable");
	EXPECT_EQ(rw & (PTE_RDONLY | PTE_PXN | PTE_UXN | PTE_USER), PTE_PXN | PTE_UXN,
		  "PAGE_KERNEL: writable, not executable, not the user's");
	EXPECT_EQ(ro & (PTE_RDONLY | PTE_PXN | PTE_UXN), PTE_RDONLY | PTE_PXN | PTE_UXN,
		  "PAGE_KERNEL_RO: read-only, not executable");
	EXPECT_EQ(rox & (PTE_RDONLY | PTE_PXN | PTE_UXN), PTE_RDONLY | PTE_UXN,
		  "PAGE_KERNEL_ROX: read-only, executable by the kernel only");
}

CHECK(pte_write_dirty, "a writable page is read-only to the hardware until it is dirty",
      .hint = "pgtable.h: entries as types")
{
	pte_t pte = pfn_pte(5, PAGE_SHARED);

	EXPECT_TRUE(pte_write(pte), "PAGE_SHARED may be written");
	EXPECT_TRUE(!pte_dirty(pte), "and starts clean");
	EXPECT_EQ(pte_val(pte) & PTE_RDONLY, PTE_RDONLY, "so the hardware sees it read-only");
	pte = pte_mkdirty(pte);
	EXPECT_TRUE(pte_dirty(pte), "dirty behind pte_mkdirty()");
	EXPECT_EQ(pte_val(pte) & PTE_RDONLY, 0, "and writable to the hardware");
	pte = pte_mkclean(pte);
	EXPECT_TRUE(!pte_dirty(pte) && pte_write(pte), "clean again, still writable");
	EXPECT_EQ(pte_val(pte) & PTE_RDONLY, PTE_RDONLY, "and read-only to the hardware");
}

CHECK(table_indices, "an address is cut into three indices of nine bits",
      .hint = "pgtable.h: entries as types")
{
	EXPECT_EQ(pgd_index(KIMAGE_VADDR), 256, "pgd_index(KIMAGE_VADDR)");
	EXPECT_EQ(pmd_index(KIMAGE_VADDR), 64, "pmd_index(KIMAGE_VADDR)");
	EXPECT_EQ(pte_index(KIMAGE_VADDR + 0x5123), 5, "pte_index(KIMAGE_VADDR + 0x5123)");
	EXPECT_EQ(pgd_index(~0UL), 511, "pgd_index(~0)");
}
