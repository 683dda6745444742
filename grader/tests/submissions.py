# SPDX-License-Identifier: MIT
"""Submissions for tests: the reference's files as somebody might hand them in, and changed as somebody might."""

from __future__ import annotations

import os

from grader.stagefile import Stage
from grader.stubs import resolved
from grader.tree import Tree


def write_submission(
    tree: Tree, folder: str, stages: list[Stage], changes: dict[str, tuple[str, str]] | None = None
) -> str:
    """The reference's files of @stages in @folder; @changes: file -> (text, what it becomes).

    An empty text stands for the end of the file.
    """
    changes = dict(changes or {})
    for stage in stages:
        for file in stage.files:
            name = f"{stage.place}/{file}"
            text = resolved(tree.root, stage, file, solution=True)
            if name in changes:
                old, new = changes.pop(name)
                if old and text.count(old) < 1:
                    raise AssertionError(f"{name} has no {old!r}")
                text = text.replace(old, new, 1) if old else text + new
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as out:
                out.write(text)
    if changes:
        raise AssertionError(f"no such files: {sorted(changes)}")
    return folder
