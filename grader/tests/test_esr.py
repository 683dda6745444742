# SPDX-License-Identifier: MIT
"""ESR values, as the Arm ARM codes them."""

import unittest

from grader.esr import decode


class Decoding(unittest.TestCase):
    def test_data_abort(self) -> None:
        syndrome = decode(0x96000045)
        self.assertEqual((syndrome.kind, syndrome.fault, syndrome.write), ("data-abort", "translation", True))
        self.assertEqual((syndrome.status, syndrome.has_far), ("translation fault, level 1", True))
        self.assertFalse(decode(0x96000005).write)

    def test_fault_words(self) -> None:
        for code, fault in (
            (0x00, "address-size"), (0x07, "translation"), (0x09, "access-flag"), (0x0E, "permission"),
            (0x10, "external"), (0x15, "external"), (0x21, "alignment"), (0x3F, "other"),
        ):
            self.assertEqual(decode(0x96000000 | code).fault, fault)

    def test_far_not_valid(self) -> None:
        self.assertFalse(decode(0x96000000 | 1 << 10).has_far)

    def test_classes(self) -> None:
        for ec, kind in (
            (0x00, "undefined"), (0x07, "fp-trap"), (0x0E, "illegal-state"), (0x15, "svc"), (0x18, "sysreg-trap"),
            (0x21, "instruction-abort"), (0x22, "pc-alignment"), (0x26, "sp-alignment"), (0x2F, "serror"),
            (0x3C, "brk"), (0x3D, "other"),
        ):
            self.assertEqual(decode(ec << 26).kind, kind)

    def test_immediates(self) -> None:
        self.assertIn("0x800", decode(0x3C << 26 | 0x800).words)
        self.assertIn("EC 0x3d", decode(0x3D << 26).words)

    def test_every_value_has_words(self) -> None:
        for ec in range(64):
            for status in range(64):
                self.assertTrue(decode(ec << 26 | status).words)


if __name__ == "__main__":
    unittest.main()
