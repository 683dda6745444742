# SPDX-License-Identifier: MIT
"""The checks of a stage as its test files list them, for when no kernel was linked.

Reads the CHECK() macros of our own test sources. The kernel's own table
(cases.py) is what counts; a test holds the two together.
"""

from __future__ import annotations

import os
import re

from grader.cases import Case
from grader.stagefile import Stage

_CHECK = re.compile(r"^CHECK\(\s*(\w+)\s*,\s*((?:\"(?:[^\"\\]|\\.)*\"\s*)+)(.*?)\)\s*\{", re.M | re.S)
_HINT = re.compile(r"\.hint\s*=\s*((?:\"(?:[^\"\\]|\\.)*\"\s*)+)")
_PANICS = re.compile(r"\.panics\s*=\s*(?:true|1)")
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"")


def _joined(text: str) -> str:
    """Adjacent string literals as one string."""
    return "".join(re.sub(r"\\(.)", r"\1", part) for part in _STRING.findall(text))


def scan_source(text: str, file: str, hidden: bool, first: int = 0) -> list[Case]:
    """The cases of one test file, numbered from @first."""
    cases = []
    for match in _CHECK.finditer(text):
        hint = _HINT.search(match[3])
        cases.append(
            Case(
                index=first + len(cases),
                name=match[1],
                title=_joined(match[2]),
                file=file,
                line=text.count("\n", 0, match.start()) + 1,
                hint=_joined(hint[1]) if hint else "",
                hidden=hidden,
                panics=bool(_PANICS.search(match[3])),
            )
        )
    return cases


def scan_stage(root: str, stage: Stage, hidden: bool) -> list[Case]:
    """All cases of @stage: visible files by name, then hidden ones."""
    cases: list[Case] = []
    for folder, is_hidden in (("tests", False), ("hidden", True)):
        if not is_hidden or hidden:
            cases += scan_folder(root, f"{stage.place}/{folder}", "", is_hidden, len(cases))
    return cases


def scan_folder(root: str, place: str, prefix: str, hidden: bool, first: int = 0) -> list[Case]:
    """The cases of the files in the folder @place of @root; @prefix goes before their shown names."""
    cases: list[Case] = []
    path = os.path.join(root, place)
    for name in sorted(os.listdir(path)) if os.path.isdir(path) else []:
        if name.endswith(".c"):
            with open(os.path.join(path, name), encoding="utf-8") as file:
                text = file.read()
            cases += scan_source(text, f"{prefix}{place}/{name}", hidden, first + len(cases))
    return cases
