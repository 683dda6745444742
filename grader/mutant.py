# SPDX-License-Identifier: MIT
"""Mutants: solutions with one mistake each, as a student would make it.

hidden/mutants/NAME.toml says what is wrong, which checks must notice, and what
the report must say. A mutant that keeps its points shows a hole in the tests.
"""

from __future__ import annotations

import os
import re
from typing import Any

from grader.errors import Unusable
from grader.record import record
from grader.stagefile import Stage
from grader.stubs import resolved
from grader.toml import read_toml

_KEYS = {"title", "kills", "says", "stub", "edit"}
_EDIT_KEYS = {"file", "old", "new", "delete", "whole"}


@record
class Edit:
    """One change to one file: a replacement, the whole text, or its removal."""

    file: str
    old: str = ""
    new: str = ""
    whole: str | None = None
    delete: bool = False


@record
class Mutant:
    """One wrong solution."""

    name: str
    path: str  # of its file, relative to the tree
    title: str
    kills: tuple[str, ...]
    says: tuple[str, ...]
    stub: bool
    edits: tuple[Edit, ...]


def _strings(where: str, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise Unusable(f"{where}: `{key}` must be a list of strings")
    return tuple(value)


def _edit(where: str, table: Any, stage: Stage) -> Edit:
    if not isinstance(table, dict) or set(table) - _EDIT_KEYS or "file" not in table:
        raise Unusable(f"{where}: an [[edit]] has `file` and old/new, whole, or delete")
    if table["file"] not in stage.files:
        raise Unusable(f"{where}: {table['file']} is not one of the stage's files")
    ways = ("old" in table or "new" in table, "whole" in table, bool(table.get("delete")))
    if sum(ways) != 1 or (ways[0] and not ("old" in table and "new" in table)):
        raise Unusable(f"{where}: {table['file']}: want old and new, or whole, or delete=true")
    return Edit(**table)


def parse_mutant(where: str, name: str, text: str, stage: Stage) -> Mutant:
    """A mutant from the text of its file."""
    data = read_toml(where, text)
    unknown = set(data) - _KEYS
    if unknown:
        raise Unusable(f"{where}: unknown key `{sorted(unknown)[0]}`")
    if not isinstance(data.get("title"), str) or not data["title"]:
        raise Unusable(f"{where}: `title` is missing")
    kills = _strings(where, "kills", data.get("kills", []))
    if not kills:
        raise Unusable(f"{where}: `kills` names no check: nothing would notice this mutant")
    says = _strings(where, "says", data.get("says", []))
    for regex in says:
        try:
            re.compile(regex)
        except re.error as err:
            raise Unusable(f"{where}: `says`: {regex!r}: {err}") from None
    edits = data.get("edit", [])
    stub = data.get("stub", False)
    if not isinstance(edits, list) or not isinstance(stub, bool):
        raise Unusable(f"{where}: `edit` must be [[edit]] tables, `stub` true or false")
    if not edits and not stub:
        raise Unusable(f"{where}: no [[edit]]: it would be the solution itself")
    return Mutant(
        name=name,
        path=where,
        title=data["title"],
        kills=kills,
        says=says,
        stub=stub,
        edits=tuple(_edit(where, e, stage) for e in edits),
    )


def load_mutants(root: str, stage: Stage) -> list[Mutant]:
    """The mutants of @stage, by name."""
    place = f"{stage.place}/hidden/mutants"
    folder = os.path.join(root, place)
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    found = []
    for name in names:
        if name.endswith(".toml"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                found.append(parse_mutant(f"{place}/{name}", name[:-5], file.read(), stage))
    return found


def mutate(root: str, stage: Stage, mutant: Mutant) -> dict[str, str | None]:
    """File of the stage -> its text in @mutant, None where it is removed."""
    texts: dict[str, str | None] = {
        file: resolved(root, stage, file, solution=not mutant.stub) for file in stage.files
    }
    for edit in mutant.edits:
        if edit.delete:
            texts[edit.file] = None
        elif edit.whole is not None:
            texts[edit.file] = edit.whole
        else:
            text = texts[edit.file] or ""
            count = text.count(edit.old)
            if count != 1 or not edit.old:
                raise Unusable(f"{mutant.path}: `old` occurs {count} times in {edit.file}, not once")
            texts[edit.file] = text.replace(edit.old, edit.new)
    return texts


def lay_out_mutant(target: str, stage: Stage, texts: dict[str, str | None]) -> None:
    """Bring @target to @texts; a file that stays as it was is not written, so make leaves it."""
    for file, text in texts.items():
        path = os.path.join(target, stage.place, file)
        if text is None:
            if os.path.exists(path):
                os.unlink(path)
            continue
        try:
            with open(path, encoding="utf-8") as old:
                if old.read() == text:
                    continue
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as new:
            new.write(text)
