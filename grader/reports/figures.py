# SPDX-License-Identifier: MIT
"""What there is to say about a class as a whole: counted once, shown on the page and in the summary."""

from __future__ import annotations

import collections
import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from grader.classroom.store import Store
from grader.record import field, record

Row = Mapping[str, Any]


@record
class StageFigures:
    """One stage over all who were graded."""

    number: int
    name: str
    max: float
    scores: list[float] = field(default_factory=list)
    fewest: list[tuple[int, str]] = field(default_factory=list)  # instructions, id: of those with full marks

    @property
    def mean(self) -> float:
        return statistics.fmean(self.scores) if self.scores else 0.0

    @property
    def full(self) -> int:
        return sum(score >= self.max for score in self.scores)

    @property
    def none(self) -> int:
        return sum(score == 0 for score in self.scores)


@record
class FailedCheck:
    """A check, and how many lost it though their kernel got there."""

    stage: int
    name: str
    hidden: bool
    count: int
    graded: int
    message: str  # the most frequent one
    students: list[str] = field(default_factory=list)


@record
class CauseGroup:
    """Kernels that stopped for the same cause."""

    stage: int
    words: str
    section: str
    students: list[str] = field(default_factory=list)


@record
class Figures:
    """All of it."""

    STATES = (
        ("graded", "graded"), ("refused", "refused"), ("missing", "not handed in"),
        ("fault", "not graded by the grader's own fault"), ("", "not graded yet"),
    )

    name: str
    meta: dict[str, str]
    rows: Sequence[Row]
    points: dict[str, list[Row]]  # id -> its rows of the table stage
    stages: list[StageFigures]
    failed: list[FailedCheck]
    causes: list[CauseGroup]
    pairs: Sequence[Row]

    def count(self, state: str) -> int:
        """How many are in @state."""
        return sum(row["state"] == state for row in self.rows)

    @property
    def most(self) -> float:
        """Points that could be had."""
        return max((row["max"] for row in self.rows), default=0)


def _stages(points: Mapping[str, Sequence[Row]]) -> list[StageFigures]:
    found: dict[int, StageFigures] = {}
    for student, rows in sorted(points.items()):
        for row in rows:
            n = row["stage"]
            stage = found.setdefault(n, StageFigures(n, row["name"], row["max"]))
            stage.scores.append(row["score"])
            if row["score"] >= row["max"] and row["max"]:
                stage.fewest.append((row["instructions"], student))
    for stage in found.values():
        stage.fewest.sort()
    return [found[n] for n in sorted(found)]


def _failed(store: Store, graded: Mapping[int, int]) -> list[FailedCheck]:
    words: dict[tuple[int, str, bool], collections.Counter[str]] = {}
    who: dict[tuple[int, str, bool], list[str]] = {}
    rows = store.base.execute(
        "SELECT submission, stage, name, visibility, message FROM result"
        " WHERE status = 'fail' AND message NOT LIKE 'not reached%' ORDER BY stage, name, submission"
    )
    for row in rows:
        key = (row["stage"], row["name"], row["visibility"] == "hidden")
        words.setdefault(key, collections.Counter())[row["message"]] += 1
        who.setdefault(key, []).append(row["submission"])
    found = []
    for key, counts in words.items():
        message = min(counts, key=lambda m: (-counts[m], m))
        found.append(FailedCheck(*key, sum(counts.values()), graded.get(key[0], 0), message, who[key]))
    return sorted(found, key=lambda c: (-c.count, c.stage, c.name))


def _causes(points: Mapping[str, Sequence[Row]]) -> list[CauseGroup]:
    groups: dict[tuple[int, str], CauseGroup] = {}
    for student, rows in sorted(points.items()):
        for row in rows:
            if not row["kind"]:
                continue
            what = f"{row['kind']}{', ' + row['fault'] if row['fault'] else ''}"
            # A compile error has a text of its own each time; they are one group.
            words = row["cause"] or ("does not compile" if row["kind"] == "build" else f"{what}: no known cause")
            group = groups.setdefault((row["stage"], words), CauseGroup(row["stage"], words, row["section"]))
            group.students.append(student)
    return sorted(groups.values(), key=lambda g: (-len(g.students), g.stage, g.words))


def read_figures(store: Store) -> Figures:
    """Read a class's database."""
    meta, rows = store.meta(), store.submissions()
    points: dict[str, list[Row]] = {}
    for row in store.base.execute("SELECT * FROM stage ORDER BY submission, stage"):
        points.setdefault(row["submission"], []).append(row)
    stages = _stages(points)
    graded = {s.number: len(s.scores) for s in stages}
    return Figures(meta.get("name", ""), meta, rows, points, stages, _failed(store, graded), _causes(points), store.alike())
