# SPDX-License-Identifier: MIT
"""[[cause]]: which of them fit a stop or a failed check."""

import unittest

from grader.causes import MOST, causes_of_check, causes_of_stop
from grader.results import Check, Diagnosis, Failure
from grader.stagefile import Cause

STOP = Diagnosis("crash", "data-abort", "s", facts="far=0x8\nsource=str x0, [x1]")
CHECK = Check("bss_cleared", "t", False, "w", failures=[Failure("expect", "the word: expected 0, seen 0x5a")])


class OfAStop(unittest.TestCase):
    def fits(self, check: str = "", **how: str) -> bool:
        return bool(causes_of_stop([Cause("says", "section", **how)], STOP, check))

    def test_kind_or_fault(self) -> None:
        self.assertTrue(self.fits(kind="crash") and self.fits(kind="data-abort"))
        self.assertFalse(self.fits(kind="watchdog"))

    def test_regex_over_the_facts(self) -> None:
        self.assertTrue(self.fits(regex="^far=0x[0-9a-f]$"))
        self.assertFalse(self.fits(kind="crash", regex="^far=0x9$"))

    def test_check(self) -> None:
        self.assertEqual(causes_of_stop([Cause("s", "x", check="a_*")], STOP, "b_a"), [])
        self.assertEqual(causes_of_stop([Cause("s", "x", check="a_*")], STOP, "a_b"), [("s", "x")])
        self.assertEqual(causes_of_stop([Cause("s", "x", check="*")], STOP), [], "before the tests none runs")

    def test_the_first_few_each_once(self) -> None:
        causes = [Cause(f"c{i % 5}", "s", kind="crash") for i in range(20)]
        found = causes_of_stop(causes, STOP)
        self.assertEqual([says for says, _ in found], [f"c{i}" for i in range(MOST)])


class OfACheck(unittest.TestCase):
    def test_message(self) -> None:
        self.assertTrue(causes_of_check([Cause("s", "x", check="bss_*", regex="seen 0x5a")], CHECK))
        self.assertFalse(causes_of_check([Cause("s", "x", check="bss_*", regex="seen 1")], CHECK))
        self.assertFalse(causes_of_check([Cause("s", "x", kind="crash")], CHECK), "a kind is a stop's")


if __name__ == "__main__":
    unittest.main()
