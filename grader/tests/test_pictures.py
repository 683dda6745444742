# SPDX-License-Identifier: MIT
"""Both pictures of the reference as it really runs, and of a machine that stops by itself."""

import contextlib
import io
import json
import os
import unittest
from xml.etree import ElementTree

from grader.build import finish_build
from grader.cases import read_kernel
from grader.cli import main
from grader.elf import load_elf
from grader.flash import STILL, Excerpt
from grader.grading import make_flash
from grader.make import Make, Recipe
from grader.picture.still import NeverRan, Still, find_case, never_ran
from grader.runner import run_flash
from grader.transcript import Stop, parse_transcript
from grader.tree import Tree

TREE = Tree.find()


def command(*words: str) -> tuple[int, str]:
    """The exit status of the grader, and all that it says."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        status = main([*words])
    return status, out.getvalue()


def content(name: str) -> str:
    with open(TREE.path("build", name), encoding="utf-8") as file:
        return file.read()


class RefusalTest(unittest.TestCase):
    def test_stages_without_such_a_picture(self) -> None:
        for words, said in ((("trace", "6"), "threads begin with stage 7"), (("map", "3"), "begin with stage 4")):
            status, text = command(*words)
            self.assertEqual(status, 2)
            self.assertIn(said, text)

    def test_a_kernel_that_was_never_entered(self) -> None:
        still = Still(None, None, None, 0, Stop("bad-image", -1), 1, 7, 1)
        with self.assertRaises(NeverRan) as caught:
            never_ran(still)
        self.assertEqual(caught.exception.exit_code, 1)


@unittest.skipUnless(os.path.isdir(TREE.path("stages/07-threads/solution")), "there are no solutions here")
class TraceTest(unittest.TestCase):
    def test_of_a_check_and_the_same_again(self) -> None:
        files = []
        for _ in range(2):
            status, text = command("trace", "7", "--solution")
            self.assertEqual(status, 0, text)
            files.append((content("trace7.json"), content("trace7.svg")))
        self.assertEqual(files[0], files[1])
        data = json.loads(files[0][0])
        events = data["traceEvents"]
        self.assertEqual((data["otherData"]["lost"], data["otherData"]["damaged"]), (0, 0))
        self.assertEqual({e["tid"] for e in events if e.get("cat") == "run" and e["pid"] == 1}, {0, 1, 2, 3})
        names = {e["name"] for e in events}
        wanted = {"kernel_init [1]", "kthreadd [2]", "IPI: reschedule"}
        self.assertLessEqual(wanted | {"mutex_excludes begins", "mutex_excludes ends"}, names)
        ElementTree.fromstring(files[0][1])

    def test_of_one_cpu_and_its_ticks(self) -> None:
        status, text = command("trace", "7", "--solution", "--check", "time_slices", "--smp", "1")
        self.assertEqual(status, 0, text)
        events = json.loads(content("trace7.json"))["traceEvents"]
        ticks = [e for e in events if e.get("cat") == "irq"]
        self.assertGreater(len(ticks), 20)
        left = [e for e in events if e.get("cat") == "run" and e["args"].get("then") == "still can run"]
        self.assertGreater(len(left), 10)

    def test_no_such_check(self) -> None:
        status, text = command("trace", "7", "--solution", "--check", "nothing")
        self.assertEqual(status, 2)
        self.assertIn("the stage has: first_pids, ", text)


@unittest.skipUnless(os.path.isdir(TREE.path("stages/08-page-faults/solution")), "there are no solutions here")
class MapTest(unittest.TestCase):
    def test_of_two_programs_and_the_same_again(self) -> None:
        pages = []
        for _ in range(2):
            status, text = command("map", "8", "--solution")
            self.assertEqual(status, 0, text)
            pages.append(content("map8.html"))
        self.assertEqual(pages[0], pages[1])
        self.assertNotIn("<h2>Odd</h2>", pages[0])
        self.assertEqual(pages[0].count("mm_struct at"), 2)
        for words in ("/bin/probe", "GIC distributor", "own r--, held 2×", "0x7ffff"):
            self.assertIn(words, pages[0])

    def test_before_the_checks(self) -> None:
        status, text = command("map", "4", "--solution")
        self.assertEqual(status, 0, text)
        page = content("map4.html")
        self.assertIn("ready for its checks", page)
        self.assertIn("maps nothing", page)

    def test_as_far_as_it_got(self) -> None:
        status, text = command("map", "8", "--solution", "--check", "kernel_fault_still_oopses")
        self.assertEqual(status, 1)
        self.assertIn("the kernel panicked: Oops", text)
        self.assertIn("As far as it got: the kernel panicked: Oops", content("map8.html"))

    def test_where_nobody_wants_a_picture_asking_for_one_voids_the_run(self) -> None:
        stage = TREE.stage(8)
        make = Make(TREE.root, Recipe(8, solution=True, picture=True))
        try:
            kernel = read_kernel(load_elf(finish_build(make).path("vmlinux")))
        finally:
            make.release()
        case = find_case(kernel, stage.map)
        for flags in (0, STILL):
            only = Excerpt(2, case.index, flags=flags)
            transcript = parse_transcript(run_flash(make_flash(TREE, stage, kernel, 1, only)).verdict)
            self.assertEqual(transcript.void is not None, not flags)
            if not flags:
                self.assertIn("nobody wants one", " ".join(transcript.void.text))


if __name__ == "__main__":
    unittest.main()
