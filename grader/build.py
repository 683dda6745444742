# SPDX-License-Identifier: MIT
"""Builds a stage's kernel through the root Makefile, in one make process.

The Makefile knows how; this module knows which variables to set, where the
output goes, and how to tell a student's compile error from a broken tool.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
from dataclasses import dataclass, field
from typing import IO

from grader.compiler import Message, parse_messages, strip_roots
from grader.errors import Fault
from grader.tree import Tree

PROCTOR = "build/proctor/proctor.bin"
_JOBS = 2
# What an outer make or shell must not decide for us.
_FOREIGN = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "GNUMAKEFLAGS")
_OURS = ("STAGE", "SOLUTION", "BASE", "HIDDEN", "TESTS", "SUB", "O", "V", "SEED", "MAKEFILES")


@dataclass(frozen=True)
class Recipe:
    """Which kernel to build."""

    stage: int
    solution: bool = False
    base: str = "own"
    hidden: bool = False
    tests: bool = True
    sub: str = ""  # folder with the student's stages/; empty: the tree itself
    out: str = ""  # output folder; empty: one of the tree's own, by the other fields

    @property
    def output(self) -> str:
        """The folder that the build goes to, as make is told (relative to the tree or absolute)."""
        if self.out:
            return self.out
        kind = "-solution" if self.solution else "-reference" if self.base == "reference" else ""
        return (
            f"build/stage{self.stage}{kind}{'-hidden' if self.hidden else ''}"
            f"{'' if self.tests else '-plain'}"
        )

    def variables(self) -> list[str]:
        """The variables for make's command line."""
        found = [f"STAGE={self.stage}", f"O={self.output}"]
        if self.solution:
            found.append("SOLUTION=1")
        if self.base == "reference":
            found.append("BASE=reference")
        if self.hidden:
            found.append("HIDDEN=1")
        if not self.tests:
            found.append("TESTS=0")
        if self.sub:
            found.append(f"SUB={self.sub}")
        return found


@dataclass
class Built:
    """How a build ended."""

    ok: bool
    output: str  # absolute
    messages: list[Message] = field(default_factory=list)
    text: str = ""

    @property
    def errors(self) -> list[Message]:
        return [m for m in self.messages if m.error]

    @property
    def warnings(self) -> list[Message]:
        return [m for m in self.messages if not m.error]

    def path(self, *parts: str) -> str:
        """Something in the output folder."""
        return os.path.join(self.output, *parts)


def make_environment() -> dict[str, str]:
    """The environment for a make of our own: no outer make's flags, messages in English."""
    env = {k: v for k, v in os.environ.items() if k not in _FOREIGN and k not in _OURS}
    env["LC_ALL"] = "C"
    return env


def _locked(path: str) -> IO[str]:
    """An open file that nobody else holds locked; waits for its turn."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    file = open(path, "w", encoding="ascii")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def build_proctor(tree: Tree) -> None:
    """Build the proctor alone, before several builds at once that need it."""
    lock = _locked(os.path.join(tree.root, "build", ".proctor.lock"))
    try:
        done = subprocess.run(
            ["make", "-s", PROCTOR], cwd=tree.root, env=make_environment(),
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )
        if done.returncode:
            text = done.stderr.decode("utf-8", "replace")
            raise Fault(f"the proctor does not build:\n{text.rstrip()}")
    finally:
        lock.close()


class Build:
    """A running make: started early, so that the grader's own start-up overlaps with it."""

    def __init__(
        self, tree: Tree, recipe: Recipe, jobs: int = _JOBS, proctor: bool = True
    ) -> None:
        """@proctor: build it too; False where several builds run at once and it is there."""
        self._tree = tree
        self._recipe = recipe
        self.output = os.path.join(tree.root, recipe.output)
        os.makedirs(self.output, exist_ok=True)
        # Two graders on one output folder, or on the proctor, take turns. A lock goes
        # with its process at the latest.
        targets = ["kernel"] if recipe.tests else ["image"]
        self._proctor: IO[str] | None = None
        if recipe.tests and proctor:
            targets.append(PROCTOR)
            self._proctor = _locked(os.path.join(tree.root, "build", ".proctor.lock"))
        self._lock = _locked(os.path.join(self.output, ".lock"))
        command = ["make", "-s", "-k", f"-j{jobs}", *targets, *recipe.variables()]
        try:
            self._make = subprocess.Popen(
                command,
                cwd=tree.root,
                env=make_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        except FileNotFoundError:
            raise Fault("`make` is not installed") from None

    def _wait(self) -> bytes:
        """Wait for make; what it wrote."""
        try:
            raw, _ = self._make.communicate()
            return raw
        except BaseException:
            self._make.terminate()
            self._make.wait()
            raise
        finally:
            if self._proctor is not None:
                self._proctor.close()

    def finish(self) -> Built:
        """Wait for make; a Fault if it failed without a word about any source."""
        raw = self._wait()
        if not raw and self._make.returncode == 0:
            return Built(True, self.output)
        roots = [self._recipe.sub, self._tree.root, os.path.realpath(self._tree.root)]
        text = strip_roots(raw.decode("utf-8", "replace"), roots)
        messages = parse_messages(text)
        built = Built(self._make.returncode == 0, self.output, messages, text)
        if not built.ok:
            if not built.errors:
                raise Fault(f"the build failed, and no source is to blame:\n{text.rstrip()}")
            if self._recipe.solution:
                raise Fault(f"the reference solution does not build:\n{text.rstrip()}")
        return built

    def release(self) -> None:
        """Let the next grader have the output folder."""
        self._lock.close()


def build(tree: Tree, recipe: Recipe) -> Built:
    """Build and wait."""
    job = Build(tree, recipe)
    try:
        return job.finish()
    finally:
        job.release()
