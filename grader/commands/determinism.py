# SPDX-License-Identifier: MIT
"""`determinism`: many runs of the same tree and seed, on an idle and on a loaded host, same bytes.

Grades the stubs and the reference of each stage; half of the runs share the
host with a busy loop on each core. The loops end by themselves.
"""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace

from grader.make import Make, Recipe
from grader.commands.grade import chosen_stages
from grader.errors import FAILED, PASSED, Unusable
from grader.grading import Order, finish
from grader.report import to_json
from grader.screen import progress
from grader.stagefile import Stage
from grader.tree import Tree, parse_seed

_LOOP = "import time\nend = time.monotonic() + 60\nwhile time.monotonic() < end: pass"


class Load:
    """A busy loop on each core while the body runs."""

    def __init__(self, wanted: bool) -> None:
        self._count = (os.cpu_count() or 1) if wanted else 0
        self._children: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> None:
        for _ in range(self._count):
            self._children.append(subprocess.Popen([sys.executable, "-S", "-c", _LOOP]))

    def __exit__(self, *_: object) -> None:
        for child in self._children:
            child.kill()
            child.wait()


def _once(tree: Tree, stage: Stage, solution: bool, seed: int) -> str:
    """One graded run, as JSON."""
    recipe = Recipe(stage.number, solution=solution, base="reference", hidden=True)
    order = Order(stage, seed=seed, hidden=True, base="reference", solution=solution)
    return to_json([finish(tree, order, Make(tree.root, recipe))], seed)


def run(args: Namespace) -> int:
    """0 if all runs of a kernel gave the same bytes."""
    if args.runs < 2:
        raise Unusable("--runs: want 2 or more")
    tree = Tree.find()
    seed = parse_seed(args.seed)
    passed = failed = 0
    for stage in chosen_stages(tree, args.stages):
        for solution in (True, False):
            seen: dict[str, int] = {}
            for number in range(args.runs):
                with Load(number % 2 == 1):
                    text = _once(tree, stage, solution, seed)
                seen[text] = seen.get(text, 0) + 1
                progress(f"{stage.folder} run {number + 1}", number + 1, args.runs)
            same = len(seen) == 1
            words = "the reference" if solution else "the files in the tree"
            kinds = "one result" if same else f"{len(seen)} results"
            print(f"{'ok  ' if same else 'FAIL'} {stage.folder} {words}: {kinds} in {args.runs} runs, "
                  f"{len(next(iter(seen)))} bytes of JSON")
            passed, failed = passed + same, failed + (not same)
    print(f"{passed} passed, {failed} failed")
    return FAILED if failed else PASSED
