# SPDX-License-Identifier: MIT
"""Checks as the sources list them, and compile-time refusals."""

import os
import tempfile
import unittest

from grader.errors import Fault
from grader.refuse import judge_refusal, refusals
from grader.sourcescan import scan_source, scan_stage
from grader.tests.fixtures import make_stage

SOURCE = """/* A comment on CHECK(not_this, "x") { */
#include <test/test.h>

CHECK(one, "the first \\"one\\" is true", .hint = "A section")
{
	EXPECT_EQ(1, 1, "x");
}

CHECK(two,
      "a title in "
      "two pieces",
      .panics = true, .setup = f, .hint = "Another")
{
}
#define CHECK(other) 3
"""


class Scanning(unittest.TestCase):
    def test_cases(self) -> None:
        one, two = scan_source(SOURCE, "tests/a.c", True, 7)
        self.assertEqual((one.name, one.title, one.line), ("one", 'the first "one" is true', 4))
        self.assertEqual((one.index, one.hint, one.hidden, one.panics), (7, "A section", True, False))
        self.assertEqual((two.name, two.title, two.line), ("two", "a title in two pieces", 9))
        self.assertEqual((two.index, two.hint, two.panics), (8, "Another", True))


class WithStage(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.stage = make_stage()

    def tearDown(self) -> None:
        self.folder.cleanup()

    def write(self, name: str, text: str) -> None:
        path = os.path.join(self.folder.name, self.stage.place, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


class Order(WithStage):
    def test_visible_by_name_then_hidden(self) -> None:
        for place, name in (("tests", "b"), ("tests", "a"), ("hidden", "0")):
            self.write(f"{place}/{name}.c", f'CHECK({name}x, "t", .hint = "h")\n{{\n}}\n')
        self.write("tests/asm.S", "")
        names = [(c.index, c.name, c.hidden) for c in scan_stage(self.folder.name, self.stage, True)]
        self.assertEqual(names, [(0, "ax", False), (1, "bx", False), (2, "0x", True)])
        self.assertEqual(len(scan_stage(self.folder.name, self.stage, False)), 2)


class Refusing(WithStage):
    HEAD = "/*\n * title: a wrong type is refused\n * error: incompatible|invalid\n * hint: Types\n */\nint x;\n"

    def outcome(self, ok: str, wrong: str) -> str:
        self.write("tests/refuse/mask.c", self.HEAD)
        for name, text in (("ok", ok), ("wrong", wrong)):
            self.write(f"out/refuse/mask.{name}", text)
        ((case, regex),) = refusals(self.folder.name, self.stage, False)
        self.assertEqual((case.name, case.title, case.hint), ("refuse_mask", "a wrong type is refused", "Types"))
        out = os.path.join(self.folder.name, self.stage.place, "out")
        return judge_refusal(case, regex, out, []).message

    def test_pass(self) -> None:
        self.assertEqual(self.outcome("0\n", "1\na.c:3:1: error: incompatible type\n"), "")

    def test_wrong_code_compiles(self) -> None:
        self.assertIn("wrong code compiles", self.outcome("0\n", "0\n"))

    def test_right_code_does_not(self) -> None:
        self.assertIn("correct code does not compile: a.h:3: no such", self.outcome("1\na.h:3:1: error: no such\n", "1\n"))

    def test_another_reason(self) -> None:
        message = self.outcome("0\n", "1\na.h:3:1: error: no such type\n")
        self.assertIn("for another reason: a.h:3: no such type", message)

    def test_no_outcome(self) -> None:
        for text in ("", "x\n"):
            with self.subTest(text), self.assertRaisesRegex(Fault, "outcome of a refusal test is missing"):
                self.outcome(text, "1\n")

    def test_header(self) -> None:
        for text, words in (
            ("/* title: x */\n", "no `error:` line"),
            ("/*\n * error: x\n */\n", "no `title:` line"),
            ("/*\n * title: x\n * error: (\n */\n", "no regular expression"),
        ):
            self.write("hidden/refuse/mask.c", text)
            with self.subTest(words), self.assertRaisesRegex(Fault, words):
                refusals(self.folder.name, self.stage, True)
            self.assertEqual(refusals(self.folder.name, self.stage, False), [])


if __name__ == "__main__":
    unittest.main()
