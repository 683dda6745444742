# SPDX-License-Identifier: MIT
"""Submissions with much text in common, by Debian's similarity-tester. A place to look, not a verdict.

The stub's own lines are everybody's, and so are lines that several submissions
have in the same file: they are emptied, so that the rest keeps its line numbers.
What is left of a submission is one text for sim_c (C: structure, not names) and
one for sim_text (assembly: words).
"""

from __future__ import annotations

import bisect
import collections
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping

from grader.errors import Fault
from grader.record import field, record

_RUN = re.compile(r"(\d+): line (\d+)-(\d+)\s*\|(\d+): line (\d+)-(\d+)\s*\[(\d+)\]")
_SIZE = re.compile(r"File (\d+): (\d+) (?:tokens|words)")
# The program, the shortest run that it reports, and the endings of its files.
_TOOLS = (("sim_c", 30, (".c", ".h")), ("sim_text", 24, (".S",)))
_PLACES = 12  # of a pair, the longest ones are listed
Files = Mapping[str, str]


def installed() -> bool:
    """Whether the tools are there."""
    return all(shutil.which(tool) for tool, _, _ in _TOOLS)


def plain(line: str) -> str:
    """A line without its layout, to compare it by."""
    return " ".join(line.split())


def common_lines(submissions: Iterable[Files], most: int) -> dict[str, set[str]]:
    """File -> the lines that @most or more of @submissions have in it."""
    counts: dict[str, collections.Counter[str]] = {}
    for files in submissions:
        for file, text in files.items():
            counts.setdefault(file, collections.Counter()).update({plain(line) for line in text.splitlines()})
    return {file: {line for line, n in count.items() if n >= most} for file, count in counts.items()}


def own_text(text: str, others: set[str]) -> list[str]:
    """The lines of @text, emptied where they are among @others."""
    return ["" if plain(line) in others else line for line in text.splitlines()]


@record
class Text:
    """What one submission has of its own, as one text, and where its lines come from."""

    lines: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # first line of each file, from 1
    files: list[str] = field(default_factory=list)

    def add(self, file: str, lines: list[str]) -> None:
        """Append a file."""
        self.starts.append(len(self.lines) + 1)
        self.files.append(file)
        self.lines += lines

    def _of(self, line: int) -> str:
        index = bisect.bisect_right(self.starts, line) - 1
        return f"{self.files[index]}:{line - self.starts[index] + 1}"

    def place(self, first: int, last: int) -> str:
        """`file:first-last` for lines of the text, or `file:first to file:last` over several files."""
        start, end = self._of(first), self._of(last)
        file, _, line = end.rpartition(":")
        return f"{start}-{line}" if start.startswith(f"{file}:") else f"{start} to {end}"


@record
class Pair:
    """Two submissions, and what they share."""

    tokens: int = 0
    places: list[tuple[str, str, int]] = field(default_factory=list)


def _compare(tool: str, shortest: int, texts: list[Text], people: list[str], found: dict[tuple[str, str], Pair],
             sizes: collections.Counter[str]) -> None:
    """Run one tool over @texts, of @people; add to @found and @sizes."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, text in enumerate(texts):
            if any(text.lines):
                names.append(str(number))
                with open(os.path.join(folder, names[-1]), "w", encoding="ascii", errors="replace") as file:
                    file.write("\n".join(text.lines) + "\n")
        if len(names) < 2:
            return
        done = subprocess.run(
            [tool, "-n", "-s", "-w", "200", "-r", str(shortest), "-i"], cwd=folder, text=True, check=False,
            input="\n".join(names) + "\n", capture_output=True,
        )
    if done.returncode:
        raise Fault(f"{tool} failed: {done.stderr.strip() or done.returncode}")
    for match in _SIZE.finditer(done.stdout):
        sizes[people[int(match[1])]] += int(match[2])
    for match in _RUN.finditer(done.stdout):
        one, a, b, other, c, d, tokens = (int(value) for value in match.groups())
        sides = sorted(((one, a, b), (other, c, d)), key=lambda side: people[side[0]])
        (i, *here), (j, *there) = sides
        pair = found.setdefault((people[i], people[j]), Pair())
        pair.tokens += tokens
        pair.places.append((texts[i].place(*here), texts[j].place(*there), tokens))


def alike(
    submissions: Callable[[], Iterator[tuple[str, Files]]], stubs: Files, percent: int, common: int
) -> list[tuple[str, str, int, int, str]]:
    """Rows for the table alike: two ids, per cent of the shorter text, tokens, places as JSON.

    @submissions: gives id, and file -> text, of each, in the order of ids, as often as it is called;
    @stubs: file -> text of the stub.
    """
    shared = common_lines((files for _, files in submissions()), common)
    everybody = {
        file: shared.get(file, set()) | {plain(line) for line in stubs.get(file, "").splitlines()}
        for file in set(shared) | set(stubs)
    }
    people: list[str] = []
    texts: dict[str, list[Text]] = {tool: [] for tool, _, _ in _TOOLS}
    for who, files in submissions():
        people.append(who)
        for tool, _, endings in _TOOLS:
            texts[tool].append(Text())
            for file, content in sorted(files.items()):
                if file.endswith(endings):
                    texts[tool][-1].add(file, own_text(content, everybody[file]))
    found: dict[tuple[str, str], Pair] = {}
    sizes: collections.Counter[str] = collections.Counter()
    for tool, shortest, _ in _TOOLS:
        _compare(tool, shortest, texts[tool], people, found, sizes)
    rows = []
    for (one, other), pair in sorted(found.items()):
        share = min(100, 100 * pair.tokens // max(1, min(sizes[one], sizes[other])))
        if share >= percent:
            places = sorted(pair.places, key=lambda p: (-p[2], p))[:_PLACES]
            rows.append((one, other, share, pair.tokens, json.dumps(places)))
    return rows
