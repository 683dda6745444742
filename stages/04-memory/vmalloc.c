// SPDX-License-Identifier: MIT
/*
 * vmalloc.c: a row of addresses for memory that lies anywhere, and for devices.
 *
 * The vmalloc area is divided among struct vm_structs in a sorted list. Behind
 * each lies a page that is never mapped, so that running off the end of one
 * does not end in the next. Linux: mm/vmalloc.c, mm/ioremap.c.
 */
#include <asm/mmu.h>
#include <asm/page.h>
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

static LIST_HEAD(vm_areas);
static DEFINE_SPINLOCK(vm_areas_lock);

void vmalloc_init(void)
{
	/* The list starts out empty; the tables are made when they are needed. */
}

struct vm_struct *get_vm_area(unsigned long size, unsigned int flags)
{
	/*
	 * Write this: a struct vm_struct from kzalloc() for @size rounded up to pages;
	 * under the lock, the lowest address from VMALLOC_START on at which that and
	 * one page more lie between two areas of the sorted list, or behind the last
	 * one and below VMALLOC_END; put it into the list there.
	 */
	(void)size;
	(void)flags;
	return NULL;
}

struct vm_struct *remove_vm_area(const void *addr)
{
	struct vm_struct *area, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&vm_areas_lock, flags);
	list_for_each_entry(area, &vm_areas, list) {
		if (area->addr == (unsigned long)addr) {
			found = area;
			break;
		}
	}
	/* Unmapped before the addresses can be given to somebody else. */
	if (found) {
		unmap_kernel_range(found->addr, found->size);
		list_del(&found->list);
	}
	spin_unlock_irqrestore(&vm_areas_lock, flags);
	return found;
}

/* What an area stands for, once it is off the list. */
static __maybe_unused void free_area(struct vm_struct *area)
{
	for (unsigned int i = 0; i < area->nr_pages; i++)
		__free_page(area->pages[i]);
	kfree(area->pages);
	kfree(area);
}

void *vmalloc(unsigned long size)
{
	/*
	 * Write this: an area (get_vm_area), an array for its pages, and for each page
	 * alloc_pages() and map_kernel_range() with PAGE_KERNEL. When something fails
	 * everything goes back, and the result is NULL.
	 */
	get_vm_area(size, VM_ALLOC);
	return NULL;
}

void *vzalloc(unsigned long size)
{
	void *addr = vmalloc(size);

	return addr ? memset(addr, 0, PAGE_ALIGN(size)) : NULL;
}

void vfree(const void *addr)
{
	/*
	 * Write this: remove_vm_area(), then the pages, the array and the struct go
	 * back. Of an address that begins no area: a message and a WARN.
	 */
	(void)addr;
}

void *ioremap(phys_addr_t phys, size_t size)
{
	unsigned long offset = phys & ~PAGE_MASK;
	pgprot_t prot = __pgprot(PROT_DEVICE | PTE_WRITE | PTE_DIRTY);
	struct vm_struct *area;

	if (!size || phys + size < phys)
		return NULL;
	/* Memory mapped as a device as well would have two views of the same bytes. */
	if (memblock_overlaps(&memblock.memory, phys, size)) {
		WARN_ON(1);
		return NULL;
	}
	area = get_vm_area(size + offset, VM_IOREMAP);
	if (!area)
		return NULL;
	if (map_kernel_range(area->addr, phys - offset, area->size, prot)) {
		kfree(remove_vm_area((void *)area->addr));
		return NULL;
	}
	return (void *)(area->addr + offset);
}

void iounmap(void *addr)
{
	kfree(remove_vm_area((void *)((unsigned long)addr & PAGE_MASK)));
}
