# SPDX-License-Identifier: MIT
"""The same class on a Slurm cluster, with a node lost in the middle: the same bytes as on one machine."""

import os
import subprocess
import tempfile
import unittest
from unittest import mock

from grader.classroom.jobs import Graded, Job
from grader.classroom.slurm import Slurm
from grader.classroom.spool import Spool
from grader.demo.makeup import Recipe, make_class
from grader.errors import Unusable
from grader.tests.cells import needs_cells
from grader.tests.loopback import Cluster, why_not
from grader.tests.test_class_run import POLICY, grade
from grader.tests.test_desk_reports import files
from grader.tree import Tree

TREE = Tree.find()
os.makedirs(TREE.path("build"), exist_ok=True)
SLOW = "takes two minutes: run it with SLOW=1 (make test-slow)"


class Shared(unittest.TestCase):
    """The folder between desk and nodes."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.spool = Spool(folder.name)
        self.job = Job("a", "/x/a.zip", "content", "course", 2**64 - 1, "best", [1, 2])

    def graded(self, job: Job) -> Graded:
        return Graded(job.id, job.content, job.work, job.seed, "graded", "", "{}", {1: "text"}, {"a.c": "int \udcff;"})

    def test_lists(self) -> None:
        self.spool.put_lists([[self.job], []])
        self.spool.put_lists([[self.job, self.job]])
        self.assertEqual(self.spool.jobs(0), [self.job, self.job])
        self.assertEqual(os.listdir(self.spool.path("lists")), ["0.json"])

    def test_results_are_taken_once(self) -> None:
        waiting = {"a": self.job}
        self.assertEqual(list(self.spool.take(waiting)), [])
        self.spool.put_result(self.graded(self.job))
        self.assertEqual(list(self.spool.take(waiting)), [self.graded(self.job)])
        self.assertEqual((waiting, os.listdir(self.spool.path("results"))), ({}, []))

    def test_a_result_of_other_work_is_none(self) -> None:
        self.spool.put_result(self.graded(Job("a", "/x/a.zip", "older", "course", 1, "best", [1, 2])))
        waiting = {"a": self.job}
        self.assertEqual((list(self.spool.take(waiting)), list(waiting)), ([], ["a"]))

    def test_half_a_result_is_none(self) -> None:
        with open(self.spool.path("results", "a.json"), "w", encoding="utf-8") as file:
            file.write('{"id": "a"')
        self.assertIsNone(self.spool.result(self.job))


@needs_cells
@unittest.skipIf(bool(why_not()), why_not())
@unittest.skipUnless(os.environ.get("SLOW"), SLOW)
class Loopback(unittest.TestCase):
    def test_a_lost_node_costs_nothing_but_time(self) -> None:
        with tempfile.TemporaryDirectory(dir=TREE.path("build")) as folder:
            os.chmod(folder, 0o755)
            place = os.path.join(folder, "class")
            make_class(TREE, place, Recipe(count=16, damaged=3, copies=1, missing=1))
            with open(os.path.join(place, "policy.toml"), "w", encoding="utf-8") as file:
                file.write(POLICY)
            here, there = os.path.join(folder, "here"), os.path.join(folder, "there")
            subprocess.run(grade(place, here), cwd=TREE.root, check=True, capture_output=True)
            os.makedirs(os.path.join(folder, "cluster"))
            cluster = Cluster(os.path.join(folder, "cluster"))
            self.addCleanup(cluster.close)
            with mock.patch.dict(os.environ, cluster.environment):
                command = grade(place, there, "--executor", "slurm")
                child = subprocess.Popen(command, cwd=TREE.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
                cluster.wait_for_work_on("n2")
                cluster.lose("n2")
                words, _ = child.communicate(timeout=500)
            self.assertEqual(child.returncode, 0, words)
            self.assertIn("15 done now, 0 known already: 12 graded, 3 refused, 1 not handed in", words)
            seen = {name: data for name, data in files(there).items() if not name.startswith("spool/")}
            self.assertEqual(seen, files(here))
            self.assertEqual(os.listdir(os.path.join(there, "spool", "results")), [])


class NotThere(unittest.TestCase):
    def test_it_says_what_is_missing(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            with mock.patch("grader.classroom.slurm.shutil.which", return_value=None):
                with self.assertRaisesRegex(Unusable, "sbatch is not installed here"):
                    Slurm(TREE, folder, 2)


if __name__ == "__main__":
    unittest.main()
