# SPDX-License-Identifier: MIT
"""The ELF reader: what it finds, and that no damaged file gets more out of it than an ElfError."""

import random
import struct
import unittest

from grader.elf import Elf, ElfError
from grader.tests.fixtures import TEXT, ElfBuilder, kernel_elf


def touch_everything(data: bytes) -> None:
    """Read all that the grader reads of a kernel."""
    elf = Elf(data)
    for symbol in elf.symbols:
        elf.function_at(symbol.value)
        elf.object_at(symbol.value)
    for section in elf.sections:
        elf.content(section)
    elf.read(TEXT, 8)
    elf.string(TEXT + 0x2000)


class Reading(unittest.TestCase):
    def setUp(self) -> None:
        self.elf = Elf(kernel_elf())

    def test_symbols_and_sections(self) -> None:
        self.assertEqual(self.elf.address("_text"), TEXT)
        self.assertIsNone(self.elf.symbol("nothing"))
        section = self.elf.section(".rodata")
        assert section is not None
        self.assertEqual(section.addr, TEXT + 0x1000)
        with self.assertRaisesRegex(ElfError, "nothing is missing"):
            self.elf.address("nothing")

    def test_bytes(self) -> None:
        self.assertEqual(self.elf.read(TEXT, 4), b"\x1f\x20\x03\xd5")
        self.assertEqual(self.elf.read(TEXT + 0x205000, 16), bytes(16), "the .bss reads as zeros")
        self.assertEqual(self.elf.string(TEXT + 0x2000), "first")
        for addr in (0, TEXT - 4, TEXT + 0x100, 1 << 63):
            with self.assertRaises(ElfError):
                self.elf.read(addr, 4)
        with self.assertRaises(ElfError):
            self.elf.read(TEXT + 0x7C, 8)

    def test_strings_have_to_end(self) -> None:
        builder = ElfBuilder()
        builder.section(".a", 0x1000, b"abc")
        with self.assertRaisesRegex(ElfError, "does not end"):
            Elf(builder.build()).string(0x1000)

    def test_functions(self) -> None:
        found = self.elf.function_at(TEXT + 0x14)
        assert found is not None
        self.assertEqual((found[0].name, found[1]), ("primary_entry", 4))
        self.assertIsNone(self.elf.function_at(TEXT - 4))
        self.assertIsNone(self.elf.function_at(TEXT + 0x5000), "behind all code")

    def test_objects(self) -> None:
        found = self.elf.object_at(TEXT + 0x205008)
        assert found is not None
        self.assertEqual((found[0].name, found[1]), ("probe", 8))
        self.assertIsNone(self.elf.object_at(TEXT + 0x205040))


class Hostile(unittest.TestCase):
    def test_not_elf(self) -> None:
        for data in (b"", b"\x7fELF", b"MZ" + bytes(100), bytes(64)):
            with self.assertRaises(ElfError):
                Elf(data)

    def test_wrong_kind(self) -> None:
        good = kernel_elf()
        for offset, value, words in ((4, 1, "64-bit"), (5, 2, "little-endian"), (18, 62, "machine 62")):
            bad = bytearray(good)
            bad[offset] = value
            with self.assertRaisesRegex(ElfError, words):
                Elf(bytes(bad))

    def test_truncated_anywhere(self) -> None:
        good = kernel_elf()
        for length in range(0, len(good) - 1, 97):
            with self.assertRaises(ElfError):
                touch_everything(good[:length])

    def test_headers_point_out_of_the_file(self) -> None:
        good = kernel_elf()
        shoff = struct.unpack_from("<Q", good, 40)[0]
        for field, words in ((24, "beyond the end"), (32, "beyond the end"), (0, "outside its string table")):
            bad = bytearray(good)
            struct.pack_into("<I" if field == 0 else "<Q", bad, shoff + 64 + field, 0xFFFFFFF0)
            with self.assertRaisesRegex(ElfError, words):
                Elf(bytes(bad))

    def test_no_other_exception_gets_out(self) -> None:
        good = kernel_elf()
        chance = random.Random(1)
        shoff = struct.unpack_from("<Q", good, 40)[0]
        for _ in range(300):
            bad = bytearray(good)
            for _ in range(3):
                place = chance.choice((range(64), range(shoff, len(good))))
                bad[chance.choice(place)] = chance.randrange(256)
            try:
                touch_everything(bytes(bad))
            except ElfError:
                pass


if __name__ == "__main__":
    unittest.main()
