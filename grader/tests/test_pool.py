# SPDX-License-Identifier: MIT
"""Workers: one bad submission never stops the rest, whatever it does to its process."""

import io
import os
import signal
import time
import unittest
from unittest import mock

from grader.classroom import pool
from grader.classroom.jobs import Graded, Job
from grader.classroom.pool import Pool
from grader.classroom.progress import Progress, in_words
from grader.classroom.work import do_job
from grader.errors import Fault, Unusable
from grader.tree import Tree

TREE = Tree("/nonexistent")


def job(name: str) -> Job:
    return Job(name, f"/x/{name}", "content", "course", 1, "best", [1])


def act(_tree: Tree, one: Job) -> Graded:
    """Does what the job is called."""
    if one.id.startswith("killed"):
        os.kill(os.getpid(), signal.SIGKILL)
    if one.id.startswith("exits"):
        os._exit(3)
    if one.id.startswith("slow"):
        time.sleep(0.2)
    return Graded(one.id, one.content, one.work, one.seed, "graded", str(os.getpid()))


class Workers(unittest.TestCase):
    def run_pool(self, names: list[str], jobs: int = 2) -> dict[str, Graded]:
        with mock.patch.object(pool, "prepare"):
            found = list(Pool(TREE, jobs, act).run([job(n) for n in names]))
        self.assertEqual(sorted(g.id for g in found), sorted(names), "each once")
        return {g.id: g for g in found}

    def test_all(self) -> None:
        names = [f"job{n}" for n in range(120)]
        seen = self.run_pool(names)
        workers = {g.reason for g in seen.values()}
        self.assertGreaterEqual(len(workers), 3, "processes are replaced now and then")

    def test_no_more_at_a_time_than_asked(self) -> None:
        self.assertEqual(len({g.reason for g in self.run_pool(["slow1", "slow2", "slow3"], 1).values()}), 1)

    def test_a_process_that_dies(self) -> None:
        seen = self.run_pool(["a", "killed", "b", "exits", "c", "d"])
        self.assertEqual(seen["killed"].state, "fault")
        self.assertEqual(seen["killed"].reason, "the grading process died with signal 9, 2 times")
        self.assertEqual(seen["exits"].reason, "the grading process died with status 3, 2 times")
        self.assertEqual({seen[n].state for n in "abcd"}, {"graded"})

    def test_left_in_the_middle(self) -> None:
        with mock.patch.object(pool, "prepare"):
            results = Pool(TREE, 2, act).run([job(n) for n in ("a", "slow1", "slow2")])
            next(results)
            results.close()  # ends the processes; waits for them


class OneJob(unittest.TestCase):
    def outcome(self, error: Exception) -> tuple[str, str]:
        with mock.patch("grader.classroom.work._grade", side_effect=error):
            graded = do_job(Tree("/tree"), Job("a", "/class/a.zip", "c", "k", 1, "best", [1]))
        return graded.state, graded.reason

    def test_who_is_to_blame(self) -> None:
        self.assertEqual(self.outcome(Unusable("/class/a.zip: is damaged")), ("refused", "a.zip: is damaged"))
        self.assertEqual(self.outcome(Fault("/tree/build/x: gone")), ("fault", "build/x: gone"))

    def test_a_mistake_in_the_grader_is_its_fault(self) -> None:
        state, reason = self.outcome(ZeroDivisionError("oh"))
        self.assertEqual(state, "fault")
        self.assertRegex(reason, r"^ZeroDivisionError: oh \(\w+, line \d+\)$")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Counting(unittest.TestCase):
    def watch(self, out: io.StringIO, total: int) -> str:
        now = [0.0]
        counter = Progress(total, out, lambda: now[0])
        for n in range(total):
            now[0] += 2
            counter.step(f"s{n}")
        counter.finish()
        return out.getvalue()

    def test_a_bar_on_a_terminal(self) -> None:
        with mock.patch.dict(os.environ, {"TERM": "xterm"}):
            text = self.watch(Terminal(), 4)
        self.assertIn("\r\x1b[K[#######.......................] 1/4, 6 s left: s0", text)
        self.assertIn("4/4, 8 s in all: s3", text)
        self.assertTrue(text.endswith("\r\x1b[K"))

    def test_plain_lines_elsewhere(self) -> None:
        text = self.watch(io.StringIO(), 100)
        self.assertEqual(text.splitlines()[0], "5/100 graded, 3 min left")
        self.assertEqual(len(text.splitlines()), 20)
        self.assertNotIn("\x1b", text)

    def test_words(self) -> None:
        self.assertEqual([in_words(s) for s in (0.2, 89, 600, 7260)], ["0 s", "89 s", "10 min", "2 h 1 min"])


if __name__ == "__main__":
    unittest.main()
