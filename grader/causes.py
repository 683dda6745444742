# SPDX-License-Identifier: MIT
"""Likely causes: the [[cause]] tables of stage.toml, matched against what was seen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase

from grader.results import Check, Diagnosis
from grader.stagefile import Cause

MOST = 3


def _matching(
    causes: Iterable[Cause], kinds: set[str], checks: list[str], facts: str
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for cause in causes:
        if cause.kind and cause.kind not in kinds:
            continue
        if cause.check and not any(fnmatchcase(name, cause.check) for name in checks):
            continue
        if cause.regex and not re.search(cause.regex, facts, re.MULTILINE):
            continue
        if (cause.says, cause.section) not in found:
            found.append((cause.says, cause.section))
        if len(found) == MOST:
            break
    return found


def causes_of_stop(causes: Iterable[Cause], diagnosis: Diagnosis, check: str = "") -> list[tuple[str, str]]:
    """The first few causes that fit a stop, in @check or (empty) before the tests."""
    kinds = {diagnosis.kind, diagnosis.fault} - {""}
    return _matching(causes, kinds, [check] if check else [], diagnosis.facts)


def causes_of_check(causes: Iterable[Cause], check: Check) -> list[tuple[str, str]]:
    """The first few causes that fit a check's failed expectations; those of a kind fit only stops."""
    facts = "\n".join([f.message for f in check.failures] + check.notes)
    return _matching((c for c in causes if not c.kind), set(), [check.name], facts)
