# SPDX-License-Identifier: MIT
"""Whole submissions in cells: a good one keeps its points, each hostile one meets what stops it."""

import json
import os
import shutil
import tempfile
import unittest
from unittest import mock

from grader.emulator import confine
from grader.errors import Unusable
from grader.grading import Order, finish
from grader.handin import sealed
from grader.handin.cell import Limits
from grader.handin.opened import given_files
from grader.make import Make, Recipe
from grader.packing import pack
from grader.report import to_json
from grader.results import StageResult
from grader.submission import Submission
from grader.tests.cells import needs_cells
from grader.tests.submissions import write_submission
from grader.tree import Tree

TREE = Tree.find()
EARLY = "stages/01-boot/early_printk.c"
BARRIER = "stages/02-headers/include/asm/barrier.h"


@needs_cells
class Graded(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.addCleanup(confine, None)

    def grade(self, number: int, changes: dict[str, tuple[str, str]] | None = None, base: str = "own") -> StageResult:
        """Stage @number of the reference with @changes."""
        stages = [s for s in TREE.stages() if s.number <= number]
        write_submission(TREE, self.folder, stages, changes)
        submission = Submission(TREE, self.folder, stages[-1:])
        try:
            return submission.grade(stages[-1], 1, True, base)
        finally:
            submission.close()

    def refused(self, words: str, changes: dict[str, tuple[str, str]], number: int = 1) -> None:
        """The submission has no points, and @words in its flags or in its diagnosis."""
        result = self.grade(number, changes)
        said = "\n".join(result.flags + (result.diagnosis.details if result.diagnosis else []))
        self.assertRegex(said, words)
        self.assertEqual(result.score, 0)

    def test_same_as_without(self) -> None:
        number = max(n for n in TREE.folders() if n <= 2)
        inside = self.grade(number)
        recipe = Recipe(number, solution=True, hidden=True)
        order = Order(TREE.stage(number), hidden=True, solution=True)
        outside = finish(TREE, order, Make(TREE.root, recipe))
        self.assertEqual(to_json([inside], 1), to_json([outside], 1))
        self.assertEqual((inside.score, inside.instructions > 0), (10, True))

    @unittest.skipUnless(3 in TREE.folders(), "needs stage 3")
    def test_alone_and_after_another(self) -> None:
        """A stage comes out the same, warnings included, whichever stages were graded before it."""
        stages = [s for s in TREE.stages() if s.number <= 3]
        asks = "\nint stage_of(void); int stage_of(void) { int unused; return CONFIG_STAGE; }\n"
        write_submission(TREE, self.folder, stages, {EARLY: ("", asks)})
        found = []
        for graded in (stages[1:], stages[2:]):
            submission = Submission(TREE, self.folder, graded)
            try:
                found.append([submission.grade(s, 1, True, "own") for s in graded][-1])
            finally:
                submission.close()
        self.assertEqual(to_json(found[:1], 1), to_json(found[1:], 1))
        self.assertEqual(found[0].warnings, found[1].warnings)
        self.assertTrue(any("unused" in words for words in found[0].warnings))
        self.assertEqual(found[0].score, 10)

    def test_as_an_archive(self) -> None:
        stage = TREE.stage(1)
        write_submission(TREE, self.folder, [stage])
        files = {}
        for file in stage.files:
            with open(os.path.join(self.folder, stage.place, file), "rb") as source:
                files[f"{stage.place}/{file}"] = source.read()
        archive = os.path.join(self.folder, "alice.tar.gz")
        with open(archive, "wb") as out:
            out.write(pack(files, "alice"))
        submission = Submission(TREE, archive, [stage])
        try:
            self.assertEqual(submission.grade(stage, 1, True, "best").score, 10)
        finally:
            submission.close()
        self.assertFalse(os.path.exists(submission.place))

    def test_sees_no_secret(self) -> None:
        hidden = sorted(os.listdir(TREE.path("stages/01-boot/hidden")))
        name = next(n for n in hidden if n.endswith(".c"))
        for path in (f"stages/01-boot/hidden/{name}", "stages/01-boot/solution/head.S"):
            for where in (path, TREE.path(path)):
                with self.subTest(where):
                    self.refused("file not found|No such file", {EARLY: ("", f'\nasm(".incbin \\"{where}\\"");\n')})
        self.refused("No such file", {EARLY: ("", '\n#include "../hidden/c_world.c"\n')})
        self.refused("No such file", {EARLY: ("", '\n#include "/etc/passwd"\n')})

    def test_open_tree_is_open(self) -> None:
        for name in given_files(TREE):
            self.assertNotRegex(name, r"/(hidden|solution|mutants)/|grader/tests")

    def test_constructor(self) -> None:
        self.refused(r"refused: section `\.init_array`", {EARLY: ("", "\nint n; __attribute__((constructor)) static void f(void) { n++; }\n")})

    def test_takes_the_harness(self) -> None:
        self.refused("refused: defines `run_tests`", {EARLY: ("", "\nvoid run_tests(void); void run_tests(void) { }\n")})

    def test_reads_the_tests(self) -> None:
        evil = "\nextern const char __test_cases_start[]; const char *stolen(void); const char *stolen(void) { return __test_cases_start; }\n"
        self.refused("refused: uses `__test_cases_start`", {EARLY: ("", evil)})

    def test_cases_of_its_own(self) -> None:
        self.refused(r"refused: section `\.test\.cases`", {EARLY: ("", '\nasm(".pushsection .test.cases,\\"a\\"; .skip 80; .popsection");\n')})

    def test_compile_bombs(self) -> None:
        small = Limits(cpu_seconds=2, memory=256 << 20, file_bytes=1 << 20, processes=64)
        with mock.patch.object(sealed, "_COMPILE", small):
            for evil, words in (
                ('asm(".fill 1 << 30");', "a file of more than|needs more|was stopped"),
                ('asm(".rept 100000000\\nnop\\n.endr");', "was stopped|memory"),
                ('asm(".incbin \\"/dev/urandom\\"");', "unable to include|was stopped|a file of"),
                ("int big[1 << 28] = { 1 };", "was stopped|a file of|memory"),
            ):
                with self.subTest(evil):
                    self.refused(words, {EARLY: ("", f"\n{evil}\n")})

    def test_talks_for_ever(self) -> None:
        with mock.patch.object(sealed, "_MOST_WORDS", 20_000):
            warnings = "".join(f"\n#warning {'talk ' * 20}{i}" for i in range(1000))
            self.refused("more to say than fits", {EARLY: ("", warnings + "\n")})

    def test_own_words_in_messages(self) -> None:
        self.refused(r"stages/01-boot/early_printk\.c:\d+: unknown type name", {EARLY: ("", "\nno_type x;\n")})

    @unittest.skipUnless(2 in TREE.folders(), "needs stage 2")
    def test_headers_that_change_the_tests(self) -> None:
        for evil, words in (
            ("#define test_expect(...) 1", "#define test_expect: the tests are made of that"),
            ("#pragma GCC optimize(0)", "no place in a header"),
            ("int two(void); int two(void) { return 2; }", "multiple definition|add `two`"),
            ('asm(".section .init_array; .quad 0; .text");', "init_array"),
            ('asm(".mac" "ro bl f\\nmov x1, x2\\n.endm");', r"put `\.macro` into the tests"),
            ('#line 1 "common/include/test/test.h"', "a #line directive"),
            ("struct test_site; _Bool real(const struct test_site *, unsigned long, unsigned long) asm(\"test_\" \"expect\");\n"
             "static inline _Bool test_expect(const struct test_site *s, unsigned long a, unsigned long b)\n"
             "{ (void)a; return real(s, b, b); }", "`test_expect` belongs to the tests"),
        ):
            with self.subTest(evil):
                self.refused(words, {BARRIER: ("#ifndef _ASM_BARRIER_H\n", f"#ifndef _ASM_BARRIER_H\n{evil}\n")}, 2)

    @unittest.skipUnless(2 in TREE.folders(), "needs stage 2")
    def test_headers_see_no_hidden_test(self) -> None:
        name = next(n for n in sorted(os.listdir(TREE.path("stages/02-headers/hidden"))) if n.endswith(".c"))
        evil = f'#ifndef _ASM_BARRIER_H\nasm(".incbin \\"{TREE.path("stages/02-headers/hidden", name)}\\"");\n'
        self.refused("file not found|No such file", {BARRIER: ("#ifndef _ASM_BARRIER_H\n", evil)}, 2)


@needs_cells
@unittest.skipUnless(3 in TREE.folders(), "needs stage 3")
class Bases(unittest.TestCase):
    def test_each(self) -> None:
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        self.addCleanup(confine, None)
        stages = [s for s in TREE.stages() if s.number <= 3]
        # Good, but for a stage 1 that stops the machine.
        write_submission(TREE, folder, stages, {EARLY: ("void early_printk_write(const char *s, size_t n)\n{", "void early_printk_write(const char *s, size_t n)\n{\n\tfor (;;)\n\t\t;")})
        submission = Submission(TREE, folder, stages[-1:])
        try:
            found = {base: submission.grade(stages[-1], 1, True, base) for base in ("own", "reference", "best")}
            with self.assertRaisesRegex(Unusable, "want own, reference or best"):
                submission.grade(stages[-1], 1, True, "any")
        finally:
            submission.close()
        self.assertEqual([(r.base, r.score) for r in found.values()], [("own", 0), ("reference", 10), ("reference", 10)])
        report = json.loads(to_json([found["best"]], 1))
        self.assertEqual((report["score"], report["stages"][0]["base"]), (10, "reference"))
        other = report["stages"][0]["other_base"]
        self.assertEqual((other["base"], other["score"], len(other["checks"])), ("own", 0, len(report["stages"][0]["checks"])))
        self.assertIsNotNone(other["diagnosis"])


class WithoutCells(unittest.TestCase):
    def test_refuses(self) -> None:
        with tempfile.TemporaryDirectory() as folder, mock.patch("shutil.which", return_value=None):
            from grader.handin.cell import bubblewrap

            bubblewrap.cache_clear()
            self.addCleanup(bubblewrap.cache_clear)
            with self.assertRaisesRegex(Unusable, "--unsafe-no-sandbox"):
                Submission(TREE, folder, [TREE.stage(1)])

    def test_unsafe(self) -> None:
        stage = TREE.stage(1)
        with tempfile.TemporaryDirectory() as folder:
            write_submission(TREE, folder, [stage])
            submission = Submission(TREE, folder, [stage], sandbox=False)
            try:
                self.assertEqual(submission.grade(stage, 1, True, "best").score, 10)
            finally:
                submission.close()


if __name__ == "__main__":
    unittest.main()
