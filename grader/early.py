# SPDX-License-Identifier: MIT
"""Starts make and QEMU for `stage N` before the rest of the grader is imported.

From an edit to its verdict, importing takes about as long as compiling, and so
does QEMU's start; this lets them overlap. It understands the plain forms of the command only: for any
other, and for any mistake in it, nothing is started here, and the parser proper
(grader/cli.py) decides.
"""

from __future__ import annotations

import os
from grader.emulator import Emulator
from grader.machine import FIRST_TYPED, MOST_CPUS
from grader.make import PROCTOR, Make, Recipe

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


class Plain:
    """The arguments of a plain command, under the names that the parser proper gives them."""

    def __init__(self, command: str, number: int) -> None:
        self.command, self.number, self.hidden = command, number, command == "grade-stage"
        self.solution, self.base, self.seed, self.mem = False, "own", "1", "256M"
        self.hz = 0
        self.smp = ""
        self.json: str | None = None
        self.junit: str | None = None


def plain_arguments(argv: list[str]) -> Plain | None:
    """What `stage N [--solution] [--base reference] ...` says; None if @argv is not that plain."""
    if len(argv) < 2 or argv[0] not in ("stage", "grade-stage") or not argv[1].isdigit():
        return None
    args = Plain(argv[0], int(argv[1]))
    words = iter(argv[2:])
    for word in words:
        if word == "--solution":
            args.solution = True
            continue
        value = next(words, "-")
        if word not in ("--base", "--seed", "--json", "--junit") or value.startswith("-"):
            return None
        setattr(args, word[2:], value)
    return args if args.base in ("own", "reference") else None


def cpus_of(folder: str) -> int:
    """What stage.toml in @folder says of `cpus`, without a parser: a wrong guess costs time only."""
    try:
        with open(os.path.join(folder, "stage.toml"), encoding="utf-8") as file:
            for line in file:
                key, _, value = line.partition("=")
                if key.strip() == "cpus" and value.strip().isdigit():
                    return min(max(int(value), 1), MOST_CPUS)
    except (OSError, UnicodeDecodeError):
        pass  # whoever reads it properly says so
    return 1


def _folder(args: Plain) -> str:
    """Where the stage that @args name lies; empty if the tree has no such stage."""
    stages = os.path.join(ROOT, "stages")
    names = os.listdir(stages) if os.path.isdir(stages) else []
    folders = [name for name in names if name.startswith(f"{args.number:02d}-")]
    if len(folders) != 1 or not os.path.isfile(os.path.join(ROOT, "Makefile")):
        return ""
    return os.path.join(stages, folders[0])


def _recipe(args: Plain) -> Recipe | None:
    """The kernel that @args ask for."""
    folder = _folder(args)
    if not folder:
        return None
    hidden = args.hidden and has_hidden(folder)
    return Recipe(args.number, solution=args.solution, base=args.base, hidden=hidden)


class Started:
    """What runs already when the command begins, and its arguments; None where nothing does.

    Whoever makes one must close() it. QEMU goes first: it needs the most time.
    """

    def __init__(self, argv: list[str]) -> None:
        self.make: Make | None = None
        self.emulator: Emulator | None = None
        self.args = plain_arguments(argv)
        recipe = _recipe(self.args) if self.args else None
        if recipe is None:
            return
        try:
            try:
                with open(os.path.join(ROOT, PROCTOR), "rb") as file:
                    # A person's own kernel on their own machine: no sandbox.
                    typed = self.args.number >= FIRST_TYPED
                    cpus = cpus_of(_folder(self.args))
                    self.emulator = Emulator(file.read(), sandbox=False, typed=typed, cpus=cpus)
            except FileNotFoundError:
                pass  # not built yet: the run will start its own
            self.make = Make(ROOT, recipe)
        except BaseException:
            self.close()
            raise

    def close(self, wait: bool = True) -> None:
        """End what still runs; without @wait, QEMU may take a moment longer."""
        if self.make is not None:
            self.make.abandon()
        if self.emulator is not None:
            self.emulator.close(wait)
