// SPDX-License-Identifier: MIT
/*
 * What the headers in include/ call: the reference's own operations, each as a
 * function. A student release holds this as an object file, for BASE=reference.
 */
#include <asm/atomic.h>
#include <asm/barrier.h>
#include <asm/bitops.h>
#include <asm/byteorder.h>
#include <asm/cacheflush.h>
#include <asm/cmpxchg.h>
#include <asm/current.h>
#include <asm/div64.h>
#include <asm/elf.h>
#include <asm/irqflags.h>
#include <asm/page.h>
#include <asm/percpu.h>
#include <asm/pgtable.h>
#include <asm/ptrace.h>
#include <asm/tlbflush.h>
#include <asm/unaligned.h>
#include <linux/types.h>

#define ATOMIC_RETURN(t, name, op, order)				\
t ref_##name##_##op##_return##order(t i, name##_t *v);			\
t ref_##name##_##op##_return##order(t i, name##_t *v)			\
{ return name##_##op##_return##order(i, v); }
#define ATOMIC(t, name, op)						\
void ref_##name##_##op(t i, name##_t *v);				\
void ref_##name##_##op(t i, name##_t *v) { name##_##op(i, v); }		\
ATOMIC_RETURN(t, name, op, ) ATOMIC_RETURN(t, name, op, _relaxed)	\
ATOMIC_RETURN(t, name, op, _acquire) ATOMIC_RETURN(t, name, op, _release)

ATOMIC(int, atomic, add)
ATOMIC(int, atomic, sub)
ATOMIC(s64, atomic64, add)
ATOMIC(s64, atomic64, sub)

/* A function called ref_@name that does @body. */
#define CALL(t, name, args, body)					\
t ref_##name args;							\
t ref_##name args { body; }

#define BARRIER(name, body)	CALL(void, name, (void), body)
BARRIER(isb, isb())
BARRIER(dmb_sy, dmb(sy))
BARRIER(dmb_ld, dmb(ld))
BARRIER(dmb_st, dmb(st))
BARRIER(dmb_ish, dmb(ish))
BARRIER(dmb_ishld, dmb(ishld))
BARRIER(dmb_ishst, dmb(ishst))
BARRIER(dmb_nsh, dmb(nsh))
BARRIER(dsb_sy, dsb(sy))
BARRIER(dsb_ld, dsb(ld))
BARRIER(dsb_st, dsb(st))
BARRIER(dsb_ish, dsb(ish))
BARRIER(dsb_ishld, dsb(ishld))
BARRIER(dsb_ishst, dsb(ishst))
BARRIER(dsb_nsh, dsb(nsh))
BARRIER(dsb_nshst, dsb(nshst))
BARRIER(mb, mb())
BARRIER(rmb, rmb())
BARRIER(wmb, wmb())
BARRIER(smp_mb, smp_mb())
BARRIER(smp_rmb, smp_rmb())
BARRIER(smp_wmb, smp_wmb())

#define STORE(bits)	case bits / 8: smp_store_release((volatile u##bits *)p, v); break
CALL(void, store_release, (volatile void *p, u64 v, int size),
     switch (size) { STORE(8); STORE(16); STORE(32); STORE(64); })
#define LOAD(bits)	case bits / 8: return smp_load_acquire((const volatile u##bits *)p)
CALL(u64, load_acquire, (const volatile void *p, int size),
     switch (size) { LOAD(8); LOAD(16); LOAD(32); LOAD(64); } return 0)

#define BIT_CALL(t, give, name)						\
	CALL(t, name, (unsigned int nr, volatile unsigned long *addr), give name(nr, addr))
BIT_CALL(void, , set_bit)
BIT_CALL(void, , clear_bit)
BIT_CALL(void, , change_bit)
BIT_CALL(int, return, test_and_set_bit)
BIT_CALL(int, return, test_and_clear_bit)
BIT_CALL(int, return, test_and_change_bit)
CALL(unsigned long, __ffs, (unsigned long word), return __ffs(word))
CALL(unsigned long, __fls, (unsigned long word), return __fls(word))
CALL(int, ffs, (int x), return ffs(x))
CALL(int, fls, (unsigned int x), return fls(x))
CALL(int, fls64, (u64 x), return fls64(x))

CALL(void, flush_icache_range, (unsigned long start, unsigned long end), flush_icache_range(start, end))
CALL(void, flush_tlb_all, (void), flush_tlb_all())
CALL(void, local_flush_tlb_all, (void), local_flush_tlb_all())
CALL(void, flush_tlb_kernel_range, (unsigned long start, unsigned long end),
     flush_tlb_kernel_range(start, end))

CALL(u64, xchg, (volatile void *ptr, u64 val, int size),
     switch (size) {
     case 1: return xchg((volatile u8 *)ptr, val);
     case 2: return xchg((volatile u16 *)ptr, val);
     case 4: return xchg((volatile u32 *)ptr, val);
     } return xchg((volatile u64 *)ptr, val))
CALL(u64, cmpxchg, (volatile void *ptr, u64 old, u64 val, int size),
     switch (size) {
     case 1: return cmpxchg((volatile u8 *)ptr, old, val);
     case 2: return cmpxchg((volatile u16 *)ptr, old, val);
     case 4: return cmpxchg((volatile u32 *)ptr, old, val);
     } return cmpxchg((volatile u64 *)ptr, old, val))

CALL(struct task_struct *, get_current, (void), return get_current())
CALL(void, set_cpu_offset, (unsigned long off), set_my_cpu_offset(off))
CALL(unsigned long, cpu_offset, (void), return __my_cpu_offset())

CALL(void, irq_enable, (void), arch_local_irq_enable())
CALL(void, irq_disable, (void), arch_local_irq_disable())
CALL(unsigned long, save_flags, (void), return arch_local_save_flags())
CALL(unsigned long, irq_save, (void), return arch_local_irq_save())
CALL(void, irq_restore, (unsigned long flags), arch_local_irq_restore(flags))
CALL(bool, irqs_disabled, (unsigned long flags), return arch_irqs_disabled_flags(flags))

CALL(int, is_lm_address, (u64 addr), return __is_lm_address(addr))
CALL(u64, pa, (u64 addr), return __pa(addr))
CALL(void *, va, (u64 pa), return __va(pa))

CALL(pte_t, pfn_pte, (u64 pfn, pgprot_t prot), return pfn_pte(pfn, prot))
CALL(u64, pte_pfn, (pte_t pte), return pte_pfn(pte))
#define ASK(name)	CALL(bool, name, (pte_t pte), return name(pte))
ASK(pte_none)
ASK(pte_present)
ASK(pte_write)
ASK(pte_young)
ASK(pte_user_exec)
ASK(pte_dirty)
#define CHANGE(name)	CALL(pte_t, name, (pte_t pte), return name(pte))
CHANGE(pte_mkwrite)
CHANGE(pte_wrprotect)
CHANGE(pte_mkdirty)
CHANGE(pte_mkclean)
CHANGE(pte_mkold)
CHANGE(pte_mkyoung)
CALL(unsigned long, table_index, (u64 addr, int level),
     return level == 1 ? pgd_index(addr) : level == 2 ? pmd_index(addr) : pte_index(addr))

CALL(int, user_mode, (const struct pt_regs *regs), return user_mode(regs))
CALL(int, interrupts_enabled, (const struct pt_regs *regs), return interrupts_enabled(regs))

CALL(u32, do_div, (u64 *n, u32 base), return do_div(*n, base))
CALL(u32, get_unaligned_le32, (const void *p), return get_unaligned_le32(p))
CALL(u64, get_unaligned_le64, (const void *p), return get_unaligned_le64(p))
CALL(u32, get_unaligned_be32, (const void *p), return get_unaligned_be32(p))
CALL(u64, get_unaligned_be64, (const void *p), return get_unaligned_be64(p))

#define ORDER(bits)							\
	CALL(u##bits, turn##bits, (u##bits x), return __swab##bits(x))	\
	CALL(u##bits, keep##bits, (u##bits x), return (u##bits)le##bits##_to_cpu((__le##bits)x))
ORDER(16)
ORDER(32)
ORDER(64)
