# SPDX-License-Identifier: MIT
"""A submission, from what was handed in to a result a stage: the interface for whoever grades.

Only the files that stage.toml names are taken from it. They are copied into a
folder of their own, laid out like the tree; everything else comes from the pristine
tree. A .c or .S file that is missing is graded as the stub that it was, and flagged.

    submission = Submission(tree, "alice.tar.gz", stages)
    try:
        results = [submission.grade(stage, seed, True, "best") for stage in stages]
    finally:
        submission.close()
    write_json("alice.json", results, seed, submission.flags)

`grade` never raises for what a student did: that is a result, with a diagnosis. It
raises Fault if the grader or its tools fail. Making a Submission raises Unusable, with
the reason, for what cannot be read or may not be taken (grader/handin/source.py), and
where bubblewrap is missing.
"""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Callable
from typing import TYPE_CHECKING

from grader.course import load_course
from grader.early import has_hidden
from grader.emulator import confine
from grader.errors import Unusable
from grader.grading import Order, observe_built
from grader.handin.cell import bubblewrap
from grader.handin.confine import QemuCell
from grader.handin.sealed import Sealed
from grader.handin.shelf import Shelf
from grader.handin.source import MAX_FILE, Folder, Source, open_source
from grader.build import Built, build_proctor
from grader.results import StageResult
from grader.stagefile import Stage
from grader.tree import Tree

if TYPE_CHECKING:
    from grader.screen import Status

__all__ = ["BASES", "MAX_FILE", "Submission", "check_folder", "lay_out"]

BASES = ("own", "reference", "best")


def check_folder(path: str) -> str:
    """@path, absolute, of a submission that is there: a folder with stages/ in it, or a file."""
    if not os.path.exists(path):
        raise Unusable(f"{path}: there is no such folder or file")
    if os.path.isdir(path):
        return os.path.abspath(getattr(open_source(path), "path"))
    return os.path.abspath(path)


def lay_out(source: Source | str, root: str, stages: list[Stage], target: str) -> list[str]:
    """Copy the named files of @stages to @target; returns flags for those that are missing.

    @source: a submission, or the path of a folder that is one.
    """
    source = Folder(source) if isinstance(source, str) else source
    given = Folder(root)
    flags = []
    for stage in stages:
        for file in stage.files:
            relative = f"{stage.place}/{file}"
            data = source.read(relative)
            if data is None:
                flags.append(f"missing file: {relative}")
                if not file.endswith((".c", ".S")):
                    continue  # a port may do without a header of its own
                data = given.read(relative)
            if data is None:
                raise Unusable(f"{relative}: neither in the submission nor in the tree")
            place = os.path.join(target, relative)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "wb") as out:
                out.write(data)
    return flags


def _prefix() -> str:
    """How the folders of this machine's submissions begin; their process comes next."""
    return f"submission-{platform.node()}-"


def sweep(build: str) -> None:
    """Remove what graders left behind in the folder @build that were killed on this machine."""
    for name in os.listdir(build):
        number = name.removeprefix(_prefix()).partition("-")[0]
        if not name.startswith(_prefix()) or not number.isdigit():
            continue
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            shutil.rmtree(os.path.join(build, name), ignore_errors=True)
        except OSError:
            pass  # it is somebody else's, and alive


class Submission:
    """A submission laid over the tree, in a folder below build/ that goes away again.

    `flags` says what staff should know about it as a whole.
    """

    def __init__(
        self, tree: Tree, source: str, stages: list[Stage], *, sandbox: bool = True, hidden_dir: str = "",
        shelf: Shelf | None = None,
    ) -> None:
        """@source: path of what was handed in; @stages: those that will be graded.

        @shelf: objects of the course's own texts, compiled already (grader/handin/shelf.py);
        @sandbox: False runs compiler and kernel without cells, on files one would run oneself;
        @hidden_dir: the course's own hidden tests (grader/course.py).
        """
        if sandbox:
            bubblewrap()
            confine(QemuCell())
        opened = open_source(source, sandbox)
        os.makedirs(tree.path("build"), exist_ok=True)
        sweep(tree.path("build"))
        self.place = tempfile.mkdtemp(prefix=f"{_prefix()}{os.getpid()}-", dir=tree.path("build"))
        self._tree = tree
        self._hidden_dir = hidden_dir
        try:
            highest = max((s.number for s in stages), default=0)
            below = [s for s in tree.stages() if s.number <= highest]
            self.flags = lay_out(opened, tree.root, below, self.sub)
            self._open_up()
            build_proctor(tree.root)
        except BaseException:
            self.close()
            raise
        self._sealed = Sealed(tree, self.sub, self.place, sandbox, hidden_dir, shelf or Shelf())

    def _open_up(self) -> None:
        """Whatever the umask is: another user reads it, in a cell."""
        for folder, _, names in os.walk(self.place):
            os.chmod(folder, 0o755)
            for name in names:
                os.chmod(os.path.join(folder, name), 0o644)

    @property
    def sub(self) -> str:
        """The folder with its files, laid out like the tree."""
        return os.path.join(self.place, "sub")

    def grade(
        self, stage: Stage, seed: int, hidden: bool, base: str, status: Status | None = None
    ) -> StageResult:
        """Build and judge one stage of it.

        @hidden: with the hidden tests, where there are any; @base: "own" or "reference" lower
        stages, or "best": its own, and where that loses points the reference's as well. Then
        the result with more points counts, its own if they are equal, and `other` is the other.
        """
        if base not in BASES:
            raise Unusable(f"base {base!r}: want own, reference or best")
        progress = status.verdict if status else None
        if base != "best":
            return self._grade(stage, seed, hidden, base, progress)
        own = self._grade(stage, seed, hidden, "own", progress)
        if own.passed or stage.number == min(self._tree.folders()):
            return own
        other = self._grade(stage, seed, hidden, "reference", progress)
        if other.score > own.score:
            own, other = other, own
        own.other = other
        return own

    def _grade(
        self, stage: Stage, seed: int, hidden: bool, base: str, progress: Callable[[bytes], None] | None
    ) -> StageResult:
        course = load_course(self._hidden_dir, stage) if hidden and self._hidden_dir else None
        hidden = hidden and has_hidden(self._tree.path(stage.place))
        if course is not None and not course.repository:
            hidden = False
        sealed = self._sealed
        sealed.hidden_dir = self._hidden_dir if course else ""
        built = sealed.build(stage, base, hidden)
        order = Order(stage, seed=seed, hidden=hidden, base=base, sub=self.sub, course=course)
        result = observe_built(self._tree, order, built, progress).result
        result.flags += [f"{m.where}: {m.text}" for m in built.errors if m.text.startswith("refused: ")]
        return result

    def build(self, stage: Stage, base: str, hidden: bool) -> Built:
        """Build one stage of it and no more."""
        return self._sealed.build(stage, base, hidden)

    def close(self) -> None:
        """Remove it."""
        shutil.rmtree(self.place, ignore_errors=True)
