/* SPDX-License-Identifier: MIT */
/*
 * Registers of devices. A read is complete before what follows, and memory is
 * written before a write to a register that tells a device about it. Linux:
 * include/asm-generic/io.h, arch/arm64/include/asm/io.h.
 */
#ifndef _LINUX_IO_H
#define _LINUX_IO_H

#include <asm/barrier.h>
#include <linux/types.h>
#include <linux/vmalloc.h>

static inline u32 readl_relaxed(const volatile void *addr)
{
	return *(const volatile u32 *)addr;
}

static inline void writel_relaxed(u32 value, volatile void *addr)
{
	*(volatile u32 *)addr = value;
}

static inline u32 readl(const volatile void *addr)
{
	u32 value = readl_relaxed(addr);

	rmb();
	return value;
}

static inline void writel(u32 value, volatile void *addr)
{
	wmb();
	writel_relaxed(value, addr);
}

static inline u64 readq_relaxed(const volatile void *addr)
{
	return *(const volatile u64 *)addr;
}

static inline void writeq_relaxed(u64 value, volatile void *addr)
{
	*(volatile u64 *)addr = value;
}

#endif /* _LINUX_IO_H */
