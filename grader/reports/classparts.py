# SPDX-License-Identifier: MIT
"""The parts of the class page below its matrix: distributions, failed checks, causes, leaderboard."""

from __future__ import annotations

import statistics

from grader.reports.figures import Figures, StageFigures
from grader.reports.page import escape, number

_BINS = 10
_CHECKS = 40
_LINKS = 12
_BEST = 10


def _links(students: list[str], stage: int) -> str:
    """Links to the first few of @students' transcripts."""
    shown = [f'<a href="staff/{escape(s)}.html#stage-{stage}">{escape(s)}</a>' for s in students[:_LINKS]]
    more = len(students) - len(shown)
    return " ".join(shown) + (f" and {more} more" if more > 0 else "")


def _bar(label: str, count: int, most: int, kind: str) -> str:
    width = 100 * count / most if most else 0
    return (
        f'<div class="bin"><span class="label">{escape(label)}</span>'
        f'<span class="bar {kind}" style="width:{width * 0.7:.1f}%"></span><span class="count">{count}</span></div>'
    )


def _histogram(figures: Figures) -> str:
    finals = [row["final"] for row in figures.rows if row["state"] == "graded"]
    most = figures.most
    if not finals or not most:
        return "<p>Nothing is graded yet.</p>"
    bins = [0] * _BINS
    for value in finals:
        bins[min(_BINS - 1, int(_BINS * value / most))] += 1
    step = most / _BINS
    rows = [_bar(f"{number(i * step)} to {number((i + 1) * step)}", n, max(bins), "g4") for i, n in enumerate(bins)]
    return (
        f"<h3>Points after lateness</h3><p>Mean {number(statistics.fmean(finals))}, "
        f"median {number(statistics.median(finals))} of {number(most)}.</p><div class=\"bins\">{''.join(rows)}</div>"
    )


def _stage_row(stage: StageFigures) -> str:
    third = stage.max / 2
    kinds = (
        ("none", sum(s == 0 for s in stage.scores), "g0"),
        ("less than half", sum(0 < s < third for s in stage.scores), "g1"),
        ("half or more", sum(third <= s < stage.max for s in stage.scores), "g3"),
        ("all", stage.full, "g4"),
    )
    total = len(stage.scores) or 1
    bars = "".join(
        f'<span class="{kind}" style="width:{100 * n / total:.2f}%" title="{words}: {n}">{n if n * 20 > total else ""}</span>'
        for words, n, kind in kinds
        if n
    )
    cells = "".join(f"<td>{n}</td>" for _, n, _ in kinds)
    return (
        f'<tr><th scope="row">{stage.number} {escape(stage.name)}</th><td>{number(stage.mean)}</td>'
        f'<td class="wide"><div class="stack">{bars}</div></td>{cells}</tr>'
    )


def distributions(figures: Figures) -> str:
    """How the points are spread, in all and by stage."""
    rows = "".join(_stage_row(stage) for stage in figures.stages)
    return (
        f'<section id="distributions"><h2>Distributions</h2>{_histogram(figures)}'
        '<h3>By stage</h3><div class="scroll"><table><thead><tr><th scope="col">Stage</th><th scope="col">Mean</th>'
        '<th scope="col">Students by points</th><th scope="col">none</th><th scope="col">less than half</th>'
        f'<th scope="col">half or more</th><th scope="col">all</th></tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def failed_checks(figures: Figures) -> str:
    """The checks that most lost although their kernel got that far."""
    rows = "".join(
        f"<tr><td>{c.stage}</td><td><code>{escape(c.name)}</code>{' (hidden)' if c.hidden else ''}</td>"
        f"<td>{c.count} of {c.graded}</td><td>{escape(c.message)}</td><td>{_links(c.students, c.stage)}</td></tr>"
        for c in figures.failed[:_CHECKS]
    )
    return (
        '<section id="failed"><h2>Checks most often failed</h2><p class="note">Counted where the kernel reached the '
        'check; the message is the most frequent one.</p><div class="scroll"><table><thead><tr><th scope="col">Stage</th>'
        '<th scope="col">Check</th><th scope="col">Lost by</th><th scope="col">Because</th>'
        f'<th scope="col">Transcripts</th></tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def causes(figures: Figures) -> str:
    """Kernels that stopped, grouped by why: what to explain in the next lecture."""
    rows = "".join(
        f"<tr><td>{g.stage}</td><td>{len(g.students)}</td><td>{escape(g.words)}</td><td>{escape(g.section)}</td>"
        f"<td>{_links(g.students, g.stage)}</td></tr>"
        for g in figures.causes
    )
    return (
        '<section id="causes"><h2>What to explain in the next lecture</h2><p class="note">Kernels that stopped before '
        'their tests were over, or did not compile, by the likely cause.</p><div class="scroll"><table><thead><tr>'
        '<th scope="col">Stage</th><th scope="col">Students</th><th scope="col">Cause</th><th scope="col">Handout</th>'
        f'<th scope="col">Transcripts</th></tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def leaderboard(figures: Figures) -> str:
    """The fewest instructions among those with full marks; counted, so exact."""
    names = {row["id"]: row["name"] or row["id"] for row in figures.rows}
    lists = "".join(
        f"<div><h3>Stage {s.number} {escape(s.name)}</h3><ol>"
        + "".join(f"<li>{escape(names[who])} <span class=\"points\">{n:,}</span></li>" for n, who in s.fewest[:_BEST])
        + "</ol></div>"
        for s in figures.stages
        if s.fewest
    )
    return (
        '<section id="leaderboard"><h2>Fewest instructions</h2><p class="note">From entry to the end of the tests, of '
        "those with full marks. The policy's <code>leaderboard = false</code> leaves this out. "
        '<button class="screen" id="board" type="button" aria-expanded="true">Hide</button></p>'
        f'<div class="boards" id="boards">{lists}</div></section>'
    )


def unusable(figures: Figures) -> str:
    """Submissions that could not be graded, and why."""
    rows = "".join(
        f'<tr><td><a href="staff/{escape(row["id"])}.html">{escape(row["name"] or row["id"])}</a></td>'
        f"<td>{escape(row['id'])}</td><td>{escape(row['state'])}</td><td>{escape(row['reason'])}</td></tr>"
        for row in figures.rows
        if row["state"] in ("refused", "fault")
    )
    if not rows:
        return ""
    return (
        '<section id="unusable"><h2>Submissions without a verdict</h2><div class="scroll"><table><thead><tr>'
        '<th scope="col">Name</th><th scope="col">Id</th><th scope="col">State</th><th scope="col">Reason</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )
