# SPDX-License-Identifier: MIT
"""The page of submissions with much text in common: places to look, for staff."""

from __future__ import annotations

import json

from grader.reports.figures import Figures
from grader.reports.page import escape, page

_WORDS = """\
<p>These pairs of submissions have longer stretches of code in common than can be expected when two people write
the same thing. <strong>That is a place to look, and nothing more.</strong> People who learn together write alike, the
handout suggests the same solution to everybody, and a friend's advice is not a copy. Read both texts, ask both
students, and let them explain their code before you conclude anything.</p>
<p class="note">How it was counted: of each C and assembly file the lines of the stub were left out; the rest was
compared by <code>sim_c</code> (Debian's similarity-tester), which sees the structure of the code and not its names,
comments, numbers or layout. Stretches that {common} or more submissions share are everybody's, and were left out too. The
percentage is that of the shorter of the two texts; pairs below {percent} % are not listed.</p>
"""


def to_similarity_page(figures: Figures) -> str:
    """The whole document."""
    names = {row["id"]: row["name"] or row["id"] for row in figures.rows}
    meta = figures.meta
    body = ["<header><h1>Much text in common</h1>", '<p><a href="index.html">The class</a></p></header>', "<main>"]
    if meta.get("similarity") != "done":
        body.append(f"<p>Submissions were not compared{escape(meta.get('similarity', ''))}.</p></main>")
        return page("Much text in common", "\n".join(body))
    body.append(_WORDS.format(common=escape(meta.get("common", "")), percent=escape(meta.get("percent", ""))))
    if not figures.pairs:
        body.append("<p>There is no such pair.</p>")
    for pair in figures.pairs:
        one, other = pair["one"], pair["other"]
        head = " and ".join(f'<a href="staff/{escape(i)}.html">{escape(names.get(i, i))} ({escape(i)})</a>' for i in (one, other))
        places = "".join(
            f"<tr><td><code>{escape(a)}</code></td><td><code>{escape(b)}</code></td><td>{tokens}</td></tr>"
            for a, b, tokens in json.loads(pair["places"])
        )
        body.append(
            f"<h2>{head}: {pair['percent']} %</h2><table><thead><tr><th>{escape(one)}</th><th>{escape(other)}</th>"
            f"<th>Tokens</th></tr></thead><tbody>{places}</tbody></table>"
        )
    return page("Much text in common", "\n".join([*body, "</main>"]))
