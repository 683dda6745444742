# SPDX-License-Identifier: MIT
"""Starts make for a kernel: which variables, which targets, whose turn it is.

Kept free of other modules on purpose: `stage` starts make with this one before
the rest of the grader is imported, so that the two overlap.
"""

from __future__ import annotations

import fcntl
import os

from grader.errors import Fault
from grader.process import Child, read_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO

PROCTOR = "build/proctor/proctor.bin"
JOBS = 2
# What an outer make or shell must not decide for us.
_FOREIGN = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "GNUMAKEFLAGS", "MAKEFILES")
_OURS = ("STAGE", "SOLUTION", "BASE", "HIDDEN", "HIDDEN_DIR", "TESTS", "SUB", "O", "V", "SEED", "HZ", "PICTURE")


class Recipe:
    """Which kernel to build.

    @sub: the folder with the student's stages/, empty for the tree itself;
    @out: the output folder, empty for one of the tree's own, by the other fields.
    @hidden_dir: the course's own hidden tests, to go in as well; @hz: ticks a second,
    0: as the tree has it; @picture: with what pictures are made of.
    All as make is told: relative to the tree, or absolute.
    """

    def __init__(
        self,
        stage: int,
        *,
        solution: bool = False,
        base: str = "own",
        hidden: bool = False,
        tests: bool = True,
        sub: str = "",
        out: str = "",
        hz: int = 0,
        hidden_dir: str = "",
        picture: bool = False,
    ) -> None:
        kind = "-solution" if solution else "-reference" if base == "reference" else ""
        kind += "-hidden" if hidden else ""
        kind += "-picture" if picture else ""
        kind += f"-{hz}hz" if hz else ""
        kind += f"-{folder_tag(hidden_dir)}" if hidden_dir else ""
        self.stage, self.solution, self.tests, self.sub = stage, solution, tests, sub
        self.output = out or f"build/stage{stage}{kind}{'' if tests else '-plain'}"
        self.variables = [f"STAGE={stage}", f"O={self.output}"]
        self.variables += ["SOLUTION=1"] if solution else []
        self.variables += ["BASE=reference"] if base == "reference" else []
        self.variables += ["HIDDEN=1"] if hidden else []
        self.variables += [] if tests else ["TESTS=0"]
        self.variables += [f"SUB={sub}"] if sub else []
        self.variables += [f"HZ={hz}"] if hz else []
        self.variables += [f"HIDDEN_DIR={hidden_dir}"] if hidden_dir else []
        self.variables += ["PICTURE=1"] if picture else []


def folder_tag(folder: str) -> str:
    """A short name for a course's @folder: each has output folders of its own."""
    import hashlib

    return "course" + hashlib.sha256(folder.encode()).hexdigest()[:8]


def make_environment() -> dict[str, str]:
    """The environment for a make of our own: no outer make's flags, messages in English."""
    env = {k: v for k, v in os.environ.items() if k not in _FOREIGN and k not in _OURS}
    env["LC_ALL"] = "C"
    return env


def locked(path: str) -> IO[str]:
    """An open file that nobody else holds locked; waits for its turn. Close it to let go."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    file = open(path, "w", encoding="ascii")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


class Make:
    """A running make, with the locks that it needs: on its output folder, and on the proctor."""

    def __init__(self, root: str, recipe: Recipe, jobs: int = JOBS, proctor: bool = True) -> None:
        """@proctor: build it too; False where several builds run at once and it is there."""
        self.root = root
        self.recipe = recipe
        self.output = os.path.join(root, recipe.output)
        targets = ["kernel"] if recipe.tests else ["image"]
        self._proctor: IO[str] | None = None
        if recipe.tests and proctor:
            targets.append(PROCTOR)
            self._proctor = locked(os.path.join(root, "build", ".proctor.lock"))
        self._lock = locked(os.path.join(self.output, ".lock"))
        command = ["make", "-s", "-k", f"-j{jobs}", *targets, *recipe.variables]
        self._child, self._words = start(root, command)

    def wait(self) -> tuple[int, bytes]:
        """Wait for make; its exit status, and what it wrote."""
        try:
            raw = read_all(self._words)
            return self._child.wait(), raw
        except BaseException:
            self._child.terminate()
            self._child.wait()
            raise
        finally:
            os.close(self._words)
            if self._proctor is not None:
                self._proctor.close()

    def release(self) -> None:
        """Let the next grader have the output folder: its files have been read."""
        self._lock.close()

    def abandon(self) -> None:
        """Stop it if it still runs: nobody wants the result any more."""
        if self._child.poll() is None:
            self._child.terminate()
            self._child.wait()
            os.close(self._words)
        self.release()


def start(root: str, command: list[str]) -> tuple[Child, int]:
    """A make process in the folder @root, and the pipe with all that it says."""
    ours, theirs = os.pipe()
    nothing = os.open(os.devnull, os.O_RDONLY)
    try:
        command = [command[0], "-C", root, *command[1:]]
        child = Child(command, {0: nothing, 1: theirs, 2: theirs}, env=make_environment())
    except OSError:
        os.close(ours)
        raise Fault("`make` is not installed") from None
    finally:
        os.close(theirs)
        os.close(nothing)
    return child, ours
