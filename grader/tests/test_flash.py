# SPDX-License-Identifier: MIT
"""The flash image: each field of the configuration at the place where the proctor reads it."""

import struct
import unittest

from grader.errors import Fault, Unusable
from grader.flash import CONFIG_OFFSET, IMAGE_OFFSET, MIB2, Excerpt, Flash, load_offsets, pack_flash
from grader.image import image_pieces, lay_out
from grader.tests.fixtures import make_kernel


def pack(seed: int = 5, only: Excerpt | None = None, proctor: bytes = b"PROCTOR") -> Flash:
    kernel = make_kernel()
    return pack_flash(
        proctor, image_pieces(kernel.elf), kernel,
        stage=1, seed=seed, entry=(2, 1), boot_budget=1000, case_budget=2000, only=only,
    )


class Config(unittest.TestCase):
    def words(self, flash: Flash) -> tuple[int, ...]:
        return struct.unpack_from("<24Q", flash.data(), CONFIG_OFFSET)

    def test_fields(self) -> None:
        flash = pack()
        data, words = flash.data(), self.words(flash)
        self.assertEqual(data[CONFIG_OFFSET : CONFIG_OFFSET + 8], b"BRINGUP1")
        image = 0x200000 + 0x4000
        self.assertEqual(words[1:3], (1, 5))
        self.assertEqual(f"{words[3]:016x}", flash.key)
        self.assertEqual(words[4:6], (IMAGE_OFFSET, image))
        self.assertEqual(words[6:8], (MIB2, 7 * MIB2))
        self.assertEqual(words[8:12], (2, 1, 1000, 2000))
        self.assertEqual(words[12:17], (8, 0x1000, 0x2000, 0x1040, 3))
        self.assertEqual(words[17:19], (0xFFFFFFC008000000, 0x3000))
        self.assertEqual(words[19:24], (0, 0, 0, 0x200000, 0))
        self.assertEqual(data[:8], b"PROCTOR\0")
        self.assertEqual(data[IMAGE_OFFSET : IMAGE_OFFSET + 4], b"\x1f\x20\x03\xd5")
        self.assertEqual(len(data) % 4096, 0)
        self.assertEqual(len(data), flash.size)

    def test_replay_of_one_entry(self) -> None:
        words = self.words(pack(only=Excerpt(1, 4)))
        self.assertEqual((words[6], words[8:10], words[23]), (7 * MIB2, (1, 0), 4))
        words = self.words(pack(only=Excerpt(2)))
        self.assertEqual((words[6], words[8:10]), (MIB2, (2, 0)))

    def test_a_shorter_budget(self) -> None:
        self.assertEqual(self.words(pack(only=Excerpt(2, budget=99)))[10:12], (99, 2000))
        flash = pack(only=Excerpt(2, 1, 1, 99))
        self.assertEqual(self.words(flash)[10:12], (1000, 2000))
        budgets = [struct.unpack_from("<Q", flash.data(), IMAGE_OFFSET + 0x1040 + 80 * i + 64)[0] for i in range(3)]
        self.assertEqual(budgets, [0, 99, 0])

    def test_places_follow_the_seed(self) -> None:
        self.assertEqual(load_offsets(0), (MIB2, 2 * MIB2))
        self.assertEqual(load_offsets(31), (MIB2, 17 * MIB2))

    def test_the_key_cannot_be_worked_out(self) -> None:
        self.assertNotEqual(pack().key, pack().key)

    def test_limits(self) -> None:
        for proctor in (b"", bytes(CONFIG_OFFSET + 1)):
            with self.assertRaises(Fault):
                pack(proctor=proctor)
        with self.assertRaisesRegex(Unusable, "too large"):
            kernel = make_kernel()
            pack_flash(
                b"P", [(64 << 20, b"x")], kernel, stage=1, seed=1, entry=(1,), boot_budget=1, case_budget=1
            )


class Image(unittest.TestCase):
    def test_pieces(self) -> None:
        pieces = image_pieces(make_kernel().elf)
        self.assertEqual([offset for offset, _ in pieces], [0, 0x1000, 0x2000, 0x200000])
        self.assertEqual(len(lay_out(pieces)), 0x204000, "the .bss is not in it")

    def test_gaps_are_zero(self) -> None:
        self.assertEqual(lay_out([(0, b"a"), (3, b"b")], 5), b"a\0\0b\0")


if __name__ == "__main__":
    unittest.main()
