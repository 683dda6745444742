# SPDX-License-Identifier: MIT
"""A submission as staff read it: every stage's whole report, the hidden half included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.reports.feedback import lateness, state_words
from grader.reports.page import escape, number, page


def to_staff_html(
    row: Mapping[str, Any],
    stages: Sequence[Mapping[str, Any]],
    attempts: Sequence[Mapping[str, Any]],
    texts: Mapping[int, str],
    flags: Sequence[str],
    alike: Sequence[tuple[str, int]],
) -> str:
    """The page of one submission; rows as in the database, @alike: other ids and per cent."""
    title = f"{row['name'] or row['id']} ({row['id']})"
    body = [f"<header><h1>{escape(title)}</h1>", '<p><a href="../index.html">The class</a></p></header>', "<main>"]
    words = state_words(row)
    if words:
        body.append(f'<p class="stop">{escape(words)} {escape(row["reason"] if row["state"] == "fault" else "")}</p>')
    facts = [
        ("Points", f"{number(row['final'])} of {number(row['max'])}"
                   + (f" ({number(row['score'])} before lateness)" if row["penalty"] else "")),
        ("Lateness", lateness(row)),
        ("Handed in", row["file"]),
        ("Seed", row["seed"]),
        ("Hash of the submission", row["content"]),
        ("To see it again", f"python3 -m grader regrade {row['id']} --out OUT --show"),
    ]
    body.append("<dl>" + "".join(f"<dt>{k}</dt><dd>{escape(v)}</dd>" for k, v in facts if v) + "</dl>")
    if flags:
        body.append("<h2>Flags</h2><ul>" + "".join(f"<li>{escape(flag)}</li>" for flag in flags) + "</ul>")
    if alike:
        pairs = "".join(f'<li><a href="{escape(i)}.html">{escape(i)}</a>: {p} %</li>' for i, p in alike)
        body.append(f'<h2>Much text in common with</h2><p><a href="../similarity.html">What that means</a></p><ul>{pairs}</ul>')
    for stage in stages:
        n = stage["stage"]
        tried = ", ".join(f"{number(a['score'])} on {a['base']}" for a in attempts if a["stage"] == n)
        body.append(
            f'<section id="stage-{n}"><h2>Stage {n}: {escape(stage["name"])} <span class="points">'
            f"{number(stage['score'])} of {number(stage['max'])} ({escape(tried)} lower stages)</span></h2>"
            f"<pre>{escape(texts.get(n, ''))}</pre></section>"
        )
    return page(title, "\n".join([*body, "</main>"]))
