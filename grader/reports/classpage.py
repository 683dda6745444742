# SPDX-License-Identifier: MIT
"""The class on one page, for staff: who has what, what to explain next, and links to every transcript.

One file: it works without a network and, but for sorting and search, without
its script; on paper the matrix's head is repeated on each sheet.
"""

from __future__ import annotations

from grader.reports.classparts import causes, distributions, failed_checks, leaderboard, unusable
from grader.reports.feedback import lateness, state_words
from grader.reports.figures import Figures, Row
from grader.reports.page import asset, escape, number, page


def level(score: float, most: float) -> int:
    """0 (nothing) to 4 (everything): the colour of a cell, which also says it in figures."""
    if score >= most:
        return 4
    return 0 if score <= 0 else min(3, 1 + int(3 * score / most))


def staff_link(student: str, stage: int = 0) -> str:
    """Where a transcript is, from the class page."""
    return f"staff/{escape(student)}.html" + (f"#stage-{stage}" if stage else "")


def _cell(row: Row, stage: Row | None, number_of: int) -> str:
    if stage is None:
        return '<td class="none" data-v="-1">–</td>'
    notes = [f"{row['name'] or row['id']}, stage {number_of} {stage['name']}: {number(stage['score'])} of {number(stage['max'])}"]
    notes += ["on the reference's lower stages"] if stage["base"] == "reference" else []
    notes += [stage["cause"] or stage["summary"]] if stage["kind"] else []
    marks = ("ʳ" if stage["base"] == "reference" else "") + ("†" if stage["kind"] else "")
    return (
        f'<td class="g{level(stage["score"], stage["max"])}" data-v="{stage["score"]}">'
        f'<a tabindex="-1" href="{staff_link(row["id"], number_of)}" title="{escape("; ".join(notes))}">'
        f"{number(stage['score'])}{marks}</a></td>"
    )


def _line(figures: Figures, row: Row, numbers: list[int]) -> str:
    points = {s["stage"]: s for s in figures.points.get(row["id"], [])}
    words = state_words(row)
    name = row["name"] or "(not on the roster)"
    late = escape(lateness(row))
    mark = f' <abbr title="{late}">late</abbr>' if row["days"] else ""
    head = (
        f'<th scope="row" data-v="{escape(name.casefold())}"><a tabindex="-1" href="{staff_link(row["id"])}">{escape(name)}</a></th>'
        f'<td data-v="{escape(row["id"])}">{escape(row["id"])}</td>'
    )
    final = f'<td class="sum" data-v="{row["final"]}">{number(row["final"])}{mark}</td>'
    if words:
        return f'<tr>{head}{final}<td class="words" data-v="-2" colspan="{len(numbers)}">{escape(words)}</td></tr>'
    return f"<tr>{head}{final}{''.join(_cell(row, points.get(n), n) for n in numbers)}</tr>"


def _matrix(figures: Figures) -> str:
    names = {s.number: s.name for s in figures.stages}
    numbers = sorted(names)
    heads = ["Name", "Id", f"Points of {number(figures.most)}", *(f"{n} {names[n]}" for n in numbers)]
    cells = "".join(
        f'<th scope="col" aria-sort="none"><button type="button" tabindex="-1">{escape(head)}</button></th>' for head in heads
    )
    lines = "\n".join(_line(figures, row, numbers) for row in figures.rows)
    return f"""<section id="students"><h2>Students</h2>
<p class="screen"><label>Search <input id="search" type="search" placeholder="name, id, or words as: stage 4"></label>
<span id="found" role="status"></span></p>
<p class="note">Points of each stage; ʳ on the reference's lower stages, † the kernel stopped before the tests were over.
<span class="screen">Keys: <kbd>/</kbd> search, arrows move, <kbd>Enter</kbd> opens a transcript or sorts,
<kbd>s</kbd> sorts by the column, <kbd>t</kbd> light or dark.</span></p>
<div class="scroll"><table id="matrix"><thead><tr>{cells}</tr></thead>
<tbody>
{lines}
</tbody></table></div></section>"""


def _head(figures: Figures) -> str:
    meta = figures.meta
    counts = [f"{figures.count(state)} {words}" for state, words in figures.STATES if figures.count(state)]
    count = len(figures.pairs)
    words = f"{count or 'no'} pair{'' if count == 1 else 's'} with much text in common"
    similar = f'<a href="similarity.html">{words}</a>'
    how = [f"seed {meta.get('seed', '')}" + (" and the id" if meta.get("seeds") == "submission" else "")]
    how += [f"lower stages: {meta.get('base', '')}"]
    how += [f"deadline {meta['deadline']}"] if meta.get("deadline") else []
    return (
        f"<header><h1>{escape(figures.name)}</h1><p>{len(figures.rows)} students: {escape(', '.join(counts))}. "
        f'<a href="gradebook.csv">Gradebook</a>, <a href="summary.md">summary</a>, {similar}.</p>'
        f'<p class="note">Graded with {escape("; ".join(how))}. For staff: transcripts show hidden checks.</p>'
        '<nav class="screen"><a href="#students">Students</a> <a href="#distributions">Distributions</a> '
        '<a href="#failed">Checks most often failed</a> <a href="#causes">What to explain</a> '
        '<a href="#leaderboard">Leaderboard</a> <button id="theme" type="button">Light or dark</button></nav></header>'
    ).replace('<a href="#leaderboard">Leaderboard</a> ', "" if meta.get("leaderboard") == "no" else '<a href="#leaderboard">Leaderboard</a> ')


def to_class_page(figures: Figures) -> str:
    """The whole document."""
    board = "" if figures.meta.get("leaderboard") == "no" else leaderboard(figures)
    body = [
        _head(figures), "<main>", _matrix(figures), distributions(figures), failed_checks(figures),
        causes(figures), board, unusable(figures), "</main>",
    ]
    style = f"<style>\n{asset('classpage.css')}</style>"
    return page(figures.name, "\n".join([style, *(part for part in body if part)]), asset("classpage.js"))
