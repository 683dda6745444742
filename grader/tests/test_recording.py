# SPDX-License-Identifier: MIT
"""What a replay records: how a run is cut short, and with which options."""

import os
import shutil
import subprocess
import tempfile
import unittest

from grader.commands.bench import OFF
from grader.flash import Flash
from grader.recording import Recording, Scene, make_recording, replay_machine, watchdog_budget
from grader.transcript import Boot, Stop


def scene(kind: str) -> Scene:
    return Scene(2, Boot(0x40200000, 0), Stop(kind, -1, regs={"pc": 0x1000}))


class Cutting(unittest.TestCase):
    def test_a_freeze_is_approached(self) -> None:
        asked = []

        def stops(budget: int) -> Stop:
            asked.append(budget)
            return Stop("watchdog" if budget < 123_456 else "frozen", -1)

        budget = watchdog_budget(scene("frozen"), 20_000_000, stops)
        self.assertTrue(123_456 - 32 <= budget < 123_456, budget)
        self.assertLess(len(asked), 30)

    def test_a_loop_is_caught_early(self) -> None:
        def stops(budget: int) -> Stop:
            return Stop("watchdog", -1, regs={"pc": 0x1010 if budget > 100_000 else 0x9000})

        budget = watchdog_budget(scene("watchdog"), 20_000_000, stops)
        self.assertTrue(100_000 < budget < 200_000, budget)

    def test_what_cannot_be_shortened_is_left(self) -> None:
        self.assertEqual(watchdog_budget(scene("watchdog"), 1000, lambda _: None), 0)
        self.assertEqual(watchdog_budget(scene("crash"), 1000, lambda _: self.fail("asked")), 0)


class Options(unittest.TestCase):
    def test_commas_in_paths(self) -> None:
        icount, extra = Recording("f", "/a,b/run.rr", "/a,b/s.qcow2").options("replay")
        self.assertIn("rr=replay,rrfile=/a,,b/run.rr,", icount)
        self.assertIn("file=/a,,b/s.qcow2,if=none,id=snapshots", extra)
        self.assertNotIn("sleep=off", icount)


@unittest.skipUnless(shutil.which("qemu-img"), "qemu-img is not installed")
class Recorded(unittest.TestCase):
    def test_it_can_be_replayed(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            files = make_recording(os.path.join(folder, "replay"), Flash([(0, OFF)], len(OFF), "0" * 16))
            done = subprocess.run(replay_machine(files), capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
