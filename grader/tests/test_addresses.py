# SPDX-License-Identifier: MIT
"""What an address is, in words, with the MMU on and off."""

import unittest

from grader.addresses import EARLY_IO_BASE, PAGE_OFFSET, Map
from grader.elf import Elf
from grader.tests.fixtures import TEXT, kernel_elf
from grader.values import POISON

BASE = 0x40200000


class Describing(unittest.TestCase):
    def setUp(self) -> None:
        self.at = Map(Elf(kernel_elf()), BASE)

    def on(self, addr: int) -> str:
        return self.at.describe(addr, True)

    def off(self, addr: int) -> str:
        return self.at.describe(addr, False)

    def test_null_and_poison(self) -> None:
        self.assertEqual(self.on(0), "a null pointer")
        self.assertEqual(self.off(8), "a null pointer plus 8")
        self.assertIn("poison", self.on(POISON + 0x10))
        self.assertIn("32 bytes below address 0", self.on(2**64 - 32))

    def test_image(self) -> None:
        self.assertIn("probe+0x8", self.on(TEXT + 0x205008))
        self.assertIn("as loaded, at primary_entry", self.on(BASE + 0x10))
        self.assertIn("linked address of primary_entry", self.off(TEXT + 0x10))

    def test_stack(self) -> None:
        stack = TEXT + 0x200000
        self.assertIn("16 bytes below the end of init_stack: the stack overflowed", self.on(stack - 16))
        self.assertEqual(self.at.describe_stack(stack + 0x4000), "the top of init_stack (empty)")
        self.assertEqual(self.at.describe_stack(stack + 0x3F00), "in init_stack, 256 bytes used")
        self.assertEqual(self.at.describe_stack(0), "")
        self.assertEqual(self.at.describe_stack(BASE + 0x204000), "the top of init_stack (empty)")

    def test_devices(self) -> None:
        self.assertEqual(
            self.on(0x09000018), f"the UART's physical address: with the MMU on it is at {EARLY_IO_BASE + 0x09000018:#x}"
        )
        self.assertIn("the UART's physical address", self.off(0x09000000))
        self.assertIn("device window: the UART", self.on(EARLY_IO_BASE + 0x09000000))

    def test_elsewhere(self) -> None:
        self.assertIn("linear map", self.on(PAGE_OFFSET + 0x1000))
        self.assertIn("neither TTBR0's half nor TTBR1's", self.on(0x0000800000000000))
        self.assertIn("outside the identity map", self.on(0x70000000))
        self.assertIn("neither memory nor a device", self.off(0x70000000))
        self.assertIn("in memory, outside the kernel image", self.off(0x48000000))

    def test_halves(self) -> None:
        self.assertEqual(self.at.half(0x7FFFFFFFFF), "TTBR0")
        self.assertEqual(self.at.half(0x8000000000), "")
        self.assertEqual(self.at.half(PAGE_OFFSET), "TTBR1")

    def test_any_address(self) -> None:
        for bit in range(64):
            for offset in (-1, 0, 1):
                addr = (1 << bit) + offset
                self.assertTrue(self.on(addr) and self.off(addr))

    def test_no_stack_symbol(self) -> None:
        from grader.tests.fixtures import ElfBuilder

        builder = ElfBuilder()
        builder.symbol("_text", TEXT, builder.section(".text", TEXT, bytes(16)))
        at = Map(Elf(builder.build()), 0)
        self.assertEqual(at.describe_stack(TEXT), "")
        self.assertTrue(at.describe(TEXT, True))


if __name__ == "__main__":
    unittest.main()
