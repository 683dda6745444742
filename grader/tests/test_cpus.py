# SPDX-License-Identifier: MIT
"""How many CPUs the machine has: by stage.toml, by a person, and before either was read properly."""

import os
import tempfile
import unittest
from unittest import mock

from grader import early
from grader.commands import soak
from grader.errors import Unusable
from grader.machine import cpu_count, graded_machine
from grader.tree import Tree


class Cpus(unittest.TestCase):
    def test_early_guess_is_what_the_stage_says(self) -> None:
        tree = Tree.find()
        for stage in tree.stages():
            with self.subTest(stage.folder):
                self.assertEqual(early.cpus_of(tree.path(stage.place)), stage.cpus)

    def test_early_guess_of_nonsense(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(early.cpus_of(folder), 1)
            for text, cpus in (("cpus = 99\n", 8), ("cpus = x\n", 1), ("cpus=0\n", 1), ("a = 1\ncpus = 2\n", 2)):
                with open(os.path.join(folder, "stage.toml"), "w", encoding="utf-8") as file:
                    file.write(text)
                with self.subTest(text):
                    self.assertEqual(early.cpus_of(folder), cpus)

    def test_a_number_that_a_person_asks_for(self) -> None:
        self.assertEqual([cpu_count(str(n)) for n in range(1, 9)], list(range(1, 9)))
        for text in ("0", "9", "-1", "four", "", "1.5", " 2"):
            with self.subTest(text), self.assertRaisesRegex(Unusable, "want 1 to 8"):
                cpu_count(text)

    def test_the_machine_gets_them(self) -> None:
        command = graded_machine("flash", cpus=3)
        self.assertEqual(command[command.index("-smp") + 1], "3")


class Soak(unittest.TestCase):
    def judged(self, words: str) -> bool:
        with mock.patch.object(soak.subprocess, "run") as run:
            run.return_value.stdout, run.return_value.stderr = words.encode(), b""
            passed, text = soak.soak("Image", 4, 1)
        self.assertIn("soak=1", run.call_args.args[0])
        self.assertIn("tcg,thread=multi", run.call_args.args[0])
        self.assertEqual(text, words)
        return passed

    def test_the_kernel_has_to_say_so(self) -> None:
        self.assertTrue(self.judged("...\nsoak: passed, 5 rounds on 4 CPUs\n"))
        self.assertFalse(self.judged("Kernel panic - not syncing: soak: worker 3 stands still\n"))
        self.assertFalse(self.judged(""))

    def test_one_that_hangs(self) -> None:
        hung = soak.subprocess.TimeoutExpired("qemu", 1, output=b"booting")
        with mock.patch.object(soak.subprocess, "run", side_effect=hung):
            passed, text = soak.soak("Image", 4, 1)
        self.assertFalse(passed)
        self.assertIn("it did not come to an end", text)


if __name__ == "__main__":
    unittest.main()
