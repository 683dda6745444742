# SPDX-License-Identifier: MIT
"""For tests that run programs in cells: they are skipped, aloud, where bubblewrap does not work."""

from __future__ import annotations

import sys
import unittest
from collections.abc import Callable
from typing import TypeVar

from grader.errors import Unusable
from grader.handin.cell import bubblewrap

_Test = TypeVar("_Test")


def _why_not() -> str:
    try:
        bubblewrap()
    except Unusable as err:
        return str(err)
    return ""


WHY_NOT = _why_not()
if WHY_NOT:
    print(f"grader/tests: SKIPPED: everything about cells: {WHY_NOT}", file=sys.stderr)


def needs_cells(test: _Test) -> _Test:
    """A test, or a class of tests, that needs bubblewrap (grader/setup.sh --instructor)."""
    skip: Callable[[_Test], _Test] = unittest.skipIf(bool(WHY_NOT), WHY_NOT or "-")
    return skip(test)
