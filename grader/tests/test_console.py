# SPDX-License-Identifier: MIT
"""Splitting the serial line: by the marks with the key, and by no others."""

import unittest

from grader.console import BOOT, split_console
from grader.tests.fixtures import KEY


def mark(what: str, key: str = KEY) -> str:
    return f"\n\x1e{key} {what}\n"


def split(*parts: str):
    return split_console("".join(parts).encode(), KEY)


class Splitting(unittest.TestCase):
    def test_parts(self) -> None:
        out = split(
            mark("boot 2"), "banner\r\n", mark("case 0"), "zero", mark("end 0"), "between",
            mark("case 1"), "one", mark("end 1"), mark("boot 1"), "other", mark("case 0"), "again", mark("end 0"),
        )
        self.assertEqual(out.text(2, BOOT), "banner\r\n", "carriage returns stay")
        self.assertEqual((out.text(2, 0), out.text(2, 1)), ("zero", "one"))
        self.assertEqual((out.text(1, BOOT), out.text(1, 0)), ("other", "again"))
        self.assertNotIn("between", "".join(out.parts.values()))
        self.assertEqual(out.last, (1, 0))

    def test_cut_off_in_a_case(self) -> None:
        out = split(mark("boot 2"), "b", mark("case 3"), "unfinished")
        self.assertEqual((out.text(2, 3), out.last), ("unfinished", (2, 3)))

    def test_only_the_first_boot_counts_as_boot(self) -> None:
        out = split(mark("boot 2"), "first", mark("case 0"), mark("end 0"), mark("boot 2"), "second", mark("case 1"))
        self.assertEqual(out.text(2, BOOT), "first")

    def test_forged_marks_are_text(self) -> None:
        forged = mark("case 0", "f" * 16) + "\x1e case 0\n" + KEY + " end 0\n"
        out = split(mark("boot 2"), "x", forged, "y")
        self.assertIn("y", out.text(2, BOOT))
        self.assertEqual(list(out.parts), [(2, BOOT)])

    def test_nothing(self) -> None:
        self.assertEqual(split().text(2, 0), "")
        self.assertEqual(split("before any mark").parts, {})

    def test_bytes_that_are_no_text(self) -> None:
        raw = mark("boot 2").encode() + b"\xff\x00\xfe"
        self.assertEqual(split_console(raw, KEY).text(2, BOOT), "\ufffd\0\ufffd")


if __name__ == "__main__":
    unittest.main()
