# SPDX-License-Identifier: MIT
"""The compiler's, assembler's and linker's messages, as data.

GCC, gas, ld and grader.kbuild name a place first: `file:line[:column]: error: words`.
"""

from __future__ import annotations

import re

from grader.record import field, record

_PLACE = re.compile(
    r"(?P<file>[^\s:][^:\n]*):(?P<line>\d+)(?::\d+)?: "
    r"(?P<kind>fatal error|error|Error|warning|Warning|note|Info): (?P<text>.*)"
)
_LINK = re.compile(
    r"(?:\S*ld: )?(?P<file>[^\s:][^:\n]*):(?:(?P<line>\d+):)?(?:\([^)]*\):)? ?"
    r"(?P<text>(?:undefined reference|multiple definition|relocation truncated|first defined).*)"
)
_LD = re.compile(r"\S*ld: (?P<text>.*)")
_FROM = re.compile(r"(?:In file included|\s+) from (?P<file>[^\s:]+):(?P<line>\d+)")
_NO_RULE = re.compile(r"make: \*\*\* No rule to make target '(?P<file>[^']*)'.*")
_SNIPPET = re.compile(r"\s+\d* \| ")


@record
class Message:
    """One message: where, how bad, the compiler's own words and the lines under them."""

    file: str
    line: int
    error: bool
    text: str
    snippet: list[str] = field(default_factory=list)
    included_from: list[str] = field(default_factory=list)

    @property
    def where(self) -> str:
        """file:line, or file alone."""
        return f"{self.file}:{self.line}" if self.line else self.file


def parse_messages(text: str) -> list[Message]:
    """The errors and warnings in what a build wrote to stderr; notes stay with their error."""
    messages: list[Message] = []
    chain: list[str] = []
    for line in text.splitlines():
        included = _FROM.match(line)
        if included:
            chain.append(f"{included['file']}:{included['line']}")
            continue
        place = _PLACE.match(line)
        if place:
            kind = place["kind"].lower()
            if kind in ("note", "info"):
                if messages:
                    note = f"{place['file']}:{place['line']}: note: {place['text']}"
                    messages[-1].snippet.append(note)
                continue
            error = "error" in kind
            words = place["text"]
            messages.append(Message(place["file"], int(place["line"]), error, words))
            messages[-1].included_from, chain = chain, []
        elif _SNIPPET.match(line):
            if messages:
                messages[-1].snippet.append(line)
        else:
            _linker(line, messages)
    unique: dict[tuple[str, int, str], Message] = {}
    for message in messages:
        unique.setdefault((message.file, message.line, message.text), message)
    return list(unique.values())


def _linker(line: str, messages: list[Message]) -> None:
    """A message of ld's: names a place, or only the file that it was writing."""
    link = _LINK.match(line)
    if link:
        if link["text"].startswith("first defined") and messages:
            messages[-1].snippet.append(f"first defined at {link['file']}:{link['line'] or '?'}")
            return
        messages.append(Message(link["file"], int(link["line"] or 0), True, link["text"]))
        return
    missing = _NO_RULE.match(line)
    if missing and "stages/" in missing["file"]:
        messages.append(Message(missing["file"], 0, True, "the file is missing"))
        return
    bare = _LD.match(line)
    if bare and ": in function `" not in line and not bare["text"].endswith(":"):
        messages.append(Message("the linker", 0, True, bare["text"]))


def strip_roots(text: str, roots: list[str]) -> str:
    """@text with the given folders taken off the front of its paths."""
    for root in sorted((r for r in roots if r not in ("", ".", "/")), key=len, reverse=True):
        text = text.replace(root.rstrip("/") + "/", "")
    return re.sub(r"(?<![\w./])(?:\./)+(?=\w)", "", text)
