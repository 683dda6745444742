# SPDX-License-Identifier: MIT
"""A course's own hidden tests: the example of handouts/instructors.md, and what is refused."""

import contextlib
import glob
import io
import json
import os
import re
import shutil
import tempfile
import unittest

from grader.cli import main
from grader.course import check_course, load_course
from grader.emulator import confine
from grader.errors import Unusable
from grader.make import folder_tag
from grader.results import Check, StageResult
from grader.tests.cells import needs_cells
from grader.tests.submissions import write_submission
from grader.tree import Tree

TREE = Tree.find()
_EXAMPLE = re.compile(r"`DIR/([\w./-]+)`[^`]*?:?\n\n```\w+\n(.*?)```", re.DOTALL)


def write_example(folder: str) -> None:
    """The files of the guide's example."""
    with open(TREE.path("handouts/instructors.md"), encoding="utf-8") as guide:
        for name, text in _EXAMPLE.findall(guide.read()):
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)


def call(*argv: str) -> tuple[int, str]:
    """Exit code and stdout of a command."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        return main(list(argv)), out.getvalue()


class Guide(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.addCleanup(confine, None)
        self.addCleanup(self.remove_builds)
        write_example(self.folder)

    def remove_builds(self) -> None:
        """The output folders that belong to this example's folder."""
        for place in glob.glob(TREE.path("build", "*", f"*{folder_tag(self.folder)}*")) + glob.glob(TREE.path("build", f"*{folder_tag(self.folder)}*")):
            shutil.rmtree(place)

    def test_files(self) -> None:
        found = sorted(os.path.relpath(os.path.join(d, n), self.folder) for d, _, names in os.walk(self.folder) for n in names)
        place = "stages/01-boot/hidden"
        self.assertEqual(found, [f"{place}/counted.c", f"{place}/mutants/ignores_length.toml", f"{place}/points.toml"])

    def test_proof(self) -> None:
        code, out = call("mutants", "--hidden", self.folder, "--stage", "1", "--show")
        self.assertEqual(code, 0, out)
        self.assertIn("1 passed, 0 failed", out)
        self.assertNotIn("no mutant fails", out)

    def test_reference_passes(self) -> None:
        report = os.path.join(self.folder, "r.json")
        code, out = call("grade", "--solution", "--stages", "1", "--hidden", self.folder, "--json", report)
        self.assertEqual(code, 0, out)
        self.assert_points(report, 10)

    @needs_cells
    def test_submission(self) -> None:
        folder, report = os.path.join(self.folder, "alice"), os.path.join(self.folder, "r.json")
        stages = [TREE.stage(1)]
        write_submission(TREE, folder, stages)
        code, out = call("grade", folder, "--stages", "1", "--hidden", self.folder, "--json", report)
        self.assertEqual(code, 0, out)
        self.assert_points(report, 10)
        change = {"stages/01-boot/early_printk.c": ("for (size_t i = 0; i < n; i++) {", "(void)n;\n\tfor (size_t i = 0; s[i]; i++) {")}
        write_submission(TREE, folder, stages, change)
        code, out = call("grade", folder, "--stages", "1", "--hidden", self.folder, "--json", report)
        self.assertEqual(code, 1, out)
        self.assertIn("length_counts", out)
        self.assert_points(report, 8)

    def assert_points(self, report: str, score: float) -> None:
        with open(report, encoding="utf-8") as file:
            stage = json.load(file)["stages"][0]
        private = [check for check in stage["checks"] if check.get("course")]
        self.assertEqual([(c["name"], c["visibility"], c["max"]) for c in private], [("length_counts", "hidden", 2)])
        self.assertEqual((stage["score"], stage["max"]), (score, 10))


class Points(unittest.TestCase):
    def test_parts(self) -> None:
        def check(hidden: bool, course: bool, passed: bool) -> Check:
            made = Check("c", "t", hidden, "w", course=course)
            return made if passed else Check("c", "t", hidden, "w", course=course, failures=[object()])  # type: ignore[list-item]

        result = StageResult(1, "boot", "t", "h", "own", course_points=4, hidden_points=2)
        result.checks = [check(False, False, True), check(True, False, True), check(True, False, False), check(True, True, True), check(True, True, False)]
        result.set_points()
        self.assertEqual((result.score, result.max), (5 + 1 + 2, 11))
        self.assertEqual([c.worth for c in result.checks], [5, 1, 1, 2, 2])


class Refused(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        write_example(self.folder)

    def points(self, text: str) -> None:
        with open(os.path.join(self.folder, "stages/01-boot/hidden/points.toml"), "w", encoding="ascii") as file:
            file.write(text)

    def test_points(self) -> None:
        for text in ("", "points = -1", 'points = "two"', "points = true", "points = 1\nother = 2", "points = "):
            self.points(text)
            with self.subTest(text), self.assertRaisesRegex(Unusable, "points"):
                load_course(self.folder, TREE.stage(1))

    def test_places(self) -> None:
        self.assertIsNone(load_course(self.folder, TREE.stage(max(TREE.folders()))) if max(TREE.folders()) > 1 else None)
        with self.assertRaisesRegex(Unusable, "no folder stages/"):
            check_course(os.path.join(self.folder, "stages"), TREE.stages())
        os.makedirs(os.path.join(self.folder, "a b", "stages"))
        with self.assertRaisesRegex(Unusable, "make cannot handle"):
            check_course(os.path.join(self.folder, "a b"), TREE.stages())
        os.makedirs(os.path.join(self.folder, "stages/01-boots"))
        with self.assertRaisesRegex(Unusable, "01-boots is no stage"):
            check_course(self.folder, TREE.stages())


if __name__ == "__main__":
    unittest.main()
