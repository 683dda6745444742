# SPDX-License-Identifier: MIT
"""A student's feedback, as Markdown and as HTML: what passed, what did not, why, and where to read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from grader.classroom.store import after_penalty
from grader.reports.page import escape, number, page
from grader.reports.shown import Shown

_BAD = {
    "missing": "Nothing was handed in.",
    "refused": "The submission could not be used: {}",
    "fault": "The submission could not be graded, and that is the grader's fault, not yours. Staff know.",
    "": "The submission has not been graded yet.",
}
_WHOSE = {"own": "", "reference": " (on the reference's lower stages)"}


def state_words(row: Mapping[str, Any]) -> str:
    """Why there are no results, in words; empty if there are."""
    return "" if row["state"] == "graded" else _BAD[row["state"]].format(row["reason"])


def lateness(row: Mapping[str, Any]) -> str:
    """What lateness cost, in words; empty if it cost nothing."""
    if not row["days"]:
        return ""
    words = f"{row['days']} day{'s' * (row['days'] != 1)} late, {row['charged']} charged"
    return f"{words}: {number(row['penalty'])} % off" if row["penalty"] else words


def total(stages: list[Shown], row: Mapping[str, Any]) -> tuple[float, float]:
    """Points as the student sees them, after the penalty, and how many could be had."""
    score = after_penalty(sum(s.score for s in stages), row["penalty"])
    return score, round(sum(s.max for s in stages), 2)


def _md(text: object) -> str:
    """@text in Markdown as it is, on one line."""
    line = " ".join(escape(text).split())
    return re.sub(r"([\\`*_\[\]|#~])", r"\\\1", line)


def _code(text: object) -> str:
    """@text as code in Markdown."""
    plain = " ".join(str(text).replace("`", "'").split())
    return f"`{plain}`" if plain else ""


def _md_stage(stage: Shown) -> list[str]:
    head = f"## Stage {stage.number}: {stage.name}, {number(stage.score)} of {number(stage.max)} points"
    lines = [head + _WHOSE[stage.base], ""]
    if stage.summary:
        lines += [f"**The kernel stopped:** {_md(stage.summary)}", ""]
        lines += [f"- {_code(place)}" for place in stage.places]
        lines += [f"- perhaps: {_md(says)} (handout: \"{_md(section)}\")" for says, section in stage.causes]
        lines += [""] if stage.places or stage.causes else []
        if stage.details:
            lines += [*(f"    {line}" for detail in stage.details for line in escape(detail).split("\n")), ""]
    passed = len(stage.checks) - len(stage.failed)
    lines += [f"{passed} of {len(stage.checks)} visible checks passed.", ""]
    lines += [f"- {_code(c['name'])}: {_md(c['message'])} ({_code(c['where'])})" for c in stage.failed]
    lines += [""] if stage.failed else []
    if stage.hidden:
        lines += ["Hidden checks:", ""]
        lines += [f"- {_md(words)}: {n} of {of} passed" for words, n, of in stage.hidden]
        lines += [""]
    return lines


def to_markdown(row: Mapping[str, Any], stages: list[Shown]) -> str:
    """The feedback for one student; @row of the table submission."""
    score, most = total(stages, row)
    lines = [f"# {_md(row['name'] or row['id'])}", ""]
    words = state_words(row)
    if words:
        return "\n".join([*lines, _md(words), ""])
    lines += [f"**{number(score)} of {number(most)} points**", ""]
    lines += [lateness(row) + ".", ""] if lateness(row) else []
    for stage in stages:
        lines += _md_stage(stage)
    lines += [f"Graded with seed {row['seed']}: `make stageN SEED={row['seed']}` shows the same.", ""]
    return "\n".join(lines)


def _html_stage(stage: Shown) -> list[str]:
    parts = [f'<section id="stage-{stage.number}"><h2>Stage {stage.number}: {escape(stage.name)}'
             f' <span class="points">{number(stage.score)} of {number(stage.max)} points'
             f"{_WHOSE[stage.base]}</span></h2>"]
    if stage.summary:
        parts.append(f'<p class="stop"><strong>The kernel stopped:</strong> {escape(stage.summary)}</p>')
        parts += [f"<p><code>{escape(place)}</code></p>" for place in stage.places]
        parts += [f"<p>Perhaps: {escape(says)} <em>(handout: {escape(section)})</em></p>"
                  for says, section in stage.causes]
        if stage.details:
            parts.append("<pre>" + "\n".join(escape(d) for d in stage.details) + "</pre>")
    passed = [c["name"] for c in stage.checks if c["status"] == "pass"]
    if stage.failed:
        parts.append('<ul class="checks">')
        parts += [
            f'<li><span class="mark bad">failed</span> <code>{escape(c["name"])}</code>: {escape(c["message"])}'
            f" <code>{escape(c['where'])}</code></li>"
            for c in stage.failed
        ]
        parts.append("</ul>")
    if passed:
        names = ", ".join(f"<code>{escape(name)}</code>" for name in passed)
        words = f"{len(passed)} of {len(stage.checks)} visible checks passed"
        parts.append(f'<details><summary class="good">{words}</summary><p>{names}</p></details>')
    if stage.hidden:
        parts.append("<h3>Hidden checks</h3><ul>")
        parts += [f"<li>{escape(words)}: {n} of {of} passed</li>" for words, n, of in stage.hidden]
        parts.append("</ul>")
    return [*parts, "</section>"]


def to_html(row: Mapping[str, Any], stages: list[Shown], course: str) -> str:
    """The same as a page."""
    name = row["name"] or row["id"]
    score, most = total(stages, row)
    body = [f"<header><h1>{escape(name)}</h1><p>{escape(course)}</p></header>", "<main>"]
    words = state_words(row)
    if words:
        body.append(f'<p class="stop">{escape(words)}</p>')
    else:
        body.append(f'<p class="total">{number(score)} of {number(most)} points</p>')
        body += [f"<p>{escape(lateness(row))}.</p>"] if lateness(row) else []
        for stage in stages:
            body += _html_stage(stage)
        body.append(f"<p>Graded with seed {escape(row['seed'])}.</p>")
    return page(f"{name}: {course}", "\n".join([*body, "</main>"]))
