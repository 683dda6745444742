# SPDX-License-Identifier: MIT
"""Every kind of damaged or hostile submission: what becomes of it, and that the next one is graded as ever."""

import json
import os
import re
import tempfile
import unittest

from grader.classroom.jobs import Graded, Job
from grader.classroom.work import do_job
from grader.demo.damage import DAMAGES
from grader.demo.pack import pack
from grader.emulator import confine
from grader.stubs import resolved
from grader.tests.cells import needs_cells
from grader.tree import Tree

TREE = Tree.find()
# Name -> why it is refused.
REFUSED = {
    "cut-short": "damaged, or cut short", "text": "not a tar", "nothing": "not a tar", "elsewhere": "no folder stages/",
    "climbing": "climbs out of the archive", "absolute": "is an absolute path", "link": "is a symbolic link",
    "hard-link": "is a hard link", "device": "is a device", "twice": "is in it twice", "bomb": "more than 64 MiB",
    "fifo": "not a regular file", "linked-folder": "not a regular file",
}
# Name -> what the report says; these can be read, and lose stage 1.
GRADED = {
    "reads-host": "file not found: /etc/passwd", "includes-hidden": "stages/01-boot/hidden/", "constructor": r"section `\.init_array`",
    "harness-symbol": "defines `proctor_gate_smc`", "compile-bomb": "the compiler needs more than", "no-text": "stray|null character",
    "endless": "the compiler needs more than",
}


def tearDownModule() -> None:
    """Machines of other tests are in no cell."""
    confine(None)


@needs_cells
class Damaged(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        stage = TREE.stage(1)
        self.files = {f"{stage.place}/{f}": resolved(TREE.root, stage, f, True).encode() for f in stage.files}

    def grade(self, entry: str) -> Graded:
        return do_job(TREE, Job("s", os.path.join(self.folder, entry), "c", "k", 1, "best", [1]))

    def test_the_lists_are_whole(self) -> None:
        self.assertEqual(sorted({*REFUSED, *GRADED}), sorted(d.name for d in DAMAGES))
        self.assertGreaterEqual(len(DAMAGES), 20)

    def test_what_becomes_of_each(self) -> None:
        for number, damage in enumerate(DAMAGES):
            with self.subTest(damage.name):
                graded = self.grade(damage.make(self.folder, f"s{number}", self.files))
                if damage.name in REFUSED:
                    self.assertEqual((graded.state, graded.result), ("refused", ""))
                    self.assertRegex(graded.reason, re.compile(REFUSED[damage.name]))
                    self.assertNotIn(self.folder, graded.reason)
                    continue
                self.assertEqual(graded.state, "graded", graded.reason)
                report = json.loads(graded.result)
                self.assertEqual(report["score"], 0)
                self.assertRegex(graded.transcripts[1], GRADED[damage.name])
                self.assertNotIn("root:", graded.transcripts[1])
        self.assertFalse(os.path.exists("/tmp/climbed") or os.path.exists("/tmp/absolute"))
        honest = self.grade(pack(self.folder, "honest", self.files, "zip"))
        self.assertEqual((honest.state, json.loads(honest.result)["score"]), ("graded", 10))


if __name__ == "__main__":
    unittest.main()
