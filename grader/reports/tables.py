# SPDX-License-Identifier: MIT
"""The whole class as plain text: a CSV for a gradebook, and a summary in Markdown."""

from __future__ import annotations

import csv
import io
import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from grader.reports.figures import Figures
from grader.reports.page import number

Row = Mapping[str, Any]
# A spreadsheet takes what begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def to_gradebook(rows: Sequence[Row], stages: Mapping[str, Sequence[Row]], numbers: Sequence[int]) -> str:
    """A line a student: id, name, email, state, points of each stage, total, penalty, final."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    table.writerow(["id", "name", "email", "state", *(f"stage {n}" for n in numbers),
                    "total", "days late", "penalty %", "final"])
    for row in rows:
        points = {s["stage"]: number(s["score"]) for s in stages.get(row["id"], ())}
        table.writerow([_safe(row["id"]), _safe(row["name"]), _safe(row["email"]), row["state"],
                        *(points.get(n, "0") for n in numbers),
                        number(row["score"]), row["days"], number(row["penalty"]), number(row["final"])])
    return out.getvalue()


def _md(text: object) -> str:
    """@text in a cell of a Markdown table."""
    plain = " ".join(str(text).split()).replace("\\", "\\\\").replace("|", "\\|")
    return plain.replace("<", "&lt;").replace("`", "'")


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return [*lines, *("| " + " | ".join(_md(cell) for cell in row) + " |" for row in rows), ""]


def to_summary(figures: Figures) -> str:
    """The class on one page, for a course's wiki or a message to the staff."""
    finals = [row["final"] for row in figures.rows if row["state"] == "graded"]
    lines = [f"# {_md(figures.name)}", ""]
    counts = [f"{figures.count(state)} {words}" for state, words in figures.STATES if figures.count(state)]
    lines += [f"{len(figures.rows)} students: {', '.join(counts)}.", ""]
    if finals:
        lines += [f"Points: mean {number(statistics.fmean(finals))}, median {number(statistics.median(finals))}, "
                  f"highest {number(max(finals))} of {number(figures.most)}.", ""]
    lines += ["## Stages", ""]
    lines += _table(("stage", "mean", "of", "full marks", "no points"), [
        (f"{s.number} {s.name}", number(s.mean), number(s.max), s.full, s.none) for s in figures.stages
    ])
    lines += ["## Checks most often failed", ""]
    lines += _table(("stage", "check", "failed", "most often because"), [
        (c.stage, c.name + (" (hidden)" if c.hidden else ""), c.count, c.message) for c in figures.failed[:20]
    ])
    lines += ["## Why kernels stopped", ""]
    lines += _table(("stage", "cause", "students", "handout"), [
        (g.stage, g.words, len(g.students), g.section) for g in figures.causes[:20]
    ])
    return "\n".join(lines)
