# SPDX-License-Identifier: MIT
"""Compiles the course's own texts once, before a class: what many submissions have in common.

As submissions they are: the reference solution and the untouched stubs, each as the
files that a student would hand in. What the compiler made of them goes on the shelf
that all submissions share (grader/handin/shelf.py).
"""

from __future__ import annotations

import os
import shutil
import tempfile

from grader.early import has_hidden
from grader.errors import Fault
from grader.handin.opened import open_tree
from grader.handin.shelf import Shelf
from grader.make import locked
from grader.stagefile import Stage
from grader.stubs import resolved
from grader.submission import Submission
from grader.tree import Tree

_DONE = "done"


def shelf_folder(tree: Tree) -> str:
    """Where the shared objects are kept: for this state of the given files."""
    return tree.path("build", "shelf", os.path.basename(open_tree(tree)))


def _lay_out(tree: Tree, folder: str, stages: list[Stage], solution: bool) -> None:
    for stage in stages:
        for file in stage.files:
            path = os.path.join(folder, stage.place, file)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as out:
                out.write(resolved(tree.root, stage, file, solution))


def fill_shelf(tree: Tree, numbers: list[int], sandbox: bool) -> None:
    """Bring the shared shelf up to the stages @numbers; what is there already stays."""
    folder = shelf_folder(tree)
    stages = [tree.stage(n) for n in numbers]
    below = [s for s in tree.stages() if s.number <= max(numbers)]
    lock = locked(os.path.join(tree.path("build", "shelf"), ".lock"))
    try:
        for stage in stages:
            if not os.path.exists(os.path.join(folder, f"{_DONE}-{stage.number}")):
                break
        else:
            return
        for solution in (True, False):
            place = tempfile.mkdtemp(prefix="course-", dir=tree.path("build"))
            try:
                _lay_out(tree, place, below, solution)
                _teach(tree, place, stages, sandbox, Shelf(folder, teach=True), solution)
            finally:
                shutil.rmtree(place, ignore_errors=True)
        for stage in stages:
            with open(os.path.join(folder, f"{_DONE}-{stage.number}"), "wb"):
                pass
    finally:
        lock.close()


def _teach(tree: Tree, place: str, stages: list[Stage], sandbox: bool, shelf: Shelf, solution: bool) -> None:
    submission = Submission(tree, place, stages, sandbox=sandbox, shelf=shelf)
    try:
        for stage in stages:
            built = submission.build(stage, "own", has_hidden(tree.path(stage.place)))
            if solution and not built.ok:
                words = "; ".join(m.text for m in built.errors[:3])
                raise Fault(f"the solution of stage {stage.number} does not build as a submission: {words}")
    finally:
        submission.close()


def shelf_of(tree: Tree) -> Shelf:
    """A submission's own shelf, above the shared one."""
    return Shelf(shelf_folder(tree))
