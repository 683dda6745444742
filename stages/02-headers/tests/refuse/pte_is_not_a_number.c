/*
 * title: a page-table entry cannot be used as a number
 * error: incompatible type|invalid operands|aggregate value
 * hint: pgtable.h: entries as types
 */
#include <asm/pgtable.h>

u64 frame(pte_t pte);
u64 frame(pte_t pte)
{
#ifdef WRONG
	return pte >> PAGE_SHIFT;
#else
	return pte_pfn(pte);
#endif
}
