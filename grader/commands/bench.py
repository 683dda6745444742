# SPDX-License-Identifier: MIT
"""`bench`: from an edit to its verdict, against the floor, in one run.

The floor is what nobody can avoid: compiling what the edited file makes stale,
linking, and a bare start and exit of QEMU. Both are timed in turn, several
rounds, and the medians compared; so the ratio holds on any host that is not
busy with something else.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable

from grader.make import Recipe, make_environment
from grader.commands.grade import chosen_stages
from grader.errors import PASSED, Fault, Unusable
from grader.machine import graded_machine
from grader.report import write_text
from grader.screen import progress
from grader.stagefile import Stage
from grader.tree import Tree

# A guest that switches the machine off: line 0 of the secure GPIO block (PL061).
OFF = struct.pack(
    "<6I",
    0xD2A12161,  # mov x1, #0x90b0000
    0x52800020,  # mov w0, #1
    0xB9040020,  # str w0, [x1, #0x400]: line 0 is an output
    0xB9000420,  # str w0, [x1, #4]: and high
    0xD503207F,  # wfi
    0x17FFFFFF,  # b .-4
)
_PAUSE_SECONDS = 0.05
_COMMAND = re.compile(r"(?:mkdir -p \S+\s*(?:&&|;)\s*)?\S*(?:gcc|ld) ")


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds that @work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


class Bench:
    """The two ways of one stage's edited file."""

    def __init__(self, tree: Tree, stage: Stage, file: str, bios: str) -> None:
        self._tree = tree
        self._path = tree.path(stage.place, "solution", file)
        self._recipe = Recipe(stage.number, solution=True)
        self._verdict = [sys.executable, "-m", "grader", "stage", str(stage.number), "--solution"]
        # Not whatever `python3` is: a version manager in front of it takes its own time.
        self._make = ["make", "-s", f"stage{stage.number}", "SOLUTION=1", f"PYTHON={sys.executable}"]
        self._qemu = [*graded_machine(bios, cpus=stage.cpus), "-monitor", "none", "-serial", "null", "-serial", "null"]
        self._run(self._verdict)  # everything is built, and in the page cache
        self._compile = self._stale_commands()

    def _run(self, command: list[str], check: bool = True) -> str:
        done = subprocess.run(
            command, cwd=self._tree.root, env=make_environment(), capture_output=True, check=False
        )
        if check and done.returncode:
            raise Fault(f"{' '.join(command[:6])} failed:\n{done.stdout.decode()}{done.stderr.decode()}")
        return done.stdout.decode()

    def _edit(self) -> None:
        """The file is newer than all that was made of it; its text stays."""
        os.utime(self._path)

    def _stale_commands(self) -> str:
        """The compiler's and linker's command lines that an edit brings about."""
        self._edit()
        shown = self._run(["make", "-j1", "V=1", "kernel", *self._recipe.variables])
        lines = [line for line in shown.splitlines() if _COMMAND.match(line)]
        if not lines:
            raise Fault(f"an edit of {self._path} makes nothing stale")
        return "\n".join(lines)

    def floor(self) -> float:
        """One round of the floor."""
        self._edit()
        return _timed(lambda: (self._run(["sh", "-c", self._compile]), self._run(self._qemu)))

    def verdict(self) -> float:
        """One round of `make stageN`."""
        self._edit()
        return _timed(lambda: self._run(self._make))

    def settle(self) -> None:
        """make has to agree that all is built, and what was killed at the end has to be gone."""
        self._run(["make", "-s", "kernel", *self._recipe.variables])
        time.sleep(_PAUSE_SECONDS)


def measure(tree: Tree, stage: Stage, file: str, bios: str, rounds: int) -> dict[str, object]:
    """Medians for an edit of @file."""
    bench = Bench(tree, stage, file, bios)
    floors, verdicts = [], []
    for number in range(rounds):
        bench.settle()
        floors.append(bench.floor())
        bench.settle()
        verdicts.append(bench.verdict())
        progress(f"{stage.folder} {file}", number + 1, rounds)
    floor, verdict = statistics.median(floors), statistics.median(verdicts)
    return {
        "stage": stage.number,
        "file": file,
        "floor_ms": round(floor, 1),
        "verdict_ms": round(verdict, 1),
        "ratio": round(verdict / floor, 2),
    }


def run(args: Namespace) -> int:
    """Prints a table; figures are no verdict, so the exit code is 0."""
    if args.rounds < 1:
        raise Unusable("--rounds: want 1 or more")
    tree = Tree.find()
    rows = []
    with tempfile.TemporaryDirectory(prefix="bringup-") as folder:
        bios = os.path.join(folder, "off.bin")
        with open(bios, "wb") as file:
            file.write(OFF)
        for stage in chosen_stages(tree, args.stages):
            rows.append(measure(tree, stage, stage.files[0], bios, args.rounds))
            row = rows[-1]
            print(f"stage {row['stage']}: edit of {row['file']} to verdict {row['verdict_ms']} ms, "
                  f"floor {row['floor_ms']} ms, ratio {row['ratio']} (goal: 1.5)")
    if args.json:
        write_text(args.json, json.dumps({"schema": 1, "edit_to_verdict": rows}, indent=1) + "\n")
    return PASSED
