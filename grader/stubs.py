# SPDX-License-Identifier: MIT
"""The stubs that students start from, made from the reference solutions.

A stub is its solution with every region replaced by the region's other part.
Stubs are checked in; `stubs --check`, and the project's tests, hold the two
together.
"""

from __future__ import annotations

import os

from grader.errors import Unusable
from grader.record import record
from grader.regions import resolve
from grader.stagefile import Stage


@record
class Difference:
    """A stub that is not what its solution makes."""

    file: str  # relative to the tree
    line: int  # the first that differs; 0: the file is missing
    text: str  # what the stub should be


def solution_path(stage: Stage, file: str) -> str:
    """The reference of the stage's @file, relative to the tree."""
    return f"{stage.place}/solution/{file}"


def read_text(root: str, path: str) -> str:
    """A source file of the tree; Unusable with its name if it cannot be read."""
    try:
        with open(os.path.join(root, path), encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as err:
        raise Unusable(f"{path}: cannot be read: {err}") from None


def resolved(root: str, stage: Stage, file: str, solution: bool) -> str:
    """The stage's @file as reference or as stub, without the directives of its regions."""
    path = solution_path(stage, file)
    return resolve(read_text(root, path), solution, path)


def differences(root: str, stage: Stage) -> list[Difference]:
    """The stubs of @stage that are out of step with their solutions."""
    found = []
    for file in stage.files:
        want = resolved(root, stage, file, solution=False)
        path = f"{stage.place}/{file}"
        try:
            have = read_text(root, path)
        except Unusable:
            found.append(Difference(path, 0, want))
            continue
        if have != want:
            pairs = zip(have.splitlines() + [""], want.splitlines() + [""])
            line = next((n for n, (a, b) in enumerate(pairs, 1) if a != b), 1)
            found.append(Difference(path, line, want))
    return found


def strays(root: str, stage: Stage) -> list[str]:
    """Files in the stage's folder, or in its solution, that stage.toml does not name."""
    found = []
    listed = set(stage.files)
    for base in (stage.place, f"{stage.place}/solution"):
        for folder, folders, names in os.walk(os.path.join(root, base)):
            if folder == os.path.join(root, base):
                folders[:] = sorted(set(folders) - {"tests", "hidden", "solution"})
            for name in sorted(names):
                path = os.path.relpath(os.path.join(folder, name), os.path.join(root, base))
                if path not in listed and (base, path) != (stage.place, "stage.toml"):
                    found.append(f"{base}/{path}")
    return found


def write_stubs(root: str, stage: Stage) -> list[str]:
    """Bring the stubs of @stage up to date; returns those that changed."""
    changed = differences(root, stage)
    for difference in changed:
        path = os.path.join(root, difference.file)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(difference.text)
    return [d.file for d in changed]
