# SPDX-License-Identifier: MIT
"""Starts make and QEMU for `stage N` before the rest of the grader is imported.

From an edit to its verdict, importing takes about as long as compiling, and so
does QEMU's start; this lets them overlap. It understands the plain forms of the command only: for any
other, and for any mistake in it, nothing is started here, and the command line
proper (grader/cli.py) decides.
"""

from __future__ import annotations

import os

from grader.emulator import Emulator
from grader.make import Make, Recipe

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def has_hidden(folder: str) -> bool:
    """Whether the stage in @folder has its hidden tests here; a student's copy has none."""
    for place in ("hidden", "hidden/refuse"):
        try:
            names = os.listdir(os.path.join(folder, place))
        except OSError:
            continue
        if any(name.endswith((".c", ".S")) for name in names):
            return True
    return False


def _recipe(argv: list[str]) -> Recipe | None:
    """What `stage N [--solution] [--base reference] ...` asks for; None if it is not that plain."""
    if len(argv) < 2 or argv[0] not in ("stage", "grade-stage") or not argv[1].isdigit():
        return None
    words, solution, base = iter(argv[2:]), False, "own"
    for word in words:
        if word == "--solution":
            solution = True
        elif word == "--base":
            base = next(words, "")
        elif word in ("--seed", "--json", "--junit"):
            next(words, "")
        else:
            return None
    number = int(argv[1])
    try:
        names = os.listdir(os.path.join(ROOT, "stages"))
    except OSError:
        return None
    folders = [name for name in names if name.startswith(f"{number:02d}-")]
    if base not in ("own", "reference") or len(folders) != 1:
        return None
    hidden = argv[0] == "grade-stage" and has_hidden(os.path.join(ROOT, "stages", folders[0]))
    return Recipe(number, solution=solution, base=base, hidden=hidden)


class Started:
    """What runs already when the command begins; both None where nothing was started."""

    def __init__(self, argv: list[str]) -> None:
        self.make: Make | None = None
        self.emulator: Emulator | None = None
        recipe = _recipe(argv)
        if recipe is None or not os.path.isfile(os.path.join(ROOT, "Makefile")):
            return
        self.make = Make(ROOT, recipe)
        try:
            self.emulator = Emulator()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End what still runs."""
        if self.make is not None:
            self.make.abandon()
        if self.emulator is not None:
            self.emulator.close()
