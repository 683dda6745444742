// SPDX-License-Identifier: MIT
/* The corners of page-table entries. Pure C. */
#include <asm/pgtable.h>
#include <test/test.h>

CHECK(wrprotect_keeps_dirty, "write-protecting a dirty page does not forget that it is dirty",
      .hint = "pgtable.h: entries as types")
{
	/* Writable to the hardware without PTE_DIRTY: the hardware's own way to be dirty. */
	pte_t pte = __pte(pgprot_val(PAGE_KERNEL) & ~PTE_DIRTY);

	EXPECT_TRUE(pte_dirty(pte), "writable to the hardware means dirty");
	pte = pte_wrprotect(pte);
	EXPECT_TRUE(pte_dirty(pte), "still dirty behind pte_wrprotect()");
	EXPECT_TRUE(!pte_write(pte), "and not writable");
	EXPECT_EQ(pte_val(pte) & PTE_RDONLY, PTE_RDONLY, "to the hardware neither");
}

CHECK(mkwrite_of_clean, "making a clean page writable leaves it clean", .hint = "pgtable.h: entries as types")
{
	pte_t pte = pte_mkwrite(pfn_pte(9, PAGE_READONLY));

	EXPECT_TRUE(pte_write(pte), "writable");
	EXPECT_TRUE(!pte_dirty(pte), "clean");
	pte = pte_mkwrite(pte_mkdirty(pfn_pte(9, PAGE_READONLY)));
	EXPECT_EQ(pte_val(pte) & PTE_RDONLY, 0, "a dirty page becomes writable to the hardware at once");
}

CHECK(user_protections, "user pages are never executable by the kernel and not global",
      .hint = "pgtable.h: entries as types")
{
	u64 all = PTE_USER | PTE_NG | PTE_PXN;

	EXPECT_EQ(pgprot_val(PAGE_SHARED) & all, all, "PAGE_SHARED");
	EXPECT_EQ(pgprot_val(PAGE_READONLY) & all, all, "PAGE_READONLY");
	EXPECT_EQ(pgprot_val(PAGE_READONLY_EXEC) & all, all, "PAGE_READONLY_EXEC");
	EXPECT_TRUE(pte_user_exec(__pte(pgprot_val(PAGE_READONLY_EXEC))), "may be executed");
	EXPECT_TRUE(!pte_user_exec(__pte(pgprot_val(PAGE_SHARED))), "a writable page may not");
}

CHECK(pte_age_and_presence, "present, none, young and old are told apart", .hint = "pgtable.h: entries as types")
{
	pte_t pte = pfn_pte(1, PAGE_KERNEL_RO);

	EXPECT_TRUE(pte_present(pte) && !pte_none(pte), "a page is present");
	EXPECT_TRUE(pte_none(__pte(0)) && !pte_present(__pte(0)), "zero is none");
	EXPECT_TRUE(!pte_none(__pte(PTE_SPECIAL)) && !pte_present(__pte(PTE_SPECIAL)), "a marked hole is neither");
	EXPECT_TRUE(pte_young(pte) && !pte_young(pte_mkold(pte)), "pte_mkold()");
	EXPECT_EQ(pte_val(pte_mkyoung(pte_mkold(pte))), pte_val(pte), "pte_mkyoung() of pte_mkold()");
}

CHECK(address_bits, "an entry's address never spills into its attributes", .hint = "pgtable.h: entries as types")
{
	pte_t pte = pfn_pte(~0UL, PAGE_KERNEL);

	EXPECT_EQ(pte_val(pte) & ~DESC_ADDR_MASK, pgprot_val(PAGE_KERNEL), "attributes beside a frame of all ones");
	EXPECT_EQ(pte_pfn(__pte(~0UL)), (1UL << 36) - 1, "pte_pfn() of all ones");
}
