/*
 * title: a level-2 entry is not taken for a level-3 one
 * error: incompatible type
 * hint: pgtable.h: entries as types
 */
#include <asm/pgtable.h>

bool present(pte_t pte, pmd_t pmd);
bool present(pte_t pte, pmd_t pmd)
{
	(void)pte;
	(void)pmd;
#ifdef WRONG
	return pte_present(pmd);
#else
	return pte_present(pte);
#endif
}
