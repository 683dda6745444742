# SPDX-License-Identifier: MIT
"""Numbers of a kernel in words."""

from __future__ import annotations

import unittest

from grader.values import meaning, number

PERM = "hw_walk(va, WALK_PERM)"


class Values(unittest.TestCase):
    def test_numbers(self) -> None:
        seen = [number(v) for v in (0, 9, 10, 1 << 20, (1 << 64) - 22)]
        self.assertEqual(seen, ["0", "9", "0xa (10)", "0x100000", "0xffffffffffffffea (-22)"])

    def test_permissions(self) -> None:
        seen = [meaning("a page", PERM, v) for v in (0, 1, 5, 3, 8)]
        words = ["0 (nothing)", "1 (read)", "5 (read, execute)", "3 (read, write)", "8 (read by EL0)"]
        self.assertEqual(seen, words)
        self.assertEqual(meaning("a page", PERM, 64), "0x40 (64)")

    def test_other_answers(self) -> None:
        self.assertEqual(meaning("a page", "hw_walk(va, WALK_LEVEL)", 0), "0 (not mapped)")
        self.assertEqual(meaning("a page", "hw_walk(va, WALK_LEVEL)", 2), "2 (2 MiB)")
        self.assertEqual(meaning("a page", "hw_walk(va, WALK_LEVEL)", 7), "7")
        self.assertEqual(meaning("a page", "hw_walk(va, WALK_ATTR)", 0xFF), "0xff (normal memory)")
        self.assertEqual(meaning("a page", "hw_walk(va, WALK_ATTR)", 0x44), "0x44 (68)")
        self.assertEqual(meaning("a page", "hw_walk(va, WALK_PA)", (1 << 64) - 1), "not mapped")
        self.assertEqual(meaning("a page", "hw_walk(va, WALK_PA)", 5), "5")

    def test_others_are_numbers(self) -> None:
        self.assertEqual(meaning("free pages", "zone.free_pages", 5), "5")
        self.assertEqual(meaning("cycles", "now", 1 << 20), "0x100000 (1048576)")


if __name__ == "__main__":
    unittest.main()
