# SPDX-License-Identifier: MIT
"""The command line: what it takes, what it refuses, and which exit code that is."""

import contextlib
import io
import os
import unittest
from unittest import mock

from grader import early
from grader.build import finish_build
from grader.cli import main
from grader.commands.grade import chosen_stages
from grader.errors import Fault, Unusable
from grader.make import Recipe, make_environment
from grader.plain import PlainOptions, plain_machine, plain_options
from grader.tree import Tree


def call(*argv: str) -> tuple[int, str, str]:
    """Exit code, stdout, stderr of a command."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(list(argv))
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue(), err.getvalue()


class Refusals(unittest.TestCase):
    def test_usage(self) -> None:
        for argv in ((), ("fly",), ("stage",), ("stage", "one"), ("stage", "1", "--base", "other"), ("run", "1", "--entry", "3")):
            with self.subTest(argv):
                self.assertEqual(call(*argv)[0], 2)

    def test_no_such_stage(self) -> None:
        for command in ("stage", "grade-stage", "run", "debug", "replay"):
            code, out, err = call(command, "99")
            self.assertEqual((code, out), (2, ""), command)
            self.assertIn("there is no stage 99 in this tree", err)
            self.assertNotIn("Traceback", err)

    def test_seed(self) -> None:
        with mock.patch.object(early, "_recipe", return_value=None):
            code, _, err = call("stage", "1", "--seed", "many")
        self.assertEqual(code, 2)
        self.assertIn("seed 'many'", err)

    def test_submissions(self) -> None:
        code, _, err = call("grade", "/nonexistent")
        self.assertEqual(code, 2)
        self.assertIn("there is no such folder", err)

    def test_numbers(self) -> None:
        self.assertEqual(call("determinism", "--runs", "1")[0], 2)
        self.assertEqual(call("bench", "--rounds", "0")[0], 2)
        self.assertEqual(call("mutants", "--jobs", "0")[0], 2)
        self.assertEqual(call("grade", "--stages", "3-1")[0], 2)

    def test_help(self) -> None:
        code, out, _ = call("--help")
        self.assertEqual(code, 0)
        for command in ("stage", "grade", "run", "debug", "replay", "mutants", "exit codes"):
            self.assertIn(command, out)

    def test_make_that_is_not_there(self) -> None:
        with mock.patch.dict(os.environ, {"PATH": "/nonexistent"}):
            code, _, err = call("stage", "1")
        self.assertEqual(code, 3)
        self.assertRegex(err, "`(make|qemu-system-aarch64)` is not installed")


class PlainForms(unittest.TestCase):
    def test_understood(self) -> None:
        args = early.plain_arguments(["grade-stage", "3", "--base", "reference", "--seed", "0x7", "--json", "f"])
        assert args is not None
        self.assertEqual((args.number, args.base, args.seed, args.json, args.hidden), (3, "reference", "0x7", "f", True))
        args = early.plain_arguments(["stage", "1", "--solution"])
        assert args is not None
        self.assertEqual((args.solution, args.hidden, args.seed, args.junit), (True, False, "1", None))

    def test_left_to_the_parser(self) -> None:
        for argv in (
            [], ["stage"], ["stage", "-1"], ["stage", "1", "--seed"], ["stage", "1", "--base", "x"], ["run", "1"],
            ["stage", "1", "--sol"], ["stage", "1", "2"], ["stage", "1", "--seed=3"], ["stage", "1", "--json", "-x"],
        ):
            with self.subTest(argv):
                self.assertIsNone(early.plain_arguments(argv))


class Recipes(unittest.TestCase):
    def test_outputs_differ(self) -> None:
        recipes = [
            Recipe(1), Recipe(2), Recipe(1, solution=True), Recipe(1, base="reference"), Recipe(1, hidden=True),
            Recipe(1, tests=False), Recipe(1, solution=True, hidden=True), Recipe(1, base="reference", hidden=True),
        ]
        self.assertEqual(len({recipe.output for recipe in recipes}), len(recipes))

    def test_variables(self) -> None:
        recipe = Recipe(2, base="reference", hidden=True, sub="s", out="o")
        self.assertEqual(recipe.variables, ["STAGE=2", "O=o", "BASE=reference", "HIDDEN=1", "SUB=s"])

    def test_an_outer_make_does_not_decide(self) -> None:
        foreign = {"MAKEFLAGS": "n", "MAKELEVEL": "1", "SOLUTION": "1", "HIDDEN": "1", "LANG": "de_DE.UTF-8", "CC": "cc"}
        with mock.patch.dict(os.environ, foreign):
            env = make_environment()
        self.assertEqual((env["LC_ALL"], env["CC"]), ("C", "cc"))
        self.assertFalse({"MAKEFLAGS", "MAKELEVEL", "SOLUTION", "HIDDEN"} & set(env))


class Builds(unittest.TestCase):
    class FakeMake:
        root, output = "/tree", "/tree/build/x"

        def __init__(self, status: int, text: str, solution: bool = False) -> None:
            self.recipe, self._end = Recipe(1, solution=solution), (status, text.encode())

        def wait(self) -> tuple[int, bytes]:
            return self._end

    ERROR = "/tree/stages/01-boot/a.c:3:1: error: no\n"

    def test_whose_fault(self) -> None:
        self.assertTrue(finish_build(self.FakeMake(0, "")).ok)  # type: ignore[arg-type]
        built = finish_build(self.FakeMake(2, self.ERROR))  # type: ignore[arg-type]
        self.assertEqual((built.ok, built.errors[0].where), (False, "stages/01-boot/a.c:3"))
        with self.assertRaisesRegex(Fault, "no source is to blame:\nsh: gcc: not found"):
            finish_build(self.FakeMake(2, "sh: gcc: not found\n"))  # type: ignore[arg-type]
        with self.assertRaisesRegex(Fault, "the reference solution does not build"):
            finish_build(self.FakeMake(2, self.ERROR, solution=True))  # type: ignore[arg-type]

    def test_what_the_makefile_refuses(self) -> None:
        with self.assertRaisesRegex(Unusable, "^the solution is not here$"):
            finish_build(self.FakeMake(2, "Makefile:52: *** the solution is not here.  Stop.\n"))  # type: ignore[arg-type]

    def test_warnings(self) -> None:
        built = finish_build(self.FakeMake(0, self.ERROR.replace("error", "warning")))  # type: ignore[arg-type]
        self.assertTrue(built.ok)
        self.assertEqual([m.text for m in built.warnings], ["no"])


class Stages(unittest.TestCase):
    def test_absent_ones_are_named(self) -> None:
        err = io.StringIO()
        with contextlib.redirect_stderr(err):
            stages = chosen_stages(Tree.find(), "1,10")
        self.assertIn(1, [stage.number for stage in stages])
        if 10 not in Tree.find().folders():
            self.assertIn("not in this tree, so not graded: stage 10", err.getvalue())

    def test_two_folders_of_a_number(self) -> None:
        with mock.patch("os.listdir", return_value=["01-boot", "01-other"]), mock.patch("os.path.isfile", return_value=True):
            with self.assertRaisesRegex(Unusable, "two folders for stage 1"):
                Tree("/x").folders()


class Machines(unittest.TestCase):
    def options(self, **how: str) -> PlainOptions:
        from argparse import Namespace

        given = {"entry": 1, "icount": "", "smp": "1", "mem": "256M", "append": "", "initramfs": "", **how}
        return plain_options(Namespace(**given))

    def test_line(self) -> None:
        line = plain_machine("Image", PlainOptions(2, "3", "4", "1G", "quiet x"))
        for words in (["-M", "virt,gic-version=3,virtualization=on"], ["-smp", "4"], ["-m", "1G"], ["-append", "quiet x"]):
            place = line.index(words[0])
            self.assertEqual(line[place : place + 2], words)
        self.assertIn("shift=3,sleep=off", line)
        self.assertNotIn("-initrd", line)
        self.assertEqual(plain_machine("Image", PlainOptions(initramfs="files.cpio"))[-2:], ["-initrd", "files.cpio"])
        self.assertNotIn("-icount", plain_machine("Image", PlainOptions()))
        self.assertNotIn("-icount", plain_machine("Image", PlainOptions(icount="off")))

    def test_refused(self) -> None:
        for how in ({"icount": "11"}, {"icount": "auto"}, {"smp": "0"}, {"smp": "x"}, {"mem": "256"}, {"mem": "M"}, {"mem": "-1G"}, {"initramfs": "/no/such/file"}):
            with self.subTest(how), self.assertRaises(Unusable):
                self.options(**how)


if __name__ == "__main__":
    unittest.main()
