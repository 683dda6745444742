# SPDX-License-Identifier: MIT
"""Compile-time refusals: code that must compile, and must not once it is wrong.

tests/refuse/NAME.c opens with a comment that holds `title:`, `error:` and
`hint:`. Make compiles it twice and keeps exit status and messages.
"""

from __future__ import annotations

import os
import re

from grader.cases import Case
from grader.compiler import parse_messages, strip_roots
from grader.errors import Fault
from grader.results import Check, Failure
from grader.stagefile import Stage

_KEY = re.compile(r"^[\s*/]*(title|error|hint):\s*(.*?)\s*(?:\*/)?$")


def _header(path: str, shown: str) -> dict[str, str]:
    """The keys in the file's first comment."""
    found: dict[str, str] = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            match = _KEY.match(line)
            if match:
                found.setdefault(match[1], match[2])
            if "*/" in line and "title" in found:
                break
    for key in ("title", "error"):
        if not found.get(key):
            raise Fault(f"{shown}: its first comment has no `{key}:` line")
    try:
        re.compile(found["error"])
    except re.error as err:
        raise Fault(f"{shown}: `error:` is no regular expression: {err}") from None
    return found


def refusals(root: str, stage: Stage, hidden: bool) -> list[tuple[Case, str]]:
    """The stage's refusals: the case, and the regex that the compiler's message must match."""
    found = []
    for folder, is_hidden in (("tests", False), ("hidden", True)):
        if not is_hidden or hidden:
            found += refusals_in(root, f"{stage.place}/{folder}/refuse", "", is_hidden)
    return found


def refusals_in(root: str, place: str, prefix: str, hidden: bool) -> list[tuple[Case, str]]:
    """Those in the folder @place of @root; @prefix goes before their shown names."""
    found = []
    path = os.path.join(root, place)
    names = sorted(os.listdir(path)) if os.path.isdir(path) else []
    for name in names:
        if not name.endswith(".c"):
            continue
        shown = f"{prefix}{place}/{name}"
        keys = _header(os.path.join(path, name), shown)
        check = "refuse_" + name[:-2].replace("-", "_")
        case = Case(-1, check, keys["title"], shown, 1, keys.get("hint", ""), hidden)
        found.append((case, keys["error"]))
    return found


def _outcome(path: str) -> tuple[int, str]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            status, _, text = file.read().partition("\n")
        return int(status), text
    except (OSError, ValueError):
        raise Fault(f"the outcome of a refusal test is missing: {os.path.basename(path)}") from None


def _first_error(text: str) -> str:
    errors = [m for m in parse_messages(text) if m.error]
    return f"{errors[0].where}: {errors[0].text}" if errors else text.strip()[:200]


def judge_refusal(case: Case, regex: str, out: str, roots: list[str]) -> Check:
    """The check for one refusal, from what make left in @out/refuse/."""
    check = Check(case.name, case.title, case.hidden, case.where, case.hint)
    stem = os.path.join(out, "refuse", os.path.basename(case.file)[:-2])
    status, text = _outcome(stem + ".ok")
    if status:
        words = _first_error(strip_roots(text, roots))
        check.failures.append(
            Failure("compile", f"correct code does not compile: {words}", where=case.where)
        )
        return check
    status, text = _outcome(stem + ".wrong")
    if not status:
        words = "wrong code compiles: nothing refuses it"
        check.failures.append(
            Failure(
                "compile",
                words,
                what="the same file with -DWRONG",
                expected=f"an error of the compiler that matches /{regex}/",
                seen="it compiles",
                where=case.where,
            )
        )
    elif not re.search(regex, text):
        words = _first_error(strip_roots(text, roots))
        check.failures.append(
            Failure(
                "compile",
                f"wrong code is refused, but for another reason: {words}",
                what="the same file with -DWRONG",
                expected=f"an error of the compiler that matches /{regex}/",
                seen=words,
                where=case.where,
            )
        )
    return check
