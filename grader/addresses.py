# SPDX-License-Identifier: MIT
"""What lies at an address, in words: for the FAR of an abort, for SP and PC.

The layout is that of arch/arm64/include/asm/memory.h: 39-bit addresses, the
kernel image at KIMAGE_VADDR, physical 0 to 1 GiB at EARLY_IO_BASE.
"""

from __future__ import annotations

from grader.elf import Elf
from grader.machine import RAM_BASE, RAM_SIZE
from grader.values import POISON

VA_BITS = 39
PAGE_OFFSET = 0xFFFFFF8000000000
KIMAGE_VADDR = 0xFFFFFFC008000000
EARLY_IO_BASE = 0xFFFFFFFF80000000
_GIB = 1 << 30
_PAGE = 4096
_NEAR_STACK = 64 << 10
# Physical blocks of QEMU's "virt" machine (hw/arm/virt.c, base_memmap).
_DEVICES = (
    (0x00000000, 0x08000000, "the flash"),
    (0x08000000, 0x08010000, "the GIC's distributor"),
    (0x080A0000, 0x09000000, "the GIC's redistributors"),
    (0x09000000, 0x09001000, "the UART"),
    (0x09010000, 0x09011000, "the real-time clock"),
    (0x09020000, 0x09021000, "fw_cfg"),
    (0x09030000, 0x09031000, "the GPIO block"),
    (0x0A000000, 0x0A004000, "the virtio transports"),
)


class Map:
    """The addresses of one kernel, loaded at physical @base."""

    def __init__(self, elf: Elf, base: int) -> None:
        self.elf = elf
        self.base = base
        self.text = elf.address("_text")
        end = elf.symbol("_end")
        self.end = end.value if end else self.text

    def to_virtual(self, addr: int) -> int:
        """The linked address of @addr, be it linked or physical; @addr if it is neither."""
        if self.base and self.base <= addr < self.base + self.end - self.text:
            return addr - self.base + self.text
        return addr

    def in_image(self, addr: int) -> bool:
        """Whether @addr lies in the kernel image, by either address."""
        return self.text <= self.to_virtual(addr) < self.end

    def half(self, addr: int) -> str:
        """The register whose tables translate @addr; empty if none does."""
        top = addr >> VA_BITS
        if top == 0:
            return "TTBR0"
        return "TTBR1" if top == (1 << 64 - VA_BITS) - 1 else ""

    def _symbol(self, addr: int) -> str:
        virtual = self.to_virtual(addr)
        found = self.elf.object_at(virtual) or self.elf.function_at(virtual)
        if found is None:
            return ""
        symbol, offset = found
        return symbol.name + (f"+{offset:#x}" if offset else "")

    def _stack(self, addr: int) -> str:
        """For addresses at and below the first stack."""
        stack = self.elf.symbol("init_stack")
        if stack is None:
            return ""
        low = stack.value
        virtual = self.to_virtual(addr)
        if low - _NEAR_STACK <= virtual < low:
            return f"{low - virtual} bytes below the end of init_stack: the stack overflowed"
        return ""

    def describe_stack(self, addr: int) -> str:
        """How full the first stack is with SP at @addr; empty if it does not point there."""
        stack = self.elf.symbol("init_stack")
        offset = self.to_virtual(addr) - stack.value if stack else 0
        if stack is None or not 0 < offset <= stack.size:
            return ""
        if offset == stack.size:
            return "the top of init_stack (empty)"
        return f"in init_stack, {stack.size - offset} bytes used"

    def _physical(self, addr: int) -> str:
        if self.in_image(addr):
            where = self._symbol(addr)
            return f"in the kernel image as loaded{f', at {where}' if where else ''}"
        for low, high, name in _DEVICES:
            if low <= addr < high:
                return f"{name}'s physical address" if name != "the flash" else "in the flash"
        if RAM_BASE <= addr < RAM_BASE + RAM_SIZE:
            return "in memory, outside the kernel image"
        return "where the machine has neither memory nor a device"

    def describe(self, addr: int, mmu: bool) -> str:
        """A phrase that says what @addr is, with the MMU on or off."""
        if addr < _PAGE:
            return "a null pointer" + (f" plus {addr}" if addr else "")
        if addr >= (1 << 64) - _PAGE:
            return f"{(1 << 64) - addr} bytes below address 0: a null pointer, or an SP of 0"
        if addr >> 16 == POISON >> 16:
            return "the poison that memory is filled with: a value that nobody has written"
        if not mmu:
            return self._off(addr)
        stack = self._stack(addr)
        if stack:
            return stack
        if self.text <= addr < self.end:
            where = self._symbol(addr)
            return f"in the kernel image{f', at {where}' if where else ''}"
        if not self.half(addr):
            return "in neither TTBR0's half nor TTBR1's: bits 63 to 39 are not all equal"
        if addr >= EARLY_IO_BASE and addr < EARLY_IO_BASE + _GIB:
            return f"in the device window: {self._physical(addr - EARLY_IO_BASE)}"
        if PAGE_OFFSET <= addr < KIMAGE_VADDR & ~(_GIB - 1):
            return "in the linear map of memory"
        if addr >= PAGE_OFFSET:
            return "in the kernel's half, outside the image and the device window"
        return self._low(addr)

    def _off(self, addr: int) -> str:
        if self.half(addr) == "TTBR1":
            where = self._symbol(addr) if self.text <= addr < self.end else ""
            linked = f"the linked address of {where}" if where else "a virtual address"
            return f"{linked}, used while the MMU is off"
        return self._physical(addr)

    def _low(self, addr: int) -> str:
        """An address of TTBR0's half, with the MMU on."""
        physical = self._physical(addr)
        if "physical address" in physical:
            return f"{physical}: with the MMU on it is at {EARLY_IO_BASE + addr:#x}"
        if "neither" in physical:
            return "a low address, outside the identity map"
        return f"a physical address, {physical}"
