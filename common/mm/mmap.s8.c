// SPDX-License-Identifier: MIT
/*
 * mmap.c: areas of an address space, made, cut and copied. Pages come when they
 * are touched. Linux: mm/mmap.c (mmap_region, do_munmap, split_vma), kernel/fork.c
 * (dup_mmap), mm/memory.c (access_remote_vm).
 */
#include <asm/mmu_context.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm_struct.h>
#include <linux/slab.h>
#include <linux/string.h>

static unsigned long pages_of(const struct vm_area_struct *vma)
{
	return (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
}

void vm_free_area(struct vm_area_struct *vma)
{
	iput(vma->vm_inode);
	kfree(vma);
}

struct vm_area_struct *vm_map(struct mm_struct *mm, unsigned long start, unsigned long len, unsigned long flags,
			      struct inode *inode, unsigned long pgoff, unsigned long file_end)
{
	struct vm_area_struct *vma;

	if (!len || (start | len) & ~PAGE_MASK || start >= TASK_SIZE || len > TASK_SIZE - start)
		return ERR_PTR(-EINVAL);
	/* No page that can be written can be executed: no accident makes data into code. */
	if ((flags & VM_WRITE) && (flags & VM_EXEC))
		return ERR_PTR(-EACCES);
	vma = kzalloc(sizeof(*vma), GFP_KERNEL);
	if (!vma)
		return ERR_PTR(-ENOMEM);
	vma->vm_start = start;
	vma->vm_end = start + len;
	vma->vm_flags = flags;
	vma->vm_mm = mm;
	vma->vm_pgoff = pgoff;
	vma->vm_file_end = file_end;
	if (!vma_insert(&mm->areas, vma)) {
		kfree(vma);
		return ERR_PTR(-EEXIST);
	}
	if (inode)
		vma->vm_inode = ihold(inode);
	mm->total_vm += pages_of(vma);
	return vma;
}

/* A second area with what @vma has from @addr on; @vma keeps what is below. */
static int split(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr)
{
	struct vm_area_struct *upper = kmalloc(sizeof(*upper), GFP_KERNEL);

	if (!upper)
		return -ENOMEM;
	*upper = *vma;
	upper->vm_start = addr;
	upper->vm_pgoff += (addr - vma->vm_start) >> PAGE_SHIFT;
	if (upper->vm_inode)
		ihold(upper->vm_inode);
	vma_resize(&mm->areas, vma, vma->vm_start, addr);
	vma_insert(&mm->areas, upper);
	return 0;
}

int vm_unmap(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma = vma_find(&mm->areas, start), *next;
	int err = 0;

	/* Cut first: after that nothing can fail. */
	if (vma && vma->vm_start < start) {
		err = split(mm, vma, start);
		vma = err ? NULL : vma_next(&mm->areas, vma);
	}
	next = err ? NULL : vma_find(&mm->areas, end - 1);
	if (next && next->vm_start < end && next->vm_end > end)
		err = split(mm, next, end);
	if (err)
		return err;
	for (; vma && vma->vm_start < end; vma = next) {
		next = vma_next(&mm->areas, vma);
		unmap_page_range(mm, vma->vm_start, vma->vm_end);
		mm->total_vm -= pages_of(vma);
		vma_remove(&mm->areas, vma);
		vm_free_area(vma);
	}
	return 0;
}

int vm_dup(struct mm_struct *dst, struct mm_struct *src)
{
	struct vm_area_struct *vma, *copy;
	int err;

	dst->mmap_base = src->mmap_base;
	dst->stack_limit = src->stack_limit;
	dst->start_brk = src->start_brk;
	dst->brk = src->brk;
	dst->start_stack = src->start_stack;
	dst->arg_start = src->arg_start;
	dst->arg_end = src->arg_end;
	dst->env_start = src->env_start;
	dst->env_end = src->env_end;
	for_each_vma(&src->areas, vma) {
		copy = vm_map(dst, vma->vm_start, vma->vm_end - vma->vm_start, vma->vm_flags, vma->vm_inode,
			      vma->vm_pgoff, vma->vm_file_end);
		if (IS_ERR(copy))
			return PTR_ERR(copy);
		err = copy_page_range(dst, src, vma);
		if (err)
			return err;
	}
	return 0;
}

/* Where the kernel finds the byte at @addr of @mm, brought in if need be; an error of the size of a pointer. */
static void *access_page(struct mm_struct *mm, unsigned long addr, unsigned long access)
{
	struct vm_area_struct *vma = vma_find(&mm->areas, addr);
	pte_t *ptep;

	if (!vma || vma->vm_start > addr || !(vma->vm_flags & access))
		return ERR_PTR(-EFAULT);
	switch (handle_mm_fault(mm, vma, addr, access)) {
	case VM_FAULT_DONE:
		break;
	case VM_FAULT_OOM:
		return ERR_PTR(-ENOMEM);
	case VM_FAULT_SIGBUS:
		return ERR_PTR(-EFAULT);
	}
	ptep = pte_lookup(mm, addr);
	/* Never where the fault handling has not done what it said. */
	if (!ptep || !pte_present(*ptep) || (access == VM_WRITE && !pte_write(*ptep)))
		return ERR_PTR(-EFAULT);
	return (char *)__va(PFN_PHYS(pte_pfn(*ptep))) + addr % PAGE_SIZE;
}

static int access_mm(struct mm_struct *mm, unsigned long addr, char *buf, size_t len, unsigned long access)
{
	int err = 0;

	mutex_lock(&mm->mmap_lock);
	while (len && !err) {
		size_t part = min(len, PAGE_SIZE - addr % PAGE_SIZE);
		void *p = access_page(mm, addr, access);

		if (IS_ERR(p)) {
			err = PTR_ERR(p);
			break;
		}
		if (access == VM_WRITE)
			memcpy(p, buf, part);
		else
			memcpy(buf, p, part);
		addr += part;
		buf += part;
		len -= part;
	}
	mutex_unlock(&mm->mmap_lock);
	return err;
}

int mm_write(struct mm_struct *mm, unsigned long addr, const void *buf, size_t len)
{
	return access_mm(mm, addr, (char *)buf, len, VM_WRITE);
}

int mm_read(struct mm_struct *mm, unsigned long addr, void *buf, size_t len)
{
	return access_mm(mm, addr, buf, len, VM_READ);
}
