/* SPDX-License-Identifier: MIT */
/* The reference's pgtable.h as a student release has it: types, numbers, and calls. */
#ifndef _ASM_PGTABLE_H
#define _ASM_PGTABLE_H

#include <asm/page.h>
#include <asm/pgtable-hwdef.h>
#include <linux/types.h>

#define REF_TYPE(name)	typedef struct { u64 ref; } name##_t;
REF_TYPE(pte) REF_TYPE(pmd) REF_TYPE(pgd) REF_TYPE(pgprot)
#undef REF_TYPE

#define pte_val(x)	((x).ref)
#define pmd_val(x)	((x).ref)
#define pgd_val(x)	((x).ref)
#define pgprot_val(x)	((x).ref)
#define __pte(x)	((pte_t){ (x) })
#define __pmd(x)	((pmd_t){ (x) })
#define __pgd(x)	((pgd_t){ (x) })
#define __pgprot(x)	((pgprot_t){ (x) })

#define PTE_VALID	_BITUL(0)
#define PTE_USER	DESC_AP_USER
#define PTE_RDONLY	DESC_AP_RDONLY
#define PTE_AF		DESC_AF
#define PTE_NG		DESC_NG
#define PTE_PXN		DESC_PXN
#define PTE_UXN		DESC_UXN
#define PTE_WRITE	_BITUL(51)
#define PTE_DIRTY	_BITUL(55)
#define PTE_SPECIAL	_BITUL(56)

#define PROT_DEFAULT	UL(0x703)
#define PROT_NORMAL	UL(0x703)
#define PROT_DEVICE	UL(0x60000000000707)
#define PAGE_KERNEL	__pgprot(UL(0xe8000000000703))
#define PAGE_KERNEL_RO	__pgprot(UL(0x60000000000783))
#define PAGE_KERNEL_ROX	__pgprot(UL(0x40000000000783))
#define PAGE_SHARED	__pgprot(UL(0x68000000000fc3))
#define PAGE_READONLY	__pgprot(UL(0x60000000000fc3))
#define PAGE_READONLY_EXEC __pgprot(UL(0x20000000000fc3))

pte_t ref_pfn_pte(u64 pfn, pgprot_t prot);
u64 ref_pte_pfn(pte_t pte);
bool ref_pte_none(pte_t pte);
bool ref_pte_present(pte_t pte);
bool ref_pte_write(pte_t pte);
bool ref_pte_young(pte_t pte);
bool ref_pte_user_exec(pte_t pte);
bool ref_pte_dirty(pte_t pte);
pte_t ref_pte_mkwrite(pte_t pte);
pte_t ref_pte_wrprotect(pte_t pte);
pte_t ref_pte_mkdirty(pte_t pte);
pte_t ref_pte_mkclean(pte_t pte);
pte_t ref_pte_mkold(pte_t pte);
pte_t ref_pte_mkyoung(pte_t pte);

#define pfn_pte		ref_pfn_pte
#define pte_pfn		ref_pte_pfn
#define pte_none	ref_pte_none
#define pte_present	ref_pte_present
#define pte_write	ref_pte_write
#define pte_young	ref_pte_young
#define pte_user_exec	ref_pte_user_exec
#define pte_dirty	ref_pte_dirty
#define pte_mkwrite	ref_pte_mkwrite
#define pte_wrprotect	ref_pte_wrprotect
#define pte_mkdirty	ref_pte_mkdirty
#define pte_mkclean	ref_pte_mkclean
#define pte_mkold	ref_pte_mkold
#define pte_mkyoung	ref_pte_mkyoung

unsigned long ref_table_index(u64 addr, int level) __attribute__((const));
#define pgd_index(addr)	ref_table_index((u64)(addr), 1)
#define pmd_index(addr)	ref_table_index((u64)(addr), 2)
#define pte_index(addr)	ref_table_index((u64)(addr), 3)

#endif
