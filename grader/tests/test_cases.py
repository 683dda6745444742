# SPDX-License-Identifier: MIT
"""The tables of tests in a kernel: read as test.h lays them out, refused where they are at odds."""

import unittest

from grader.cases import clean_path
from grader.errors import Fault
from grader.tests.fixtures import TEXT, make_kernel


class Tables(unittest.TestCase):
    def test_cases(self) -> None:
        kernel = make_kernel()
        self.assertEqual([c.name for c in kernel.cases], ["first", "second", "secret"])
        first = kernel.cases[0]
        self.assertEqual(first.where, "stages/01-boot/tests/a.c:10")
        self.assertEqual((first.title, first.hint), ("first is true", "A section"))
        self.assertEqual([c.hidden for c in kernel.cases], [False, False, True])

    def test_addresses(self) -> None:
        kernel = make_kernel()
        self.assertEqual(kernel.gate, TEXT + 8)
        self.assertEqual((kernel.text, kernel.etext), (TEXT, TEXT + 0x3000))

    def test_site(self) -> None:
        site = make_kernel().site(TEXT + 0x1000)
        self.assertEqual((site.file, site.line), ("stages/01-boot/tests/a.c", 33))
        self.assertEqual((site.what, site.expr, site.op), ("the word", "probe[0]", "EQ"))

    def test_panics(self) -> None:
        kernel = make_kernel(cases=[("dies", 0, 1)])
        self.assertTrue(kernel.cases[0].panics)

    def test_two_of_a_name(self) -> None:
        with self.assertRaisesRegex(Fault, "two cases are called `same`"):
            make_kernel(cases=[("same", 0, 0), ("same", 0, 0)])

    def test_no_cases(self) -> None:
        self.assertEqual(make_kernel(cases=[]).cases, [])


class ConsoleRules(unittest.TestCase):
    def test_good(self) -> None:
        rules = make_kernel(rules=["first\tboot\thas\t^Hello\\b", "second\tcase\tnot\tx\ty"]).rules
        self.assertEqual((rules[0].case, rules[0].boot, rules[0].has), ("first", True, True))
        self.assertEqual(rules[0].regex, "^Hello\\b")
        self.assertEqual((rules[1].boot, rules[1].has, rules[1].regex), (False, False, "x\ty"))

    def test_bad(self) -> None:
        for rule, words in (
            ("first\tboot", "damaged"),
            ("first\tsometimes\thas\tx", "damaged"),
            ("first\tboot\tmaybe\tx", "damaged"),
            ("nobody\tboot\thas\tx", "`nobody`, which does not exist"),
        ):
            with self.subTest(rule), self.assertRaisesRegex(Fault, words):
                make_kernel(rules=[rule])


class Paths(unittest.TestCase):
    def test_clean(self) -> None:
        self.assertEqual(clean_path("././a/b.c"), "a/b.c")
        self.assertEqual(clean_path("a/./b.c"), "a/./b.c")


if __name__ == "__main__":
    unittest.main()
