/* SPDX-License-Identifier: MIT */
/*
 * pgtable.h: page-table entries as types of their own, so that an entry cannot
 * be mistaken for a number or for an entry of another level.
 *
 * Bits 55 to 58 of a descriptor are software's (Arm ARM D8.3.2). Write
 * permission is kept twice, as Linux does: PTE_WRITE is what the mapping
 * allows, AP[2] (PTE_RDONLY) what the hardware enforces; a clean writable page
 * is read-only to the hardware until its first store. Linux:
 * arch/arm64/include/asm/pgtable.h, pgtable-prot.h, pgtable-types.h.
 */
#ifndef _ASM_PGTABLE_H
#define _ASM_PGTABLE_H

#include <asm/page.h>
#include <asm/pgtable-hwdef.h>
#include <linux/types.h>

#ifdef SOLUTION
typedef struct { u64 pte; } pte_t;
typedef struct { u64 pmd; } pmd_t;
typedef struct { u64 pgd; } pgd_t;
typedef struct { u64 pgprot; } pgprot_t;

#define pte_val(x)	((x).pte)
#define pmd_val(x)	((x).pmd)
#define pgd_val(x)	((x).pgd)
#define pgprot_val(x)	((x).pgprot)
#define __pte(x)	((pte_t) { (x) })
#define __pmd(x)	((pmd_t) { (x) })
#define __pgd(x)	((pgd_t) { (x) })
#define __pgprot(x)	((pgprot_t) { (x) })
#else
/*
 * Write this: each a struct with one u64 in it, so that mixing them up does not
 * compile; pte_val() and the others take the value out, __pte() and the others
 * make one from a value.
 */
typedef u64 pte_t;
typedef u64 pmd_t;
typedef u64 pgd_t;
typedef u64 pgprot_t;

#define pte_val(x)	(x)
#define pmd_val(x)	(x)
#define pgd_val(x)	(x)
#define pgprot_val(x)	(x)
#define __pte(x)	((pte_t)(x))
#define __pmd(x)	((pmd_t)(x))
#define __pgd(x)	((pgd_t)(x))
#define __pgprot(x)	((pgprot_t)(x))
#endif

#define PTE_VALID	_BITUL(0)
#define PTE_USER	DESC_AP_USER
#define PTE_RDONLY	DESC_AP_RDONLY
#define PTE_AF		DESC_AF
#define PTE_NG		DESC_NG
#define PTE_PXN		DESC_PXN
#define PTE_UXN		DESC_UXN
#define PTE_WRITE	_BITUL(51)	/* DBM's place: the mapping may be written */
#define PTE_DIRTY	_BITUL(55)	/* software: written since it was made clean */
#define PTE_SPECIAL	_BITUL(56)

#ifdef SOLUTION
#define PROT_DEFAULT	(DESC_PAGE | PTE_AF | DESC_SH_INNER)
#define PROT_NORMAL	(PROT_DEFAULT | DESC_ATTRINDX(MT_NORMAL))
#define PROT_DEVICE	(PROT_DEFAULT | DESC_ATTRINDX(MT_DEVICE_nGnRE) | PTE_PXN | PTE_UXN)

/* Of the kernel: never executable from user mode, and either writable or executable. */
#define PAGE_KERNEL	__pgprot(PROT_NORMAL | PTE_PXN | PTE_UXN | PTE_WRITE | PTE_DIRTY)
#define PAGE_KERNEL_RO	__pgprot(PROT_NORMAL | PTE_PXN | PTE_UXN | PTE_RDONLY)
#define PAGE_KERNEL_ROX	__pgprot(PROT_NORMAL | PTE_UXN | PTE_RDONLY)

/* Of programs: never executable by the kernel, and not global (ASIDs). */
#define PAGE_SHARED	__pgprot(PROT_NORMAL | PTE_USER | PTE_NG | PTE_PXN | PTE_UXN | PTE_WRITE | PTE_RDONLY)
#define PAGE_READONLY	__pgprot(PROT_NORMAL | PTE_USER | PTE_NG | PTE_PXN | PTE_UXN | PTE_RDONLY)
#define PAGE_READONLY_EXEC __pgprot(PROT_NORMAL | PTE_USER | PTE_NG | PTE_PXN | PTE_RDONLY)
#else
/*
 * Write this: the protections from the bits above. All: valid page, accessed
 * (AF), inner shareable. Kernel pages: never UXN-less, and W^X. User pages:
 * PTE_USER, PTE_NG, PTE_PXN; a writable one starts clean (PTE_WRITE and PTE_RDONLY).
 */
#define PROT_DEFAULT	UL(0)
#define PROT_NORMAL	UL(0)
#define PROT_DEVICE	UL(0)
#define PAGE_KERNEL	__pgprot(0)
#define PAGE_KERNEL_RO	__pgprot(0)
#define PAGE_KERNEL_ROX	__pgprot(0)
#define PAGE_SHARED	__pgprot(0)
#define PAGE_READONLY	__pgprot(0)
#define PAGE_READONLY_EXEC __pgprot(0)
#endif

#ifdef SOLUTION
/* An entry from a page frame number (physical address >> PAGE_SHIFT) and back. */
static inline pte_t pfn_pte(u64 pfn, pgprot_t prot)
{
	return __pte(((pfn << PAGE_SHIFT) & DESC_ADDR_MASK) | pgprot_val(prot));
}

static inline u64 pte_pfn(pte_t pte)
{
	return (pte_val(pte) & DESC_ADDR_MASK) >> PAGE_SHIFT;
}

static inline bool pte_none(pte_t pte)		{ return !pte_val(pte); }
static inline bool pte_present(pte_t pte)	{ return pte_val(pte) & PTE_VALID; }
static inline bool pte_write(pte_t pte)		{ return pte_val(pte) & PTE_WRITE; }
static inline bool pte_young(pte_t pte)		{ return pte_val(pte) & PTE_AF; }
static inline bool pte_user_exec(pte_t pte)	{ return !(pte_val(pte) & PTE_UXN); }

/* Written, whether software noted it or the hardware may write already. */
static inline bool pte_dirty(pte_t pte)
{
	return (pte_val(pte) & PTE_DIRTY) ||
	       (pte_write(pte) && !(pte_val(pte) & PTE_RDONLY));
}

/* May be written from now on; the hardware allows it once the page is dirty. */
static inline pte_t pte_mkwrite(pte_t pte)
{
	pte_val(pte) |= PTE_WRITE;
	if (pte_val(pte) & PTE_DIRTY)
		pte_val(pte) &= ~PTE_RDONLY;
	return pte;
}

/* May not be written any more; that it has been must not get lost. */
static inline pte_t pte_wrprotect(pte_t pte)
{
	if (pte_dirty(pte))
		pte_val(pte) |= PTE_DIRTY;
	pte_val(pte) = (pte_val(pte) & ~PTE_WRITE) | PTE_RDONLY;
	return pte;
}

static inline pte_t pte_mkdirty(pte_t pte)
{
	pte_val(pte) |= PTE_DIRTY;
	if (pte_write(pte))
		pte_val(pte) &= ~PTE_RDONLY;
	return pte;
}

static inline pte_t pte_mkclean(pte_t pte)
{
	pte_val(pte) = (pte_val(pte) & ~PTE_DIRTY) | PTE_RDONLY;
	return pte;
}

static inline pte_t pte_mkold(pte_t pte)
{
	pte_val(pte) &= ~PTE_AF;
	return pte;
}

static inline pte_t pte_mkyoung(pte_t pte)
{
	pte_val(pte) |= PTE_AF;
	return pte;
}
#else
/*
 * Write this: an entry from a frame number and back (DESC_ADDR_MASK), the
 * questions about an entry, and the changes. Each change returns the new entry
 * and touches nothing else. Mind PTE_WRITE, PTE_RDONLY and PTE_DIRTY together.
 */
static inline pte_t pfn_pte(u64 pfn, pgprot_t prot)
{
	(void)pfn;
	return __pte(pgprot_val(prot));
}

static inline u64 pte_pfn(pte_t pte)		{ (void)pte; return 0; }
static inline bool pte_none(pte_t pte)		{ (void)pte; return false; }
static inline bool pte_present(pte_t pte)	{ (void)pte; return false; }
static inline bool pte_write(pte_t pte)		{ (void)pte; return false; }
static inline bool pte_young(pte_t pte)		{ (void)pte; return false; }
static inline bool pte_user_exec(pte_t pte)	{ (void)pte; return false; }
static inline bool pte_dirty(pte_t pte)		{ (void)pte; return false; }
static inline pte_t pte_mkwrite(pte_t pte)	{ return pte; }
static inline pte_t pte_wrprotect(pte_t pte)	{ return pte; }
static inline pte_t pte_mkdirty(pte_t pte)	{ return pte; }
static inline pte_t pte_mkclean(pte_t pte)	{ return pte; }
static inline pte_t pte_mkold(pte_t pte)	{ return pte; }
static inline pte_t pte_mkyoung(pte_t pte)	{ return pte; }
#endif

/* Which entry of its table an address uses, at each of the three levels. */
#ifdef SOLUTION
#define pgd_index(addr)		(((u64)(addr) >> PGDIR_SHIFT) & (PTRS_PER_TABLE - 1))
#define pmd_index(addr)		(((u64)(addr) >> PMD_SHIFT) & (PTRS_PER_TABLE - 1))
#define pte_index(addr)		(((u64)(addr) >> PAGE_SHIFT) & (PTRS_PER_TABLE - 1))
#else
/* Write this: nine bits of the address each, at PGDIR_SHIFT, PMD_SHIFT and PAGE_SHIFT. */
#define pgd_index(addr)		((u64)(addr) & 0)
#define pmd_index(addr)		((u64)(addr) & 0)
#define pte_index(addr)		((u64)(addr) & 0)
#endif

#endif /* _ASM_PGTABLE_H */
