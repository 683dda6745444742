# SPDX-License-Identifier: MIT
"""Mutants: their files are read strictly, their edits fit exactly, and a survivor is seen."""

import os
import tempfile
import unittest

from grader.errors import Unusable
from grader.mutant import Edit, Mutant, lay_out_mutant, mutate, parse_mutant
from grader.mutation import examine
from grader.results import Check, Diagnosis, Failure, StageResult
from grader.tests.fixtures import make_stage

GOOD = """
title = "the last word stays"
kills = ["bss_cleared"]
[[edit]]
file = "head.S"
old = "real"
new = "wrong"
"""


class Reading(unittest.TestCase):
    def parse(self, text: str) -> Mutant:
        return parse_mutant("m.toml", "m", text, make_stage())

    def test_good(self) -> None:
        mutant = self.parse('says = ["x"]\n' + GOOD)
        self.assertEqual((mutant.title, mutant.kills), ("the last word stays", ("bss_cleared",)))
        self.assertEqual((mutant.says, mutant.stub), (("x",), False))
        self.assertEqual(mutant.edits[0].new, "wrong")

    def test_bad(self) -> None:
        for text, words in (
            ("title = ", "not TOML"),
            (GOOD.replace("kills", "kill"), "unknown key `kill`"),
            (GOOD.replace('title = "the last word stays"', ""), "`title` is missing"),
            (GOOD.replace('["bss_cleared"]', "[]"), "`kills` names no check"),
            (GOOD.replace('["bss_cleared"]', '"bss_cleared"'), "must be a list of strings"),
            ('says = ["("]\n' + GOOD, "`says`"),
            (GOOD.replace('"head.S"', '"tests/a.c"'), "not one of the stage's files"),
            (GOOD.replace('new = "wrong"', ""), "want old and new, or whole, or delete"),
            (GOOD + "delete = true\n", "want old and new, or whole, or delete"),
            (GOOD + "line = 3\n", "has `file` and old/new"),
            ('title = "t"\nkills = ["a"]\n', "it would be the solution itself"),
        ):
            with self.subTest(words), self.assertRaisesRegex(Unusable, words):
                self.parse(text)


class Applying(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.stage = make_stage()
        for file in self.stage.files:
            path = os.path.join(self.folder.name, self.stage.place, "solution", file)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as out:
                out.write("#ifdef SOLUTION\nreal\n#else\nstub\n#endif\nend end\n")

    def tearDown(self) -> None:
        self.folder.cleanup()

    def texts(self, *edits: Edit, stub: bool = False) -> dict[str, str | None]:
        mutant = Mutant("m", "m.toml", "t", ("a",), (), stub, edits)
        return mutate(self.folder.name, self.stage, mutant)

    def test_edits(self) -> None:
        self.assertEqual(self.texts(Edit("head.S", "real", "wrong"))["head.S"], "wrong\nend end\n")
        self.assertEqual(self.texts(stub=True)["head.S"], "stub\nend end\n")
        self.assertEqual(self.texts(Edit("head.S", whole="new"))["head.S"], "new")
        self.assertIsNone(self.texts(Edit("head.S", delete=True))["head.S"])
        self.assertEqual(self.texts(Edit("head.S", "real", "x"))["early_printk.c"], "real\nend end\n")

    def test_old_has_to_be_there_once(self) -> None:
        for old, times in (("gone", 0), ("end", 2), ("", 0)):
            with self.subTest(old), self.assertRaisesRegex(Unusable, "times in head.S, not once"):
                self.texts(Edit("head.S", old, "x"))
            del times

    def test_only_what_changes_is_written(self) -> None:
        target = os.path.join(self.folder.name, "out")
        lay_out_mutant(target, self.stage, self.texts())
        path = os.path.join(target, self.stage.place, "head.S")
        os.utime(path, (1, 1))
        lay_out_mutant(target, self.stage, self.texts())
        self.assertEqual(os.stat(path).st_mtime, 1)
        lay_out_mutant(target, self.stage, self.texts(Edit("head.S", "real", "wrong")))
        self.assertNotEqual(os.stat(path).st_mtime, 1)
        lay_out_mutant(target, self.stage, self.texts(Edit("head.S", delete=True)))
        self.assertFalse(os.path.exists(path))


class Judging(unittest.TestCase):
    def examine(self, passes: bool, report: str = "", kills: str = "a", says: tuple[str, ...] = ()) -> list[str]:
        check = Check("a", "t", False, "w", failures=[] if passes else [Failure("expect", "m")])
        result = StageResult(1, "boot", "t", "h", "own", [check])
        return examine(Mutant("m", "m.toml", "t", (kills,), says, False, ()), result, report).problems

    def test_caught(self) -> None:
        self.assertEqual(self.examine(False), [])
        self.assertEqual(self.examine(False, "line\nhead.S:3 it says\n", says=("^head.S:3",)), [])

    def test_survivor(self) -> None:
        self.assertEqual(self.examine(True), ["`a` passes"])
        self.assertEqual(self.examine(False, kills="b"), ["there is no check `b`"])
        self.assertEqual(self.examine(False, "nothing", says=("why",)), ["the report does not say /why/"])

    def test_a_mutant_that_does_not_compile_proves_nothing(self) -> None:
        result = StageResult(1, "boot", "t", "h", "own", [Check("a", "t", False, "w", failures=[Failure("x", "m")])])
        result.diagnosis = Diagnosis("build", "build", "the kernel does not compile: x")
        mutant = Mutant("m", "m.toml", "t", ("a",), (), False, ())
        self.assertIn("does not compile", examine(mutant, result, "").problems[0])


if __name__ == "__main__":
    unittest.main()
