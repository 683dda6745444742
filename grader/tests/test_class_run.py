# SPDX-License-Identifier: MIT
"""A class from its folder to its reports: damaged entries, a kill in the middle, and what is graded again."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from grader.classroom.contents import hash_submission
from grader.demo.makeup import Recipe, make_class
from grader.emulator import confine
from grader.handin.shelf import Place, Shelf, same_stages
from grader.report import to_json
from grader.submission import Submission
from grader.tests.cells import needs_cells
from grader.tests.test_desk_reports import files
from grader.tree import Tree

TREE = Tree.find()
os.makedirs(TREE.path("build"), exist_ok=True)
POLICY = '[class]\nname = "C"\nstages = "1"\nseeds = "submission"\n[late]\ndeadline = "2026-11-20T23:59:00Z"\npenalty_per_day = 10\n'


def tearDownModule() -> None:
    """Machines of other tests are in no cell."""
    confine(None)


def grade(place: str, out: str, *more: str) -> list[str]:
    """The command that grades the class in @place."""
    return [sys.executable, "-m", "grader", "class", os.path.join(place, "submissions"), "--roster",
            os.path.join(place, "roster.csv"), "--policy", os.path.join(place, "policy.toml"), "--out", out, *more]


@needs_cells
class Class(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory(dir=TREE.path("build"))
        cls.addClassCleanup(folder.cleanup)
        cls.place = os.path.join(folder.name, "class")
        cls.people = make_class(TREE, cls.place, Recipe(count=14, damaged=4, copies=1, missing=1))
        with open(os.path.join(cls.place, "policy.toml"), "w", encoding="utf-8") as file:
            file.write(POLICY)
        cls.out = os.path.join(folder.name, "out")
        cls.other = os.path.join(folder.name, "other")
        done = subprocess.run(grade(cls.place, cls.out), cwd=TREE.root, capture_output=True, text=True, check=False)
        cls.words = done.stdout + done.stderr
        cls.status = done.returncode

    def run_again(self, *more: str) -> str:
        done = subprocess.run(grade(self.place, self.out, *more), cwd=TREE.root, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_1_everybody_has_a_verdict_or_a_reason(self) -> None:
        self.assertEqual(self.status, 0, self.words)
        refused = sum(p.damage in ("cut-short", "text", "nothing", "elsewhere") for p in self.people)
        self.assertIn(f"13 done now, 0 known already: {13 - refused} graded, {refused} refused, 1 not handed in", self.words)
        for person in self.people:
            path = os.path.join(self.out, "json", f"{person.id}.json")
            if person.damage or not person.packed:
                self.assertFalse(os.path.exists(path), person)
                continue
            with open(path, encoding="utf-8") as file:
                report = json.load(file)
            self.assertEqual(report["score"] == 10, person.stages[1] == "solution", person)

    def test_2_killed_and_gone_on(self) -> None:
        child = subprocess.Popen(grade(self.place, self.other), cwd=TREE.root, stderr=subprocess.PIPE, text=True,
                                 stdout=subprocess.DEVNULL, start_new_session=True)
        assert child.stderr is not None
        for line in child.stderr:
            if line.startswith("4/"):
                break
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        child.stderr.close()
        done = subprocess.run(grade(self.place, self.other), cwd=TREE.root, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"^[1-9] done now, [4-9] known already")
        self.assertEqual(files(self.other), files(self.out))

    def test_3_only_what_has_changed_is_graded_again(self) -> None:
        before = files(self.out)
        self.assertTrue(self.run_again().startswith("0 done now, 14 known already"))
        self.assertEqual(files(self.out), before)
        person = next(p for p in self.people if p.packed == p.id and not p.damage)
        source = os.path.join(self.place, "submissions", person.id, "stages/01-boot/early_printk.c")
        with open(source, "a", encoding="utf-8") as file:
            file.write("\n/* One more line. */\n")
        self.assertTrue(self.run_again("--no-similarity").startswith("1 done now, 13 known already"))

    def test_4_regrade(self) -> None:
        done = subprocess.run([sys.executable, "-m", "grader", "regrade", "s0001", "--out", self.out], cwd=TREE.root,
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"s0001: the same, to the byte: [\d.]+ of \d+ points, seed \d{6,}")

    def test_5_two_graders_do_not_meet(self) -> None:
        child = subprocess.Popen(grade(self.place, self.out, "--jobs", "1"), cwd=TREE.root, stderr=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL)
        import fcntl

        child.wait()
        with open(os.path.join(self.out, ".lock"), "w", encoding="ascii") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            done = subprocess.run(grade(self.place, self.out), cwd=TREE.root, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("another grader is at work there", done.stderr)


class Contents(unittest.TestCase):
    def test_what_a_submission_is(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            (person, *_) = make_class(TREE, folder, Recipe(count=1, damaged=0, copies=0, missing=0, forms=("folder",)))
            path = os.path.join(folder, "submissions", person.packed)
            stages = TREE.stages()
            first = hash_submission(path, stages)
            with open(os.path.join(path, "notes.txt"), "w", encoding="utf-8"):
                pass
            os.utime(os.path.join(path, "stages/01-boot/head.S"), (time.time(), 5))
            self.assertEqual(hash_submission(path, stages), first, "nothing that is taken from it has changed")
            source = os.path.join(path, "stages/01-boot/head.S")
            os.rename(source, source + ".kept")
            missing = hash_submission(path, stages)
            os.symlink(source + ".kept", source)
            linked = hash_submission(path, stages)
            os.unlink(source)
            os.mkfifo(source)
            self.assertEqual(len({first, missing, linked, hash_submission(path, stages)}), 4)


class Shelves(unittest.TestCase):
    def test_which_stages_are_alike(self) -> None:
        self.assertEqual(same_stages([b"int a;"], 5), [])
        self.assertEqual(same_stages([b"#if CONFIG_STAGE >= 7\n"], 5), [1, 2, 3, 4, 5, 6])
        self.assertEqual(same_stages([b"#if CONFIG_STAGE >= 7\n", b"CONFIG_STAGE < 9"], 8), [7, 8])
        self.assertEqual(same_stages([b"int stage = CONFIG_STAGE;"], 8), [8])
        self.assertEqual(same_stages([b"#if CONFIG_STAGE >= 1\n"], 8), [])

    def test_a_later_stage_looks_for_more_headers(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for file in ("stages/01-boot/a.c", "stages/02-headers/include/asm/x.h"):
                os.makedirs(os.path.dirname(os.path.join(folder, file)))
                with open(os.path.join(folder, file), "w", encoding="utf-8") as out:
                    out.write("int a;\n")
            shelf, first, second, third = Shelf(), *(Place(folder, "/given", n, "own") for n in (1, 2, 3))
            name, words = "student/01-boot/a.o", f"a.o: {folder}/stages/01-boot/a.c \\\n common/x.h\n\nx:\n"
            shelf.put(first, name, b"object", words)
            self.assertEqual([shelf.take(p, name) for p in (first, second, third)], [b"object", None, None])
            shelf.put(second, name, b"other", words.replace("common/x.h", f"{folder}/stages/02-headers/include/asm/x.h"))
            self.assertEqual(shelf.take(third, name), b"other")
            with open(os.path.join(folder, "stages/02-headers/include/asm/x.h"), "a", encoding="utf-8") as out:
                out.write("int b;\n")
            self.assertIsNone(shelf.take(third, name))
            shelf.put(second, name, b"more", f"a.o: {folder}/stages/01-boot/a.c generated/asm/asm-offsets.h\n")
            self.assertIsNone(shelf.take(third, name))

    @needs_cells
    def test_the_same_verdict_with_a_shelf_and_without(self) -> None:
        """Stage 3 after stage 2, whose objects it takes; and alone, when all is compiled for it."""
        with tempfile.TemporaryDirectory() as folder:
            recipe = Recipe(count=1, damaged=0, copies=0, missing=0, forms=("folder",), own_headers=1.0)
            (person,) = make_class(TREE, folder, recipe)
            path = os.path.join(folder, "submissions", person.packed)
            stages = [TREE.stage(n) for n in (2, 3)]
            texts = []
            for order in (stages, stages[1:]):
                shelf = Shelf()
                submission = Submission(TREE, path, stages, shelf=shelf)
                try:
                    results = [submission.grade(stage, 1, True, "own") for stage in order]
                finally:
                    submission.close()
                texts.append(to_json(results[-1:], 1))
                self.assertEqual(shelf.taken > 0, order is stages)
            self.assertEqual(*texts)


if __name__ == "__main__":
    unittest.main()
