# SPDX-License-Identifier: MIT
"""The Image: pieces at their places, and the symbol table in the gap that is kept for it."""

import struct
import unittest

from grader.elf import SHF_ALLOC, SHF_EXECINSTR, SHT_NOBITS, Elf, ElfError
from grader.image import image_pieces, kallsyms, lay_out
from grader.tests.fixtures import TEXT, ElfBuilder

GAP = 0x100


def kernel(functions: list[tuple[str, int, int]]) -> Elf:
    """A kernel with (name, offset, size) functions and a gap of GAP bytes at 0x80."""
    builder = ElfBuilder()
    text = builder.section(".text", TEXT, b"\xaa" * 0x40, SHF_ALLOC | SHF_EXECINSTR)
    builder.section(".kallsyms", TEXT + 0x80, b"\xee" * GAP)
    builder.section(".bss", TEXT + 0x1000, b"", SHF_ALLOC, SHT_NOBITS, 0x1000)
    builder.symbol("_text", TEXT, text)
    for name, offset, size in functions:
        builder.symbol(name, TEXT + offset, text, size, 2)
    return Elf(builder.build())


def entries(table: bytes) -> list[tuple[int, int, str]]:
    """The table as common/kernel/kallsyms.s3.c reads it."""
    magic, capacity, count, strings = struct.unpack_from("<4I", table)
    assert magic == 0x4D59534B and capacity == GAP
    found = []
    for i in range(count):
        offset, size, name = struct.unpack_from("<3I", table, 16 + 12 * i)
        found.append((offset, size, table[strings + name :].split(b"\0", 1)[0].decode()))
    return found


class Pieces(unittest.TestCase):
    def test_symbols_are_in_the_image(self) -> None:
        image = lay_out(image_pieces(kernel([("late", 0x20, 8), ("early", 0x10, 4)])))
        self.assertEqual(len(image), 0x80 + GAP, "the .bss holds no bytes")
        self.assertEqual(image[:0x40], b"\xaa" * 0x40)
        self.assertEqual(image[0x40:0x80], bytes(0x40))
        self.assertEqual(entries(image[0x80:]), [(0x10, 4, "early"), (0x20, 8, "late")])

    def test_one_name_for_an_address(self) -> None:
        image = lay_out(image_pieces(kernel([("b", 0, 8), ("a", 0, 8), ("empty", 4, 0)])))
        self.assertEqual(entries(image[0x80:]), [(0, 8, "a")])

    def test_absurd_sizes(self) -> None:
        image = lay_out(image_pieces(kernel([("huge", 0, 1 << 40)])))
        self.assertEqual([name for _, _, name in entries(image[0x80:])], ["huge"])

    def test_more_than_fit(self) -> None:
        many = kernel([(f"function{i}", 4 * i, 4) for i in range(16)])
        kept = entries(lay_out(image_pieces(many))[0x80:])
        self.assertEqual(kept, [(4 * i, 4, f"function{i}") for i in range(len(kept))])
        self.assertEqual(len(kept), 10, "16 bytes of header, then 22 and 23 bytes each")
        with self.assertRaisesRegex(ElfError, "raise KALLSYMS_CAPACITY"):
            image_pieces(many, strict=True)

    def test_a_kernel_without_a_table(self) -> None:
        builder = ElfBuilder()
        builder.symbol("_text", TEXT, builder.section(".text", TEXT, b"\xaa" * 8))
        self.assertEqual(lay_out(image_pieces(Elf(builder.build()))), b"\xaa" * 8)


class Table(unittest.TestCase):
    def test_too_many(self) -> None:
        with self.assertRaisesRegex(ElfError, "needs 124 bytes and has 64"):
            kallsyms([(i, 4, f"name{i}") for i in range(6)], 64)

    def test_exactly_full(self) -> None:
        self.assertEqual(len(kallsyms([(0, 4, "abc")], 32)), 32)
        with self.assertRaises(ElfError):
            kallsyms([(0, 4, "abcd")], 32)


if __name__ == "__main__":
    unittest.main()
